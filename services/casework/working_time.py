"""Counts time in the hours in which a desk is open: a promise made on Friday at five runs on from Monday at nine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from services.directory.holidays import is_holiday

ZERO, DAY = timedelta(), timedelta(days=1)
FARTHEST = 400  # days to look ahead: a week that never opens must end somewhere


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours of one weekday (0 is Monday) by the clock of the place; one that ends at or before it begins goes on past
    midnight."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of a week, closed on Connecticut's public holidays."""

    stretches: tuple[Stretch, ...]
    zone: ZoneInfo


type Opening = tuple[datetime, datetime]  # UTC without zone, as the casebook keeps time


def later(start: datetime, much: timedelta, week: Week | None) -> datetime:
    """The moment (UTC without zone) at which so much working time has passed since a start. Without a week every hour
    counts. Raises ValueError for a week that never opens."""
    if week is None:
        return start + much
    for opens, closes in _from(start, week):
        begins = max(start, opens)
        if closes - begins >= much:
            return begins + much
        much -= closes - begins
    raise ValueError("the week has no hours")


def between(start: datetime, end: datetime, week: Week | None) -> timedelta:
    """The working time from one moment to a later one; negative when the end comes first."""
    if week is None:
        return end - start
    if end < start:
        return -between(end, start, week)
    spent = ZERO
    for opens, closes in _from(start, week):
        if opens >= end:
            break
        spent += min(end, closes) - max(start, opens)
    return spent


def _from(start: datetime, week: Week) -> Iterator[Opening]:
    """The openings that are not over at a moment, in order and each hour once."""
    day = start.replace(tzinfo=UTC).astimezone(week.zone).date() - DAY  # yesterday's may go on past midnight
    ended = start
    for ahead in range(FARTHEST):
        for opens, closes in _on(week, day + ahead * DAY):
            if closes > ended:
                yield max(opens, ended), closes
                ended = closes


@lru_cache(maxsize=4096)
def _on(week: Week, day: date) -> tuple[Opening, ...]:
    """The openings that begin on a day of the place."""
    if is_holiday(day):
        return ()
    return tuple(sorted(_opening(each, day, week.zone) for each in week.stretches if each.weekday == day.weekday()))


def _opening(stretch: Stretch, day: date, zone: ZoneInfo) -> Opening:
    last = day if stretch.closes > stretch.opens else day + DAY
    return _utc(day, stretch.opens, zone), _utc(last, stretch.closes, zone)


def _utc(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC).replace(tzinfo=None)
