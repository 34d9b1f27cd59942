"""Dates as families say them ("march 2025", "3 de mayo", "hace 3 semanas"), read as of the message's day."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.numbers import value
from assistant.facts.spans import span_of_time
from assistant.facts.tokens import tag_at, text_at

DAYS_IN_MONTH = 30.44
LAST_IN_ALL = 28  # the last day that every month has
MIDDLE = 15  # the day meant when only a month is said


@dataclass(frozen=True)
class Said:
    """A date, the token after it, and whether the day (not only the month) was said."""

    day: date
    end: int
    exact: bool = True


def read_date(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Return the date said at token `start`; without a year it is the last such day, or the next when `future`."""
    by_calendar = (_numeric, _last_month, _month_first, _day_first, _holiday)
    for reader in (*by_calendar, _day_near, _some_time_ago, _in_some_time, _last_or_next, _day_alone):
        if (said := reader(doc, start, today, future)) is not None:
            return said
    return _year_alone(doc, start, today)


def months_between(earlier: date, later: date) -> float:
    """Return the months from one day to another, a month being a twelfth of a year."""
    return round((later - earlier).days / DAYS_IN_MONTH, 1)


def _numeric(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "9/14/23", "14/09/2023", "2023-09-14", "9/14", "9/2023": the month first, unless it cannot be."""
    if tag_at(doc, start) not in ("date", "day_month", "month_year"):
        return None
    parts = [int(part) for part in re.split(r"[/.-]", text_at(doc, start))]
    if tag_at(doc, start) == "month_year":
        return _dated(parts[1], parts[0], None, start + 1, today, future)
    if len(parts) == 2:
        return _dated(None, *_month_and_day(*parts), start + 1, today, future)
    if parts[0] > 31:
        return _dated(parts[0], parts[1], parts[2], start + 1, today, future)
    year = parts[2] + (2000 if parts[2] < 100 else 0)
    return _dated(year, *_month_and_day(parts[0], parts[1]), start + 1, today, future)


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    return (second, first) if first > 12 else (first, second)


def _month_first(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "march", "march 2025", "march 3rd", "march 3, 2025"."""
    month = words()["months"].get(text_at(doc, start))
    if month is None:
        return None
    if (short := _short_year_of(doc, start, today)) is not None:
        return _dated(short[0], month, None, short[1], today, future)
    day, after = _day_number(doc, start + 1)
    year, end = _year_after(doc, after, today, short=day is not None)
    return _dated(year, month, day, end, today, future)


def _last_month(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "last november": never the month that is now."""
    at = start + (text_at(doc, start) == "this")
    if future or text_at(doc, at) not in among("last"):
        return None
    said = _month_first(doc, at + 1, today, False) or _holiday(doc, at + 1, today, False)
    if said is None or (said.day.year, said.day.month) != (today.year, today.month):
        return said
    return replace(said, day=said.day.replace(year=today.year - 1))


def _day_first(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "3 de mayo", "2nd of october", with or without a year."""
    day, after = _day_number(doc, start)
    if day is None:
        return None
    after += text_at(doc, after) in ("de", "of", "/", "-")
    month = words()["months"].get(text_at(doc, after))
    if month is None:
        return None
    year, end = _year_after(doc, after + 1, today, short=True)
    return _dated(year, month, day, end, today, future)


def _holiday(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "christmas 2024", "valentine's day", "reyes del 2024"."""
    for length in (3, 2, 1):
        name = " ".join(text_at(doc, start + ahead) for ahead in range(length))
        end = start + length
        has_day = text_at(doc, end) in among("holiday_days")
        if name in words()["holidays"] and (has_day or name not in among("need_day")):
            year, end = _year_after(doc, end + has_day, today)
            return _dated(year, *words()["holidays"][name], end, today, future)
    return None


def _day_near(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    if [text_at(doc, start + ahead) for ahead in range(3)] == ["day", "before", "yesterday"]:
        return Said(today - timedelta(2), start + 3)
    days = words()["today"].get(text_at(doc, start))
    if days is None and text_at(doc, start) in among("weekdays"):
        days = 3 if future else -3
    return None if days is None else Said(today + timedelta(days), start + 1)


def _some_time_ago(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "3 weeks ago", "hace 2 meses"."""
    before = text_at(doc, start) == "hace"
    count, end = span_of_time(doc, start + before)
    if count is None or not (before or text_at(doc, end) in ("ago", "back", "atras")):
        return None
    return Said(today - timedelta(count * DAYS_IN_MONTH), end + (not before))


def _in_some_time(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "2 weeks" where "in" or "en" went before; `start` is after it."""
    led = start - 1 - (text_at(doc, start - 1) in among("like", "hedges"))  # "in like 5 months"
    count, end = span_of_time(doc, start)
    leads = text_at(doc, led) in ("in", "en", "de") or text_at(doc, led - 1) == "aqui"  # "de aquí a dos semanas"
    if not future or (not leads and text_at(doc, end) not in among("from_now")):
        return None
    return None if count is None else Said(today + timedelta(count * DAYS_IN_MONTH), end)


def _last_or_next(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "last week", "la semana pasada", "next month", "el mes que viene", "this month"."""
    near = [text_at(doc, start + ahead) for ahead in range(4)]
    size = next((words()["spans"][word] for word in near[:2] if word in words()["spans"]), None)
    said = among("last", "next", "this") & set(near)
    of_a_month = text_at(doc, start + 2) in ("of", "de") and text_at(doc, start + 3) in words()["months"]
    if of_a_month or tag_at(doc, start) == "number":  # "the last week of february", "her 9 month visit last week"
        return None
    weekday = near[0] in among("last") and near[1] in among("weekdays")
    if weekday or (size is not None and said):
        days = 5 if weekday else size or 0
        way = 0 if said <= among("this") else -1 if said & among("last") else 1
        return Said(today + timedelta(days * way), start + 2)
    return None


def _day_alone(doc: Doc, start: int, today: date, future: bool) -> Said | None:
    """Read "the 5th", "el 5", "el dia 5": the last such day, or the next when `future`."""
    led, following = text_at(doc, start - 1) in among("before_days"), text_at(doc, start + 1)
    if not led or tag_at(doc, start) not in ("ordinal", "number"):
        return None
    day, end = _day_number(doc, start)
    of_this_month = following in ("de", "of", "del") and {text_at(doc, start + 2)} & (among("this") | {"mes"})
    if day is None or (following.isalnum() and not of_this_month and following not in among("unitless_next")):
        return None
    return Said(_nearest_of_month(day, today, future), end)


def _nearest_of_month(day: int, today: date, future: bool) -> date:
    """Return the next day of this number when `future`, else the last one."""
    found = today
    while found.day != min(day, LAST_IN_ALL):
        found += timedelta(1 if future else -1)
    return found


def _year_alone(doc: Doc, start: int, today: date) -> Said | None:
    year = _year(text_at(doc, start))
    month = start + 1 + (text_at(doc, start + 1) in ("in", "en", ","))
    if year is not None and text_at(doc, month) in words()["months"]:  # "in 2019 in november"
        return _dated(year, words()["months"][text_at(doc, month)], None, month + 1, today, False)
    return None if year is None else Said(min(date(year, 7, 1), today), start + 1, exact=False)


def _day_number(doc: Doc, start: int) -> tuple[int | None, int]:
    """Return the day of the month at `start` and the token after it, (None, start) when there is none."""
    if tag_at(doc, start) not in ("number", "ordinal", "tens") and text_at(doc, start) != "primero":
        return None, start
    text = text_at(doc, start)
    digits = re.match(r"\d{1,2}(?!\d)", text)
    number = int(digits.group()) if digits else int(value(doc[start]) or 1)
    return (number, start + 1) if 1 <= number <= 31 and "." not in text else (None, start)


def _year_after(doc: Doc, start: int, today: date, short: bool = False) -> tuple[int | None, int]:
    """Return the year said at `start` (", 2025", "del 2025", "last year"; `short`: also "23") and the token after."""
    at = start
    while text_at(doc, at) in (",", "/", "-", "de", "del", "of", "in", "en"):
        at += 1
    if (year := _year(text_at(doc, at))) is not None:
        return year, at + 1
    if short and (year := _short_year(doc, at, today)) is not None:
        return year, at + 1
    near = [text_at(doc, at + ahead) for ahead in range(3)]
    if set(near) & {"ano", "year"}:
        if set(near) & among("this"):
            return today.year, at + 2
        if set(near) & among("last"):
            return today.year - 1, at + 2
    return None, start


def _short_year_of(doc: Doc, month: int, today: date) -> tuple[int, int] | None:
    """Return the year, of two digits, right behind a month, and the token after it ("enero del 25", "in jan '25")."""
    led = text_at(doc, month + 1) in among("before_short_years")
    if not led and text_at(doc, month - 1) not in ("in", "en"):
        return None
    year = _short_year(doc, month + 1 + led, today)
    return None if year is None else (year, month + 2 + led)


def _short_year(doc: Doc, at: int, today: date) -> int | None:
    """Return the year of two digits behind a day and month ("15 enero 23"), None where they count something."""
    text, following = text_at(doc, at), text_at(doc, at + 1)
    counts = tag_at(doc, at + 1) == "unit" or (following.isalpha() and following in among("sure_units"))
    if counts or not re.fullmatch(r"\d\d", text):
        return None
    return 2000 + int(text) if int(text) <= today.year % 100 + 1 else None


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"20[0-3]\d", text) else None


def _dated(year: int | None, month: int, day: int | None, end: int, today: date, future: bool) -> Said | None:
    """Return the day, None when the calendar has no such day."""
    if not 1 <= month <= 12 or (day or 1) > 29 + (month != 2) * 2:
        return None
    found = date(year or today.year, month, min(day or MIDDLE, 28) if month == 2 else min(day or MIDDLE, 30))
    if year is None:
        found = _nearest(found, day, today, future)
    return Said(found, end, day is not None)


def _nearest(found: date, day: int | None, today: date, future: bool) -> date:
    if day is None and found.month == today.month:
        return found
    if future and found < today:
        return found.replace(year=found.year + 1)
    return found.replace(year=found.year - 1) if not future and found > today else found
