"""One message of a family in a screening, whatever stage it is in; None when the message is about something else."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from services.screening import closing
from services.screening.answering import answer_item
from services.screening.asking import ask
from services.screening.development import MILESTONES
from services.screening.flow import count, next_item, told_items
from services.screening.hearing import Wish, wish
from services.screening.instrument import Instrument
from services.screening.progress import Answer, Progress
from services.screening.turns import Line, Said, Step, in_language, say
from services.screening.wanting import Meant, answer_in
from services.screening.words import numbers_in

type Finish = Callable[[Instrument, Progress, Said], Step]


@dataclass(frozen=True, slots=True)
class Talk:
    """What is asked, as it stands after the answers so far, and what follows the last question."""

    build: Callable[[Progress], Instrument]
    finish: Finish = closing.finish
    passing: Callable[[Progress, Said], Step | None] = lambda _progress, _said: None  # what is told out of turn


def begin(instrument: Instrument, progress: Progress, language: str, known: Collection[str]) -> list[Line]:
    """How a screening opens: what it is, and how to skip, ask, pause and end."""
    total = count(instrument, progress, known)[1]
    about = in_language(instrument.about, language)
    return [Line(about if instrument.wording == "official" else say("intro", language, count=total))]


def hear(talk: Talk, progress: Progress, said: Said, known: Collection[str]) -> Step | None:
    """What a message leads to. None: it is no part of the screening."""
    instrument = talk.build(progress)
    told = note_told(instrument, progress, known, said)
    wished = None if said.picked else wish(said.text)
    if wished and (step := _wish(instrument, told, said, known, wished)) is not None:
        return _onward(talk, step, said, known)
    if told.stage == "items":
        heard = replace(said, text=answer_in(said.text))  # a question of theirs is no answer to ours
        step = answer_item(instrument, told, heard, known) or talk.passing(told, said)
        return step and _onward(talk, step, said, known)
    return closing.hear(instrument, told, said)


def explained(instrument: Instrument, progress: Progress, said: Said, known: Collection[str], meant: Meant) -> Step:
    """One honest line to a question of theirs; ours follows again, with how to end."""
    item, language = next_item(instrument, progress, known), said.language
    about = in_language(instrument.about, language) if instrument.id == MILESTONES else say("own_words", language)
    if meant == "meaning" and item is not None and item.why is not None:
        about = say("why_prefix", language, why=in_language(item.why, language))
    elif meant == "other":
        about = say("asked_elsewhere", language)
    return Step(progress, (Line(f"{about} {say('done_or_answer', language)}"),))


def resumed(instrument: Instrument, progress: Progress, language: str, known: Collection[str]) -> list[Line]:
    """What is said before the open question when a family comes back."""
    done, total = count(instrument, progress, known)
    if progress.stage != "items":
        return []
    return [Line(say("resumed", language, number=min(done + 1, total), count=total))]


def note_told(instrument: Instrument, progress: Progress, known: Collection[str], said: Said) -> Progress:
    """Items whose need was told elsewhere count as answered, without being asked."""
    for item in told_items(instrument, progress, known) if progress.stage == "items" else ():
        progress = progress.with_answer(Answer(item.id, how="told", at=said.at.isoformat()))
    return progress


def _onward(talk: Talk, step: Step, said: Said, known: Collection[str]) -> Step:
    """After the last question comes the end."""
    instrument = talk.build(step.progress)
    if step.end or step.progress.stage != "items" or next_item(instrument, step.progress, known) is not None:
        return step
    last = talk.finish(instrument, step.progress, said)
    lines, found = step.lines + last.lines, step.found + last.found
    return replace(last, lines=lines, found=found, worried=step.worried or last.worried)


def _wish(instrument: Instrument, progress: Progress, said: Said, known: Collection[str], wished: Wish) -> Step | None:
    language = said.language
    if wished == "pause":
        return Step(progress, (Line(say("paused", language)),), end="paused")
    if wished == "stop":
        return Step(progress, (Line(say("stop_noted", language)),), end="stopped")
    if wished in ("again", "go_on"):
        return Step(progress) if ask(instrument, progress, language, known) else None
    if wished in ("back", "wrong"):
        if progress.stage == "items" and (asked := reopen_named(instrument, progress, said)):
            return asked
        return _back(instrument, progress, said) if progress.stage == "items" or wished == "back" else None
    item = next_item(instrument, progress, known) if progress.stage == "items" else None
    if item is None:
        return None
    if wished == "why":
        why = item.why or instrument.about
        return Step(progress, (Line(say("why_prefix", language, why=in_language(why, language))),))
    how, key = ("declined", "prefer_not_noted") if wished == "prefer_not" else ("skipped", "skipped")
    answer = Answer(item.id, how=how, at=said.at.isoformat())  # type: ignore[arg-type]
    return Step(progress.with_answer(answer), (Line(say(key, language)),))


def reopen_named(instrument: Instrument, progress: Progress, said: Said) -> Step | None:
    """ "No, that's wrong, the second one": the second answer is open again. None when no number is named."""
    given = [answer for answer in progress.answers if answer.how != "told"]
    numbers = [number for number in numbers_in(said.text) if 1 <= number <= len(given)]
    if len(numbers) != 1:
        return None
    return _open_again(instrument, progress, given[numbers[0] - 1], said)


def _back(instrument: Instrument, progress: Progress, said: Said) -> Step:
    """The answer given last is open again; one that was told elsewhere stays."""
    given = [answer for answer in progress.answers if answer.how != "told"]
    if not given:
        return Step(progress, (Line(say("back_none", said.language)),))
    return _open_again(instrument, progress, given[-1], said)


def _open_again(instrument: Instrument, progress: Progress, answer: Answer, said: Said) -> Step:
    item = instrument.item(answer.item)
    titles = [in_language(c.title, said.language) for c in (item.choices if item else ()) if c.code in answer.codes]
    before = replace(progress.without({answer.item}), stage="items", wanted=())
    words = ", ".join(titles) or answer.text or "-"
    return Step(before, (Line(say("back_done", said.language, answer=words)),))
