"""Tells whether a service is open at a moment, from its HSDS schedules; what is not known is said to be unknown."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from resources_db.records import Schedule
from services.directory.question import HoursState

LOCAL = ZoneInfo("America/New_York")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


class _Unclear(Exception):
    """The schedule does not say which days or hours it means."""


def hours_state(schedules: Iterable[Schedule], now: datetime) -> HoursState:
    """Open when any schedule says so; closed when all are understood and none does; else unknown."""
    local = now.astimezone(LOCAL) if now.tzinfo else now
    unclear = heard = False
    for schedule in schedules:
        try:
            if _open(schedule, local):
                return "open"
            heard = True
        except _Unclear:
            unclear = True
    return "closed" if heard and not unclear else "unknown"


def _open(schedule: Schedule, now: datetime) -> bool:
    opens, closes = _minutes(schedule.opens_at), _minutes(schedule.closes_at)
    minute, today = now.hour * 60 + now.minute, now.date()
    if closes > opens:
        return _runs_on(schedule, today) and opens <= minute < closes
    since_yesterday = _runs_on(schedule, today - timedelta(days=1)) and minute < closes
    return since_yesterday or (_runs_on(schedule, today) and minute >= opens)  # past midnight, or all 24 hours


def _minutes(clock: str | None) -> int:
    if clock is None:
        raise _Unclear
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _runs_on(schedule: Schedule, day: date) -> bool:
    """Whether an opening begins on a day."""
    if (schedule.valid_from and day < schedule.valid_from) or (schedule.dtstart and day < schedule.dtstart):
        return False
    ends = [end for end in (schedule.valid_to, schedule.until) if end]
    if ends and day > min(ends):
        return False
    if (schedule.freq or "WEEKLY").upper() == "MONTHLY":
        return _monthly(schedule, day)
    return _in_step(schedule, day) and _weekly(schedule, day)


def _weekly(schedule: Schedule, day: date) -> bool:
    if (schedule.freq or "").upper() == "DAILY":
        return True
    days = _BYDAY.findall((schedule.byday or "").upper())
    if days:
        return any(name == _DAYS[day.weekday()] for _, name in days)
    if schedule.dtstart is None or schedule.freq is None:
        raise _Unclear
    return schedule.dtstart.weekday() == day.weekday()


def _in_step(schedule: Schedule, day: date) -> bool:
    """Every second (third, …) week or day, counted from the first."""
    if schedule.interval == 1:
        return True
    if schedule.dtstart is None:
        raise _Unclear
    if (schedule.freq or "").upper() == "DAILY":
        return (day - schedule.dtstart).days % schedule.interval == 0
    return ((_monday(day) - _monday(schedule.dtstart)).days // 7) % schedule.interval == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monthly(schedule: Schedule, day: date) -> bool:
    if schedule.interval != 1:
        raise _Unclear
    dates = {int(number) for number in re.findall(r"-?\d+", schedule.bymonthday or "")}
    if dates:
        return day.day in dates or day.day - _length(day) - 1 in dates
    names = _BYDAY.findall((schedule.byday or "").upper())
    if not names or not all(number for number, _ in names):
        raise _Unclear
    return any(name == _DAYS[day.weekday()] and int(number) in _occurrence(day) for number, name in names)


def _occurrence(day: date) -> tuple[int, int]:
    """Which of its weekday in the month a day is, from the start (1 to 5) and from the end (-1 is the last)."""
    return (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7 + 1)


def _length(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
