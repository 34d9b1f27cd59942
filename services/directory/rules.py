"""HSDS schedules as rules of RFC 5545, worked out by python-dateutil."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from dateutil import rrule

from resources_db.records import Schedule
from services.directory.clock import SPAN, span_in_words

_Weekday = rrule.weekday
_Frequency = Literal[0, 1, 2, 3]
_DAYS = {"MO": rrule.MO, "TU": rrule.TU, "WE": rrule.WE, "TH": rrule.TH, "FR": rrule.FR, "SA": rrule.SA, "SU": rrule.SU}
_BYDAY = re.compile(r"([+-]?\d+)?\s*(MO|TU|WE|TH|FR|SA|SU)")
_FREQUENCIES: Mapping[str, _Frequency] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_DAY, _NEARLY_A_DAY = timedelta(days=1), timedelta(hours=22)
_WEEKS, _LEAP, _MANY = 5, 2024, 100_000  # weeks of a month, a year in which every date comes, more than any count
_NOON, _EVENING = timedelta(hours=12), timedelta(hours=22)


class Unclear(Exception):
    """The schedule does not say which days or hours it means."""


@lru_cache(maxsize=65536)
def runs_on(schedule: Schedule, day: date) -> bool:
    """Whether an opening begins on a day. Raises Unclear."""
    always = schedule.exception and not (schedule.freq or schedule.byday)
    rule = None if always else _rule(schedule, day)
    starts = [start for start in (schedule.valid_from, schedule.dtstart) if start]
    ends = [end for end in (schedule.valid_to, schedule.until) if end]
    if (starts and day < max(starts)) or (ends and day > min(ends)):
        return False
    moment = datetime.combine(day, time())
    return rule is None or bool(rule.between(moment, moment, inc=True))


def span_of(schedule: Schedule) -> tuple[timedelta, timedelta]:
    """Opening and closing, counted from midnight of the day it opens; past midnight is more than 24 hours.

    Raises Unclear.
    """
    opens, closes = _clock(schedule.opens_at), _clock(schedule.closes_at)
    if closes > opens:
        return opens, closes
    afternoon = closes + timedelta(hours=12)
    if opens < _NOON and opens < afternoon <= _EVENING and closes + _DAY - opens < _NEARLY_A_DAY:
        if _said(schedule.description or "") != (opens, afternoon):
            raise Unclear  # 09:00 to 05:00: all night, or a "pm" that got lost?
        return opens, afternoon
    return opens, closes + _DAY


def _said(words: str) -> tuple[timedelta, timedelta] | None:
    """The first hours in words."""
    found = SPAN.search(words)
    span = span_in_words(*found.groups()) if found else None
    return (timedelta(minutes=span[0]), timedelta(minutes=span[1])) if span else None


def _clock(words: str | None) -> timedelta:
    if words is None:
        raise Unclear
    hour, minute = words.split(":")[:2]
    return timedelta(hours=int(hour), minutes=int(minute))


def _rule(schedule: Schedule, day: date) -> rrule.rrule:
    """The rule, counted from its own start, or from near a day when it does not matter from when."""
    weekdays = _weekdays(schedule)
    frequency = _frequency(schedule, weekdays)
    began = schedule.dtstart or (schedule.valid_from if frequency == rrule.YEARLY else None)
    _refuse_unclear(schedule, frequency, weekdays, began)
    if frequency == rrule.WEEKLY:
        weekdays = [_Weekday(each.weekday) for each in weekdays]
    start = began if began and _counts(schedule, weekdays) else (day - timedelta(days=62)).replace(day=1)
    return rrule.rrule(
        frequency,
        dtstart=datetime.combine(start, time()),
        interval=max(schedule.interval, 1),
        byweekday=weekdays or None,
        bymonth=_months(schedule, frequency, weekdays, began),
        bymonthday=_numbers(schedule.bymonthday, 31),
        byweekno=_numbers(schedule.byweekno, 53),
        byyearday=_numbers(schedule.byyearday, 366),
        count=next(iter(_numbers(schedule.count, _MANY) or ()), None),
        wkst=rrule.MO,
    )


def _refuse_unclear(schedule: Schedule, frequency: _Frequency, weekdays: list[_Weekday], began: date | None) -> None:
    if (schedule.interval > 1 or schedule.count) and schedule.dtstart is None:
        raise Unclear
    if not _names_days(schedule, weekdays) and frequency != rrule.DAILY and began is None:
        raise Unclear
    if frequency == rrule.MONTHLY and not schedule.bymonthday and any(each.n is None for each in weekdays):
        raise Unclear  # "monthly, on Wednesday": which one?
    if (frequency == rrule.MONTHLY or schedule.bymonth) and any(abs(each.n or 1) > _WEEKS for each in weekdays):
        raise Unclear


def _counts(schedule: Schedule, weekdays: list[_Weekday]) -> bool:
    """Whether it matters on which day the rule began."""
    return schedule.interval > 1 or bool(schedule.count) or not _names_days(schedule, weekdays)


def _names_days(schedule: Schedule, weekdays: list[_Weekday]) -> bool:
    return bool(weekdays or schedule.bymonthday or schedule.byyearday)


def _months(
    schedule: Schedule, frequency: _Frequency, weekdays: list[_Weekday], began: date | None
) -> list[int] | None:
    """The months of a rule. HSDS has no column for them: a day of the month that comes each year is in the month in
    which the rule began. Raises Unclear when it cannot be told, or when the months have no such day."""
    months, days = _numbers(schedule.bymonth, 12), _numbers(schedule.bymonthday, 31)
    in_month = bool(days) or any(each.n and abs(each.n) <= _WEEKS for each in weekdays)
    if frequency == rrule.YEARLY and in_month and not months:
        if began is None:
            raise Unclear
        months = [began.month]
    longest = max(monthrange(_LEAP, month)[1] for month in months or range(1, 13))
    if days and all(abs(each) > longest for each in days):
        raise Unclear
    return months


def _numbers(words: str | None, most: int) -> list[int] | None:
    """The numbers of a rule, up to `most`, also counted from the end. Raises Unclear for one that is none: one would
    look for its day forever."""
    found = [int(number) for number in re.findall(r"-?\d+", words or "")]
    if not all(0 < abs(number) <= most for number in found):
        raise Unclear
    return found or None


def _weekdays(schedule: Schedule) -> list[_Weekday]:
    found = _BYDAY.findall((schedule.byday or "").upper())
    return [_DAYS[name](int(number)) if int(number or 0) else _DAYS[name] for number, name in found]


def _frequency(schedule: Schedule, weekdays: list[_Weekday]) -> _Frequency:
    said = (schedule.freq or "").upper()
    if said == "WEEKLY" and weekdays and all(each.n for each in weekdays):
        return rrule.MONTHLY  # "weekly, on the second Wednesday" can only mean the month's
    if said in _FREQUENCIES:
        return _FREQUENCIES[said]
    if said or not (weekdays or schedule.bymonthday):
        raise Unclear
    return rrule.MONTHLY if schedule.bymonthday or all(each.n for each in weekdays) else rrule.WEEKLY
