"""Answers, for each program, whether it is likely for a family, and with which words and missing facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.eligibility.facts import Facts, known
from services.eligibility.programs import Program, Rule, all_programs
from services.eligibility.rules import Verdict, verdict
from services.library.text import Text

Outcome = Literal["likely", "not_likely", "cannot_tell"]
_OUTCOMES: dict[bool | None, Outcome] = {True: "likely", False: "not_likely", None: "cannot_tell"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What we can say of one program for one family.

    `reasons` are the rules that decided (for cannot_tell: those still open), then the notes that apply and the
    center that serves the family's town;
    `missing` names the facts that would decide; `source` is where the first deciding rule stands.
    """

    id: str
    name: Text
    answer: Outcome
    reasons: tuple[Text, ...]
    missing: tuple[str, ...]
    source: str


def check(facts: Facts, on: date, programs: Iterable[Program] | None = None) -> list[Answer]:
    """An answer for each program, by priority. Raises BadFact when a fact cannot be what it says."""
    true = known(facts)
    return [_answer(program, true, on) for program in (all_programs() if programs is None else programs)]


def best_for(need: str, facts: Facts, on: date, programs: Iterable[Program] | None = None) -> list[Program]:
    """The programs that serve a need and are not ruled out, by priority."""
    serving = [program for program in (all_programs() if programs is None else programs) if need in program.needs]
    return [
        program
        for program, answer in zip(serving, check(facts, on, serving), strict=True)
        if answer.answer != "not_likely"
    ]


def _answer(program: Program, facts: Facts, on: date) -> Answer:
    verdicts = [(rule, _in_force(rule, facts, on)) for rule in program.rules]
    holds = _all_hold(verdicts)
    deciding = [(rule, found) for rule, found in verdicts if found.holds is holds]
    notes = [] if holds is False else _notes(program, facts, on)
    return Answer(
        id=program.id,
        name=program.name,
        answer=_OUTCOMES[holds],
        reasons=(*(rule.because for rule, _ in deciding), *notes),
        missing=tuple(dict.fromkeys(fact for _, found in deciding for fact in found.missing)),
        source=deciding[0][0].source if deciding else program.source,
    )


def _notes(program: Program, facts: Facts, on: date) -> list[Text]:
    """What no rule decides: the notes for such a family, then the parts of the program that serve its town."""
    notes = [note.text for note in program.notes if verdict(note.when, facts, on).holds]
    serving = [part for part in program.parts if facts.get("town") in part.towns]
    return [*notes, *(Text(f"{part.name}: {part.about.en}", f"{part.name}: {part.about.es}") for part in serving)]


def _in_force(rule: Rule, facts: Facts, on: date) -> Verdict:
    """The verdict of a rule; before the day from which it is known to hold, nothing can be told."""
    return Verdict(None) if rule.since and on < rule.since else verdict(rule.node, facts, on)


def _all_hold(verdicts: list[tuple[Rule, Verdict]]) -> bool | None:
    answers = {found.holds for _, found in verdicts}
    if False in answers:
        return False
    return None if None in answers else True
