"""Opening times as an editor types them: a line for days with the same times, read by the reader of feeds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from resources_db.importers.cleaning import Unusable
from resources_db.records import Schedule
from services.directory.text_hours import schedules_in

Row = Mapping[str, Any]
_DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
_PLAIN = {"freq", "byday", "opens_at", "closes_at", "description", "interval", "wkst", "timezone", "notes"}
_PLAIN |= {"attending_type", "schedule_link"}
_BETWEEN_DAYS = re.compile(r"(?<=[a-z])\.?\s*,\s*(?=[a-z])", re.IGNORECASE)  # "Mon, Wed 9-5": both have these times


def hours_lines(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Each line with the rows that it stands for. A rule that days of the week cannot say stands in brackets."""
    lines: dict[str, list[Row]] = {}
    weekly: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if _is_weekly(row):
            weekly.setdefault((row["opens_at"], row["closes_at"]), []).append(row)
        else:
            lines.setdefault(_rule(row), []).append(row)
    told = {f"{_days(some)} {_span(*times)}": some for times, some in weekly.items()}
    return [*told.items(), *lines.items()]


def hours_of(line: str) -> list[dict[str, Any]]:
    """The rows of one line. Raises Unusable when days and times are not clear, for a family would be told nothing."""
    found = schedules_in(Schedule(description=_BETWEEN_DAYS.sub(",", line)))
    if not found:
        raise Unusable(f"{line!r} does not say clearly on which days and from when to when")
    names = [each.name for each in fields(Schedule) if each.name != "description"]
    return [{name: getattr(each, name) for name in names} for each in found]


def _is_weekly(row: Row) -> bool:
    others = any(value for name, value in row.items() if name not in _PLAIN)
    days = [day.strip() for day in (row.get("byday") or "").split(",")]
    every = row.get("freq") == "WEEKLY" and (row.get("interval") or 1) == 1
    return every and not others and set(days) <= _DAYS.keys() and bool(row["opens_at"] and row["closes_at"])


def _days(rows: Sequence[Row]) -> str:
    """ "Mon-Fri" for days in a row, "Mon,Wed" for others."""
    order = list(_DAYS)
    held = sorted({order.index(day.strip()) for row in rows for day in row["byday"].split(",")})
    runs: list[list[int]] = []
    for day in held:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = list(_DAYS.values())
    return ",".join(names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}" for run in runs)


def _rule(row: Row) -> str:
    if not (row.get("opens_at") or row.get("closes_at")):
        return " ".join((row.get("description") or "[?]").split())
    said = ("freq", "interval", "byday", "bymonthday", "bymonth", "byweekno", "byyearday")
    words = [
        str(row[name])
        for name in (*said, "valid_from", "valid_to", "dtstart", "until")
        if row.get(name) and (name, row[name]) != ("interval", 1)
    ]
    return f"[{' '.join(words)}] {_span(row.get('opens_at'), row.get('closes_at'))}"


def _span(opens: str | None, closes: str | None) -> str:
    return f"{_clock(opens)}-{_clock(closes)}"


def _clock(words: str | None) -> str:
    if not words:
        return "?"
    hour, minute = map(int, words.split(":")[:2])
    return f"{hour % 12 or 12}:{minute:02} {'am' if hour % 24 < 12 else 'pm'}"
