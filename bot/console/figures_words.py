"""Puts figures into words: the same tables for the page and for the download."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.console.words import Words
from services.interop import codes
from services.library.documents import document
from services.library.root import CONTENT
from services.library.text import Language, text
from services.reports.figures import Figures
from services.reports.outcomes import Line
from services.reports.shares import Share
from services.reports.tables import Table

MEASURES = ("asked", "accepted", "connected", "closed", "days")
type Number = int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in words; a number of None is hidden. `first` names what the lines are."""

    title: str
    first: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Number, ...]], ...]


@dataclass(frozen=True, slots=True)
class Beat:
    """A figure of ours beside the one to beat; `ours` is None when too few."""

    name: str
    ours: Share | None
    theirs: int
    whose: str
    source: str
    standing: str | None


class Wording:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = _words()

    def say(self, key: str, **values: object) -> str:
        """A sentence or label of the figures' pages."""
        return self.words.ui(key, self.language, **values)

    def label(self, group: str, code: str | None) -> str:
        """The words for a code of content/messages/figures.yml."""
        return self.words.label(group, code, self.language)

    def line(self, by: str, code: str) -> str:
        """The name of a group: a need, town, language, race or ethnicity, or what stands for several of them."""
        if code.startswith("_"):
            return self.label("lines", code)
        if by == "need":
            return codes.need_codes(code).name.in_language(self.language)
        if by == "language":
            return self.label("languages", code)
        listed = {"race": codes.races, "ethnicity": codes.ethnicities, "reason": codes.reasons}.get(by)
        known = listed().get(code) if listed else None
        return known.in_language(self.language) if known else code

    def percent(self, share: Share | None) -> str:
        """A percentage, or between which two it lies."""
        if share is None:
            return self.say("too_few")
        return self.say("percent" if share.low == share.high else "percent_between", low=share.low, high=share.high)


def sheets(found: Figures, wording: Wording) -> list[Sheet]:
    """Every table that has something to show, in the order of the page."""
    made = [_whole(found, wording), *_referrals(found, wording), *_needs(found, wording)]
    made += [_why(found, wording), *_satisfied(found, wording)]
    return [each for each in made if each.lines]


def beats(found: Figures, wording: Wording) -> list[Beat]:
    """Our two figures beside those to beat."""
    page = document(CONTENT / "figures" / "beat.yml")["beat"]
    ours = {"connected": found.connected, "satisfied": found.satisfied}
    return [_beat(key, ours[key], page[key], wording) for key in ours]


def listed_needs(found: Figures, wording: Wording) -> list[tuple[str, int]]:
    """(need, how many families told it), most first."""
    return [(wording.line("need", need), number) for need, number in found.listed_needs.items()]


def _beat(key: str, ours: Share | None, theirs: Mapping[str, Any], wording: Wording) -> Beat:
    standing = wording.label("standings", ours.beside(theirs["percent"])) if ours else None
    whose = text(theirs["name"]).in_language(wording.language)
    return Beat(wording.say(f"beat_{key}"), ours, theirs["percent"], whose, theirs["source"], standing)


def _whole(found: Figures, wording: Wording) -> Sheet:
    line = found.whole
    lines = tuple((wording.label("measures", each), (getattr(line, each),)) for each in MEASURES) if line else ()
    return Sheet(wording.say("whole"), wording.say("measure"), (wording.say("number"),), lines)


def _referrals(found: Figures, wording: Wording) -> Iterator[Sheet]:
    head = tuple(wording.label("measures", each) for each in MEASURES)
    for by, lines in found.referrals.items():
        title = wording.say("referrals_by", group=wording.label("groups", by))
        listed = tuple((wording.line(by, group), _measured(line)) for group, line in lines.items())
        yield Sheet(title, wording.label("groups", by), head, listed)


def _measured(line: Line) -> tuple[Number, ...]:
    return tuple(getattr(line, each) for each in MEASURES)


def _needs(found: Figures, wording: Wording) -> Iterator[Sheet]:
    for by, table in found.needs.items():
        yield _crossed("needs_by", by, table, wording, lambda need: wording.line("need", need))


def _satisfied(found: Figures, wording: Wording) -> Iterator[Sheet]:
    for by, table in found.satisfied_by.items():
        yield _crossed("satisfied_by", by, table, wording, lambda answer: wording.label("measures", answer))


def _crossed(title: str, by: str, table: Table, wording: Wording, name: Callable[[str], str]) -> Sheet:
    """Groups down, what is counted across; where every cell is hidden only the sums."""
    columns: Sequence[str] = table.columns if table.open else ()
    head = (wording.label("measures", "all"), *(name(column) for column in columns))
    totals = (table.row_totals or {}).items()
    lines = ((wording.line(by, row), (all_, *(table.cell(row, column) for column in columns))) for row, all_ in totals)
    group = wording.label("groups", by)
    return Sheet(wording.say(title, group=group), group, head, tuple(lines))


def _why(found: Figures, wording: Wording) -> Sheet:
    lines = tuple((wording.line("reason", reason), (number,)) for reason, number in found.why.items())
    return Sheet(wording.say("why"), wording.say("why"), (wording.say("number"),), lines)


def csv_rows(made: Iterable[Sheet], wording: Wording) -> Iterator[tuple[object, ...]]:
    """The tables as rows of one sheet: table, line, measure, number."""
    yield tuple(wording.say(f"csv_{each}") for each in ("table", "line", "measure", "number"))
    for each in made:
        for line, numbers in each.lines:
            for measure, number in zip(each.head, numbers, strict=True):
                yield each.title, line, measure, wording.say("hidden") if number is None else number


@cache
def _words() -> Words:
    return Words(document(CONTENT / "messages" / "figures.yml"))
