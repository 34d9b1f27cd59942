"""Takes a message as the answer to the item that is open."""

from collections.abc import Collection
from dataclasses import replace

from services.library.text import Text
from services.screening.flow import means_need, next_item
from services.screening.hearing import understand
from services.screening.instrument import Choice, Instrument, Item
from services.screening.progress import Answer, Progress
from services.screening.turns import Line, Said, Step, in_language, say
from services.screening.values import value_in
from services.screening.wanting import answer_in, holds

YES_NO = Item("yes_no", Text("", ""), choices=(Choice("yes", Text("Yes", "Sí")), Choice("no", Text("No", "No"))))
# Needs that speak of a child; with any other one a message tells of the household and not of what worries a parent.
OF_A_CHILD = {"developmental_concern", "behavioral_health", "special_health_need", "health_care_need", "education_need"}
TELLS_MORE_FROM = 7  # words
LONGEST_TEXT = 500  # characters kept of what a family says in its own words


def answer_item(instrument: Instrument, progress: Progress, said: Said, known: Collection[str]) -> Step | None:
    """The step after an answer to the open item; None when the message is none and speaks of something else."""
    item = next_item(instrument, progress, known)
    if item is None:
        return None
    if item.private and item.id not in progress.allowed:
        return _leave(item, progress, said)
    if said.picked:
        return _picked(instrument, item, progress, said)
    answer = _read(item, said)
    return None if answer is None else _taken(item, progress, answer, said)


def not_understood(instrument: Instrument, progress: Progress, said: Said, known: Collection[str]) -> Step:
    """Ask once more with the choices; the second time leave the question, and name a person."""
    item = next_item(instrument, progress, known) if progress.stage == "items" else None
    spot = item.id if item else progress.stage
    if progress.facts.get("missed") == spot and item:
        skipped = progress.with_answer(Answer(item.id, how="skipped", at=said.at.isoformat()))
        return Step(skipped, (Line(say("not_understood_again", said.language)),))
    missed = replace(progress, facts={**progress.facts, "missed": spot})
    return Step(missed, (Line(say("not_understood_choices", said.language)),))


def yes_or_no(said: Said, name: str) -> bool | None:
    """A yes or no to our own question `name`, pressed or in words."""
    if said.picked and said.picked.startswith(f"{name}="):
        return said.picked == f"{name}=yes"
    codes = understand(answer_in(said.text), YES_NO)
    return codes[0] == "yes" if codes else None


def _leave(item: Item, progress: Progress, said: Said) -> Step | None:
    """A private question is put only after a yes."""
    leave = yes_or_no(said, "private")
    if leave is None:
        return None
    if leave:
        return Step(replace(progress, allowed=(*progress.allowed, item.id)))
    declined = progress.with_answer(Answer(item.id, how="declined", at=said.at.isoformat()))
    return Step(declined, (Line(say("private_skipped", said.language)),))


def _picked(instrument: Instrument, item: Item, progress: Progress, said: Said) -> Step | None:
    """A pressed choice; one of an earlier question corrects that."""
    name, _, code = str(said.picked).partition("=")
    meant = instrument.item(name)
    if meant is None or meant.choice(code) is None:
        return None
    answer = Answer(meant.id, (code,), at=said.at.isoformat())
    if meant.id == item.id:
        return _taken(item, progress, answer, said)
    if progress.answer(meant.id) is None:
        return None
    if meant.worries and means_need(meant, answer.codes):
        return _taken(meant, progress, answer, said)
    return Step(progress.with_answer(answer), (Line(say("corrected", said.language)),))


def _read(item: Item, said: Said) -> Answer | None:
    at = said.at.isoformat()
    if codes := understand(said.text, item, said.needs):
        kept = said.text.strip()[:LONGEST_TEXT] if item.own_words and len(said.text.split()) > 1 else None
        return Answer(item.id, codes, kept, at=at)
    if not item.choices or item.type == "open_choice" or (item.own_words and not _of_another_thing(item, said)):
        value = value_in(said.text, item.type, said.age_months)
        return Answer(item.id, (), value[:LONGEST_TEXT], at=at) if value else None
    return None


def _of_another_thing(item: Item, said: Said) -> bool:
    """Whether words where a worry is asked for tell of the day: "my wife starts at 7 on Monday" is no worry."""
    elsewhere = holds("own_day", said.text) and not holds("child", said.text)
    return bool(item.needs) and (elsewhere or (bool(said.needs) and not OF_A_CHILD & set(said.needs)))


def _tells_more(said: Said) -> bool:
    """Whether a message is long enough to tell of something else too; "a veces no alcanza" is an answer alone."""
    return len(said.text.split()) >= TELLS_MORE_FROM


def _taken(item: Item, progress: Progress, answer: Answer, said: Said) -> Step:
    """The answer is kept; a kind word after it where the item has one; other needs told beside it are noted."""
    finds = means_need(item, answer.codes)
    words = item.on_need if finds and item.on_need else item.follow
    lines = (Line(in_language(words, said.language)),) if words else ()
    beside = tuple((need, None) for need in said.needs if need not in item.needs and _tells_more(said))
    return Step(progress.with_answer(answer), lines, found=beside, worried=finds and item.worries)
