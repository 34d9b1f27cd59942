"""Tells whether a service is open at a moment and when it opens next; what is not known is said to be unknown.

HSDS schedules are RFC 5545 rules and go to python-dateutil; a schedule that has only words is read by text_hours.
On a public holiday of Connecticut nobody knows, unless the record says so or it is open round the clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from resources_db.records import Schedule
from services.directory.holidays import is_holiday, on_holidays
from services.directory.question import HoursState, Then, Window
from services.directory.rules import Unclear, runs_on
from services.directory.text_hours import schedules_in

LOCAL = ZoneInfo("America/New_York")
_AHEAD = 35  # days to look for the next opening: a month, so that "last Friday" is found
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Open, closed or unknown at a moment; local times, None when they cannot be told or never come."""

    state: HoursState
    closes_at: datetime | None = None
    next_open: datetime | None = None
    holiday: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Opening:
    opens: datetime
    closes: datetime
    sure: bool


def hours_state(schedules: Iterable[Schedule], now: datetime) -> HoursState:
    """Open when any schedule says so; closed when all are understood and none does; else unknown."""
    return hours_at(schedules, now, ahead=0).state


def hours_at(schedules: Iterable[Schedule], now: datetime, ahead: int = _AHEAD) -> Hours:
    """The state at a moment (naive means local), when it closes, and the next opening within `ahead` days."""
    local = (now.astimezone(LOCAL) if now.tzinfo else now).replace(tzinfo=None)
    clear, unclear = _understood(schedules)
    running = [each for each in _openings(clear, local.date() - _DAY, 2) if each.opens <= local < each.closes]
    holiday = is_holiday(local.date())
    if sure := [each.closes for each in running if each.sure]:
        return Hours("open", _end(clear, max(sure)), holiday=holiday)
    if not clear:
        return Hours("unknown", holiday=holiday)
    following = (each.opens for each in _openings(clear, local.date(), ahead + 1) if each.sure and each.opens > local)
    state: HoursState = "unknown" if running or unclear else "closed"
    return Hours(state, None, next(following, None) if ahead else None, holiday)


def hours_within(schedules: Iterable[Schedule], window: Window) -> Then:
    """Open when an opening surely touches the window; closed when all are understood and none does; else unknown."""
    clear, unclear = _understood(schedules)
    days = (window.end.date() - window.start.date()).days + 2
    near = _openings(clear, window.start.date() - _DAY, days)
    touching = [each for each in near if each.opens < window.end and each.closes > window.start]
    sure = [each for each in touching if each.sure]
    begun = [each for each in sure if each.opens >= window.start] or sure
    if sure:
        return Then(window, "open", tuple((each.opens, each.closes) for each in begun))
    doubtful = unclear or touching or not clear
    return Then(window, "unknown" if doubtful else "closed", holiday=bool(touching))


def _understood(schedules: Iterable[Schedule]) -> tuple[list[Schedule], bool]:
    """The schedules that can be read, and whether there are others."""
    clear: list[Schedule] = []
    unclear = False
    for schedule in schedules:
        read = (schedule,) if schedule.opens_at or schedule.closes_at else schedules_in(schedule)
        try:
            for each in read:
                _span(each)
                runs_on(each, date(2025, 1, 1))
            clear += read
            unclear = unclear or not read
        except Unclear:
            unclear = True
    return clear, unclear


def _openings(schedules: Iterable[Schedule], first: date, days: int) -> Iterator[_Opening]:
    """Every opening that begins on one of some days, in order."""
    for day in (first + timedelta(days=ahead) for ahead in range(days)):
        yield from sorted(found for each in schedules if (found := _on(each, day)))


@lru_cache(maxsize=65536)
def _on(schedule: Schedule, day: date) -> _Opening | None:
    """The opening of a schedule that begins on a day; unsure when it is a holiday and nothing is said of those."""
    if not runs_on(schedule, day):
        return None
    opens, closes = _span(schedule)
    start = datetime.combine(day, time()) + opens
    sure = not is_holiday(day) or closes - opens >= _DAY or schedule.valid_from == schedule.valid_to == day
    holidays = None if sure else on_holidays(f"{schedule.description or ''} {schedule.notes or ''}".strip())
    return None if holidays == "closed" else _Opening(start, start + closes - opens, sure or holidays == "open")


def _span(schedule: Schedule) -> tuple[timedelta, timedelta]:
    """Opening and closing, counted from midnight of the day it opens; past midnight is more than 24 hours."""
    opens, closes = _clock(schedule.opens_at), _clock(schedule.closes_at)
    return opens, closes if closes > opens else closes + _DAY


def _clock(words: str | None) -> timedelta:
    if words is None:
        raise Unclear
    hour, minute = words.split(":")[:2]
    return timedelta(hours=int(hour), minutes=int(minute))


def _end(schedules: Iterable[Schedule], closes: datetime) -> datetime | None:
    """When a stretch ends, gone on into the next opening where that begins at once; None when it goes on for days."""
    first = closes.date() - _DAY
    later = sorted(_openings(schedules, first, 4))
    for each in later:
        if each.sure and each.opens <= closes < each.closes:
            closes = each.closes
    return None if closes - datetime.combine(first, time()) > timedelta(days=3) else closes
