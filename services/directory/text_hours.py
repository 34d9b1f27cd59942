"""Reads hours that a feed gives only in words, such as "Mon-Fri 8:30am-4:30pm; Sat 9 to noon".

The words are put into OpenStreetMap's opening hours, whose parser then decides whether they are clear.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its types leave the error out

from resources_db.records import Schedule

_DAYS = (
    ("Mo", "mondays?|mon|lunes|lun"),
    ("Tu", "tuesdays?|tues?|martes|mar"),
    ("We", "wednesdays?|weds?|miercoles|miércoles|mie|mié"),
    ("Th", "thursdays?|thurs?|thu|jueves|jue"),
    ("Fr", "fridays?|fri|viernes|vie"),
    ("Sa", "saturdays?|sat|sabados?|sábados?|sab|sáb"),
    ("Su", "sundays?|sun|domingos?|dom"),
)
_HOURS = re.compile(
    r"(\d{1,2})(?:[:.](\d\d))?\s*(a\.?m\.?|p\.?m\.?)?\s*-\s*(\d{1,2})(?:[:.](\d\d))?\s*(a\.?m\.?|p\.?m\.?)?", re.I
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
_EARLIEST = 7  # o'clock: what opens earlier says am or pm
_LEFT = re.compile(r"[a-z]{2,}")
_WEEK = (datetime(2025, 6, 2), 7)  # a Monday in a week without holidays
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@lru_cache(maxsize=4096)
def schedules_in(schedule: Schedule) -> tuple[Schedule, ...]:
    """The weekly openings that a schedule's description tells; none when it is not clear."""
    hours = _parsed(schedule.description or "")
    if hours is None:
        return ()
    start, days = _WEEK
    week = hours.intervals(start, start + timedelta(days=days))
    return tuple(
        Schedule(
            "WEEKLY",
            _NAMES[begin.weekday()],
            opens_at=f"{begin:%H:%M}",
            closes_at=f"{end:%H:%M}" if end - begin < timedelta(days=1) else "24:00",
            valid_from=schedule.valid_from,
            valid_to=schedule.valid_to,
            description=schedule.description,
        )
        for begin, end in _by_day((begin, end) for begin, end, state, _ in week if state == State.OPEN)
    )


def _by_day(stretches: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Stretches of days, as 24/7 gives one, cut into single days."""
    cut: list[tuple[datetime, datetime]] = []
    for begin, end in stretches:
        while end - begin > timedelta(days=1):
            cut.append((begin, begin + timedelta(days=1)))
            begin += timedelta(days=1)
        cut.append((begin, end))
    return cut


def _parsed(words: str) -> OpeningHours | None:
    """The opening hours that words are, once days and times are written as OpenStreetMap writes them."""
    text = words.strip().lower().rstrip(".")
    for pattern, instead in _WORDS:
        text = re.sub(pattern, instead, text)
    for day, names in _DAYS:
        text = re.sub(rf"\b({names})\b\.?", day, text)
    text = _HOURS.sub(_clock, re.sub(r"(?<=\d)\s*(?=[ap]\.?m)", "", text)).replace(": ", " ")
    text = re.sub(r"(\d\d:\d\d-\d\d:\d\d),\s*(?=[A-Z])", r"\1; ", re.sub(r"(?<=[a-z]),\s+(?=\d)", " ", text))
    if not text or _LEFT.search(text) or not re.search(r"\d", text):
        return None
    try:
        return OpeningHours(text)
    except ParserError:
        return None


def _clock(found: re.Match[str]) -> str:
    opens, open_minute, morning, closes, close_minute, evening = found.groups()
    start, end = _hour(int(opens), morning), _hour(int(closes), evening)
    if not morning and evening:
        start = _hour(int(opens), evening) if _hour(int(opens), evening) < end else int(opens)
    if not morning and not evening and not close_minute:
        if start < _EARLIEST:
            return "??"  # "1-4": of the day or of the night?
        end += 12 if end <= start else 0  # "9-5"
    return f"{start:02d}:{open_minute or '00'}-{end:02d}:{close_minute or '00'}"


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)
