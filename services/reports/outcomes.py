"""What became of referrals: how many were accepted, connected and closed, and in how many days."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from services.reports.hiding import FEWEST, OTHER
from services.reports.records import Referral
from services.reports.shares import MOST_HIDDEN, Share, share
from services.reports.tables import Table, table

WAITING, UNDER_WAY, CONNECTED, REFUSED, LOST = "waiting", "under_way", "connected", "refused", "lost"
ENDED, STILL_OPEN, NOT_CONNECTED = "ended", "still_open", "not_connected"
OVER: Final = frozenset({CONNECTED, REFUSED, LOST})
# From fine to coarse; the first in which no column is small is the one that is shown.
LEVELS: Final[tuple[Mapping[str, str], ...]] = (
    {each: each for each in (WAITING, UNDER_WAY, CONNECTED, REFUSED, LOST)},
    {WAITING: WAITING, UNDER_WAY: UNDER_WAY, CONNECTED: CONNECTED, REFUSED: ENDED, LOST: ENDED},
    {WAITING: STILL_OPEN, UNDER_WAY: STILL_OPEN, CONNECTED: CONNECTED, REFUSED: ENDED, LOST: ENDED},
    {CONNECTED: CONNECTED} | dict.fromkeys((WAITING, UNDER_WAY, REFUSED, LOST), NOT_CONNECTED),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One group's referrals; None where a number is hidden. Days are the median from asking to connection."""

    asked: int
    accepted: int | None
    connected: int | None
    closed: int | None
    days: float | None


def outcome(referral: Referral) -> str:
    """The one state that a referral is in. Help that came about counts, also when it ended later."""
    if referral.connected_on:
        return CONNECTED
    if referral.closed_on:
        return LOST if referral.accepted_on else REFUSED
    return UNDER_WAY if referral.accepted_on else WAITING


def level(referrals: Iterable[Referral]) -> Mapping[str, str] | None:
    """Which outcomes are counted together so that no sum is small; None when the referrals are too few for any."""
    families: dict[str, set[str]] = {}
    for referral in referrals:
        families.setdefault(outcome(referral), set()).add(referral.family)
    for names in LEVELS:
        columns: dict[str, set[str]] = {}
        for each, of_it in families.items():
            columns.setdefault(names[each], set()).update(of_it)
        if columns and all(len(column) >= FEWEST for column in columns.values()):
            return names
    return None


def by_group(referrals: Iterable[Referral], group: Callable[[Referral], str]) -> tuple[Table, dict[str, Line]]:
    """The outcomes by group as a table, and each group's line in the words of the trade; both empty when too few."""
    listed = list(referrals)
    names = level(listed)
    if names is None:
        return Table(), {}
    counted = table((each.family, group(each), names[outcome(each)]) for each in listed)
    lines = {}
    for row, asked in (counted.row_totals or {}).items():
        of_it = [each for each in listed if (group(each) if group(each) in counted.rows else OTHER) == row]
        # A column that is not there is an outcome that nobody had.
        counts = {name: counted.cell(row, name) if name in counted.columns else 0 for name in names.values()}
        lines[row] = _line(counts, of_it, asked)
    return counted, lines


def together(referrals: Iterable[Referral]) -> Line | None:
    """All referrals as one line; None when they are too few."""
    listed = list(referrals)
    if len({each.family for each in listed}) < FEWEST:
        return None
    names = level(listed) or {}
    counts: dict[str, int | None] = dict.fromkeys(names.values(), 0)
    for each in listed if names else ():
        counts[names[outcome(each)]] = (counts[names[outcome(each)]] or 0) + 1
    return _line(counts, listed, len(listed))


def connection(referrals: Iterable[Referral]) -> Share | None:
    """How many of the referrals that are over came to help, in percent; bounds where a part is hidden.

    It follows from shown numbers alone: the connected, and all that are not.
    """
    listed = list(referrals)
    names = level(listed)
    if names is None:
        return None
    if names[REFUSED] != NOT_CONNECTED:
        return share((each.family, outcome(each) == CONNECTED) for each in listed if outcome(each) in OVER)
    connected = sum(outcome(each) == CONNECTED for each in listed)
    ended = [each.family for each in listed if outcome(each) in (REFUSED, LOST)]
    others = len(listed) - connected
    if len(set(ended)) < FEWEST and len(ended) <= MOST_HIDDEN:
        return Share(100 * connected // (connected + min(others, MOST_HIDDEN)), 100)
    # What is still open is the hidden part: all that is known is that others have ended, all of them or some fewer.
    fewest = max(0, others - MOST_HIDDEN) if others - len(ended) <= MOST_HIDDEN else 0
    return Share(100 * connected // len(listed), -(-100 * connected // (connected + fewest)))


def _line(counts: Mapping[str, int | None], referrals: list[Referral], asked: int) -> Line:
    connected = counts.get(CONNECTED)
    closed = _sum(counts, (CONNECTED, REFUSED, LOST))
    days = [(each.connected_on - each.asked_on).days for each in referrals if each.connected_on]
    families = {each.family for each in referrals if each.connected_on}
    return Line(
        asked=asked,
        accepted=_sum(counts, (UNDER_WAY, CONNECTED, LOST)),
        connected=connected,
        closed=_sum(counts, (CONNECTED, ENDED)) if closed is None else closed,
        days=_whole(median(days)) if connected is not None and len(families) >= FEWEST else None,
    )


def _whole(days: float) -> float:
    """36 rather than 36.0."""
    return int(days) if days == int(days) else days


def _sum(counts: Mapping[str, int | None], names: tuple[str, ...]) -> int | None:
    """The sum of what is shown, None as soon as a part of it is not: it must tell nothing that the parts do not."""
    parts = [counts.get(name) for name in names]
    return None if None in parts else sum(part for part in parts if part is not None)
