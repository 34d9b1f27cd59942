"""Puts the cases of a review into words: the same for the page and for the download."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.console.figures_words import Wording
from services.reports.review import Happened, Reviewed


@dataclass(frozen=True, slots=True)
class Told:
    """A case in words; what is not told says so. `steps` are (day, what, need, program, reason)."""

    title: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[tuple[int, str, str, str, str], ...]
    note: str | None


def cases_in_words(found: Iterable[Reviewed], wording: Wording) -> list[Told]:
    """The cases as a meeting reads them."""
    return [_told(case, wording) for case in found]


def review_rows(cases: Iterable[Told], wording: Wording) -> Iterator[tuple[object, ...]]:
    """One row a step, with the case's facts before it; a case's note stands in its first row."""
    heads = ("age", "region", "language", "needs", "day", "step", "need", "program", "reason", "note")
    yield ("#", *(wording.say(f"review_{each}") for each in heads))
    for case in cases:
        facts = [fact for _, fact in case.facts]
        for i, step in enumerate(case.steps or ((0, "", "", "", ""),)):
            yield (case.title, *facts, *step, case.note or "" if i == 0 else "")


def _told(case: Reviewed, wording: Wording) -> Told:
    profile = case.profile
    unknown = wording.say("review_not_told")
    language = wording.line("language", profile.language) if profile.language else unknown
    needs = ", ".join(wording.line("need", need) for need in case.needs)
    return Told(
        title=wording.say("review_case", n=case.number),
        facts=(
            (wording.say("review_age"), profile.age or unknown),
            (wording.say("review_region"), profile.region or unknown),
            (wording.say("review_language"), language),
            (wording.say("review_needs"), needs or unknown),
        ),
        steps=tuple(_step(step, wording) for step in case.steps),
        note=wording.say("review_held_back") if case.held_back else case.note,
    )


def _step(step: Happened, wording: Wording) -> tuple[int, str, str, str, str]:
    reason = wording.line("reason", step.reason) if step.reason else ""
    what = wording.label("happenings", step.what)
    return step.day, what, wording.line("need", step.need), step.program or "", reason
