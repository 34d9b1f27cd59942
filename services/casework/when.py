"""Hears when a family wants a place to be open ("is it open now", "los sábados"), and what stretch of time that is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any, Final, Literal

from services.casework.phrases import cut, folded, only, within
from services.directory.hours import LOCAL
from services.directory.question import Window
from services.library.documents import document
from services.library.root import CONTENT

NOW = "now"
EVENINGS = "tonight"
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
LONGEST = 120  # characters; who writes more tells more than a time
EVENING, LATE = 18, 18  # o'clock: "tonight" begins; from then on "on Saturday", said on a Saturday, is the next one
_DAY = timedelta(days=1)
_APART = 2  # words that may stand between "open" and "now"
Which = Literal["listed", "any", "visits"]
WALK: Final = "walk"  # where one can simply go is asked
VISITS: Final = "visits"  # of those listed it is asked whether they give appointments then: no other place is asked for


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """A question about hours: the time, the door when one is named by number, and whether it is about those named."""

    when: str
    door: int | None
    which: Which


def hours_asked(text: str, *, bare: bool) -> HoursAsked | None:
    """What a message asks that is about hours and nothing else; with `bare`, a day alone ("los sábados") is enough."""
    found = hours_beside(text, bare=bare)
    return found[0] if found and only(found[1], _table()["fillers"]) else None


def hours_beside(text: str, *, bare: bool) -> tuple[HoursAsked, str] | None:
    """The question about hours in a message, and its other words, in which a place's name may stand."""
    words = _table()
    opened, rest = cut(folded(text), words["open"]) if len(text) <= LONGEST else (None, "")
    if not opened and (late := _late_visit(rest, asked="?" in text)) is not None:
        return late
    when, rest = _time(rest)
    if not opened and not (bare and when in (*WEEKDAYS, "weekend")):
        return None
    any_door, rest = cut(rest, words["any"])
    door, rest = door_named(rest)
    return HoursAsked(when or NOW, door, "any" if any_door and door is None else "listed"), rest


def asks_for_visits(text: str) -> bool:
    """Whether a message asks if places give appointments in the evening or at the weekend; no other place will do."""
    return _late_visit(folded(text), asked="?" in text) is not None


def _late_visit(said: str, *, asked: bool) -> tuple[HoursAsked, str] | None:
    """The question whether a place gives appointments in the evening or at the weekend, and the other words."""
    found = within(_table()["late_visits"]).search(said)
    before = said[: found.start()].split() if found else []
    if found is None or not (asked or set(before) & set(_table()["visits_asked"])):
        return None
    when = _time(f" {found.group()} ")[0]
    door, rest = door_named(f"{said[: found.start()]} {said[found.end() :]}")
    return HoursAsked(when or EVENINGS, door, VISITS), rest


def time_wanted(text: str) -> str | None:
    """The time at which what a message asks for shall be open ("a food pantry open now"), None when it says none."""
    said = folded(text)
    for code, phrases in _table()["times"].items():
        if any(re.search(pattern, said) for pattern in _patterns(tuple(phrases))):
            return str(code)
    return None


def is_pressing(text: str) -> bool:
    """Whether a message tells that its need cannot wait ("no food till Monday")."""
    said = folded(text)
    return any(f" {phrase} " in said for phrase in _table()["pressing"])


def time_asked(text: str) -> str | None:
    """The first time that a message names ("hoy domingo" is today); None when it names none."""
    return _time(folded(text))[0]


def door_named(said: str) -> tuple[int | None, str]:
    """The door that a folded text names by its place ("the second one", "number 2"), and the text without it."""
    for number, names in _table()["doors"].items():
        name, rest = cut(said, names)
        if name and not (name.isdigit() and _counts(said, name)):
            return int(number), rest
    return None, said


def _counts(said: str, number: str) -> bool:
    """Whether a bare number counts something, or ends a stretch ("that 3 to 5 thing", "2 kids"): it names no door."""
    counted = "|".join(_table()["counted"])
    return bool(re.search(rf" (?:{number} (?:{counted}|(?:to|a) \d+)|\d+ (?:to|a) {number}) ", said))


def window(code: str, now: datetime) -> Window:
    """The stretch that a time means, from now on; raises ValueError for a code that is none."""
    here = (now.astimezone(LOCAL) if now.tzinfo else now).replace(tzinfo=None)
    today = datetime.combine(here.date(), time())
    if code == NOW:
        return Window(code, here, here + timedelta(minutes=1))
    if code == "tonight":
        return Window(code, max(here, today + timedelta(hours=EVENING)), today + _DAY)
    first, days = _days(code, here)
    start = today + first * _DAY
    return Window(code, max(here, start), start + days * _DAY)


def _days(code: str, here: datetime) -> tuple[int, int]:
    """How many days ahead a time begins, and how many it lasts."""
    if code in ("today", "tomorrow"):
        return int(code == "tomorrow"), 1
    if code == "weekend":
        return max(5 - here.weekday(), 0), 2 if here.weekday() < 6 else 1
    ahead = (WEEKDAYS.index(code) - here.weekday()) % 7
    return (7 if ahead == 0 and here.hour >= LATE else ahead), 1


def _time(said: str) -> tuple[str | None, str]:
    """The first time that a folded text names, and the text without any ("hoy domingo" is today)."""
    named, rest = None, said
    for code, phrases in _table()["times"].items():
        found, rest = cut(rest, phrases)
        named = named or (str(code) if found else None)
    return named, rest


@cache
def _patterns(times: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    opened, then = "|".join(_table()["open_then"]), "|".join(times)
    between = rf"(?: \S+){{0,{_APART}}}"
    return re.compile(rf" (?:{opened}){between} (?:{then}) "), re.compile(rf" (?:{then}){between} (?:{opened}) ")


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "hours.yml")
