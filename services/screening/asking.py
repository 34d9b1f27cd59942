"""Words the question that is open now, with its choices."""

from collections.abc import Collection

from services.casework.needs import title
from services.screening.flow import found, next_item
from services.screening.instrument import Instrument, Item
from services.screening.progress import Progress
from services.screening.turns import Line, in_language, say

NUMBERS = ("integer", "decimal", "age", "weeks", "date")


def ask(instrument: Instrument, progress: Progress, language: str, known: Collection[str]) -> Line | None:
    """The question of the stage that the talk is in; None when nothing is open."""
    if progress.stage == "items":
        item = next_item(instrument, progress, known)
        return None if item is None else _item(item, instrument, progress, language)
    needs = list(found(instrument, progress))
    match progress.stage:
        case "right":
            return _right(instrument, progress, needs, language)
        case "which":
            return Line(say("summary_what_is_wrong", language), _titles("wrong", needs, language))
        case "help":
            return _help(needs, language)
        case "person":
            return _person(instrument, language)
        case _:
            return None


def asks_for_number(instrument: Instrument, progress: Progress, known: Collection[str]) -> bool:
    """Whether a bare number is the answer itself and not the number of a choice."""
    item = next_item(instrument, progress, known) if progress.stage == "items" else None
    return item is not None and (item.type in NUMBERS or item.repeats) and not _waits_for_leave(item, progress)


def _waits_for_leave(item: Item, progress: Progress) -> bool:
    return item.private and item.id not in progress.allowed


def _item(item: Item, instrument: Instrument, progress: Progress, language: str) -> Line:
    if _waits_for_leave(item, progress):
        choices = (say("private_yes", language), "private=yes"), (say("private_no", language), "private=no")
        return Line(say("private_ask_first", language), choices)
    before = [each for each in _displays(instrument, item, progress)]
    words = "\n".join([*(in_language(each.ask, language) for each in before), in_language(item.ask, language)])
    return Line(words, tuple((in_language(c.title, language), f"{item.id}={c.code}") for c in item.choices))


def _displays(instrument: Instrument, item: Item, progress: Progress) -> list[Item]:
    """The texts that stand right before a question."""
    at = instrument.items.index(item)
    shown: list[Item] = []
    while at > 0 and instrument.items[at - 1].type == "display":
        at -= 1
        shown.insert(0, instrument.items[at])
    return shown


def _right(instrument: Instrument, progress: Progress, needs: list[str], language: str) -> Line:
    lines = [say("summary_intro", language), *(_heard(need, instrument, progress, language) for need in needs)]
    yes, no = say("right_yes", language), say("right_no", language)
    choices = ((yes, "right=yes"), (no, "right=no"))
    return Line("\n".join([*lines, say("summary_right_question", language)]), choices)


def _heard(need: str, instrument: Instrument, progress: Progress, language: str) -> str:
    """One need in the words for how it was told."""
    item = instrument.item(found(instrument, progress)[need])
    answer = progress.answer(item.id) if item else None
    meanings = {choice.meaning for choice in (item.choices if item else ()) if answer and choice.code in answer.codes}
    kind = "told" if answer and answer.how == "told" else "some" if meanings == {"some"} else "need"
    return say(f"summary_line_{kind}", language, need=title(need, language))


def _titles(kind: str, needs: list[str], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((title(need, language), f"{kind}={need}") for need in needs)


def _help(needs: list[str], language: str) -> Line:
    several = ((say("help_all", language), "help=all"),) if len(needs) > 1 else ()
    none = ((say("help_none", language), "help=none"),)
    return Line(say("help_offer", language), _titles("help", needs, language) + several + none)


def _person(instrument: Instrument, language: str) -> Line:
    words = in_language(instrument.on_positive, language) if instrument.on_positive else ""
    yes, no = say("mood_person_yes", language), say("mood_person_no", language)
    return Line(words, ((yes, "person=yes"), (no, "person=no")))
