"""Reads hours that a feed gives only in words, such as "Mon-Fri 8:30am-4:30pm; Sat 9 to noon".

The words are put into OpenStreetMap's opening hours, whose parser then decides whether they are clear. Words that name
no day are not: nobody would be told "open" on a Saturday because it says "9am-5pm".
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its types leave the error out

from resources_db.records import Schedule
from services.directory.clock import SPAN, span_in_words

_DAYS = (
    ("Mo", "mondays?|mon|lunes|lun"),
    ("Tu", "tuesdays?|tues?|martes|mar"),
    ("We", "wednesdays?|weds?|miercoles|miércoles|mie|mié"),
    ("Th", "thursdays?|thurs?|thu|jueves|jue"),
    ("Fr", "fridays?|fri|viernes|vie"),
    ("Sa", "saturdays?|sat|sabados?|sábados?|sab|sáb"),
    ("Su", "sundays?|sun|domingos?|dom"),
)
_WORDS = (
    (r"\b(24 hours( a day)?,? ?(7 days a week|daily)?|24/7|24 horas)\b", "24/7"),
    (r"\b(daily|every day|7 days a week|todos los dias|todos los días)\b", "Mo-Su"),
    (r"\b(weekdays|m ?- ?f)\b", "Mo-Fr"),
    (r"\bm ?- ?th\b", "Mo-Th"),
    (r"\bnoon\b|\bmediodia\b", "12:00pm"),
    (r"\bmidnight\b", "12:00am"),
    (r"\s*(-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\bhasta\b|\ba\b)\s*", "-"),
    (r"\s*(&|\band\b|\by\b)\s*", ","),
)
_LEFT = re.compile(r"[a-z]{2,}|\?")
_DAY = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b|24/7")
_WHOLE_DAYS = re.compile(r"24/7|00:00-(24|00):00")
_ONE_SPAN = re.compile(r"\d\d:\d\d-\d\d:\d\d")
_WEEK = (datetime(2025, 6, 2), 7)  # a Monday in a week without holidays
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@lru_cache(maxsize=4096)
def schedules_in(schedule: Schedule) -> tuple[Schedule, ...]:
    """The weekly openings that a schedule's description tells; none when it is not clear."""
    text = _written(schedule.description or "")
    if _ONE_SPAN.fullmatch(text) and (schedule.byday or schedule.exception):  # its days stand beside the words
        opens, closes = text.split("-")
        return (replace(schedule, opens_at=opens, closes_at=closes),)
    hours = _parsed(text)
    if hours is None or schedule.freq in ("MONTHLY", "YEARLY") or schedule.interval > 1:
        return ()
    start, days = _WEEK
    week = hours.intervals(start, start + timedelta(days=days))
    stretches = [(begin, end) for begin, end, state, _ in week if state == State.OPEN]
    if any(end - begin >= timedelta(days=1) for begin, end in stretches) and not _WHOLE_DAYS.search(text):
        return ()  # a day that stands alone would be open round the clock
    return tuple(_weekly(schedule, begin, end) for begin, end in _by_day(stretches))


def _weekly(schedule: Schedule, begin: datetime, end: datetime) -> Schedule:
    closes = f"{end:%H:%M}" if end - begin < timedelta(days=1) else "24:00"
    day = _NAMES[begin.weekday()]
    return replace(schedule, freq="WEEKLY", byday=day, opens_at=f"{begin:%H:%M}", closes_at=closes)


def _by_day(stretches: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Stretches of days, as 24/7 gives one, cut into single days."""
    cut: list[tuple[datetime, datetime]] = []
    for begin, end in stretches:
        while end - begin > timedelta(days=1):
            cut.append((begin, begin + timedelta(days=1)))
            begin += timedelta(days=1)
        cut.append((begin, end))
    return cut


def _parsed(text: str) -> OpeningHours | None:
    """The opening hours of words that are written as OpenStreetMap writes them; they name days, and nothing is left."""
    if _LEFT.search(text) or not _DAY.search(text) or not re.search(r"\d", text):
        return None
    try:
        return OpeningHours(text)
    except ParserError:
        return None


@lru_cache(maxsize=4096)
def _written(words: str) -> str:
    """Words with days and times as OpenStreetMap writes them."""
    text = words.strip().lower().rstrip(".")
    for pattern, instead in _WORDS:
        text = re.sub(pattern, instead, text)
    for day, names in _DAYS:
        text = re.sub(rf"\b({names})\b\.?", day, text)
    text = SPAN.sub(_clock, re.sub(r"(?<=\d)\s*(?=[ap]\.?m)", "", text)).replace(": ", " ")
    text = re.sub(r"(?<=[a-z])\s*,\s*(?=[A-Z])", ",", text)  # "Mo, We": two days of the same hours
    return re.sub(r"(\d\d:\d\d-\d\d:\d\d),\s*(?=[A-Z])", r"\1; ", re.sub(r"(?<=[a-z]),\s+(?=\d)", " ", text))


def _clock(found: re.Match[str]) -> str:
    span = span_in_words(*found.groups())
    return "??" if span is None else "{:02d}:{:02d}-{:02d}:{:02d}".format(*divmod(span[0], 60), *divmod(span[1], 60))
