"""Tells whether a service is open at a moment and when it opens next; what is not known is said to be unknown.

HSDS schedules are RFC 5545 rules and go to python-dateutil; a schedule that has only words is read by text_hours; what
holds on a day is told by timetable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from resources_db.records import Schedule
from services.directory.holidays import is_holiday
from services.directory.question import HoursState, Then, Window
from services.directory.timetable import Timetable, timetable

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


def hours_state(schedules: Iterable[Schedule], now: datetime) -> HoursState:
    """Open when any schedule says so; closed when all are understood and none does; else unknown."""
    return hours_at(schedules, now, ahead=0).state


def hours_at(schedules: Iterable[Schedule], now: datetime, ahead: int = _AHEAD) -> Hours:
    """The state at a moment (naive means local), when it closes, and the next opening within `ahead` days."""
    local = (now.astimezone(LOCAL) if now.tzinfo else now).replace(tzinfo=None)
    read, today = timetable(tuple(schedules)), local.date()
    running = [each for each in read.openings(today - _DAY, 2) if each.opens <= local < each.closes]
    holiday = is_holiday(today)
    if sure := [each.closes for each in running if each.sure]:
        return Hours("open", _end(read, max(sure)), holiday=holiday)
    state: HoursState = "unknown" if running or not read.tells(today) else "closed"
    days = ahead + 1 if ahead and read.tells_next else 0
    following = (each.opens for each in read.openings(today, days) if each.sure and each.opens > local)
    return Hours(state, None, next(following, None), holiday)


def hours_within(schedules: Iterable[Schedule], window: Window) -> Then:
    """Open when an opening surely touches the window; closed when all are understood and none does; else unknown."""
    read = timetable(tuple(schedules))
    first, last = window.start.date(), window.end.date()
    near = read.openings(first - _DAY, (last - first).days + 2)
    touching = [each for each in near if each.opens < window.end and each.closes > window.start]
    sure = [each for each in touching if each.sure]
    begun = [each for each in sure if each.opens >= window.start] or sure
    if sure:
        return Then(window, "open", tuple((each.opens, each.closes) for each in begun))
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    asked = [day for day in days if datetime.combine(day, time()) < window.end]
    told = not touching and all(map(read.tells, asked))
    return Then(window, "closed" if told else "unknown", holiday=bool(touching) and any(map(is_holiday, asked)))


def _end(read: Timetable, closes: datetime) -> datetime | None:
    """When a stretch ends, gone on into the next opening where that begins at once; None when it goes on for days."""
    first = closes.date() - _DAY
    for each in sorted(read.openings(first, 4)):
        if each.sure and each.opens <= closes < each.closes:
            closes = each.closes
    return None if closes - datetime.combine(first, time()) > timedelta(days=3) else closes
