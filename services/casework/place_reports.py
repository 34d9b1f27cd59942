"""Hears that something is wrong with a place that was named ("that number is dead", "ya cerraron"); keeps no words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.casework.no_refusal import is_none, told_and_put
from services.casework.phrases import cut, folded, only, within
from services.casework.when import door_named
from services.library.documents import document
from services.library.root import CONTENT

LONGEST = 160  # characters of a message that is nothing but a report
_APART = 4  # words that may stand between a number and what is wrong with it


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What is wrong, by the codes of content/language/reports.yml, and the door when one is named by its place."""

    fault: str
    door: int | None


def report_said(text: str) -> PlaceReport | None:
    """The report that a message is, None when it asks something or says anything else besides."""
    found = report_beside(text)
    return found[0] if found and only(found[1], _fillers()) else None


def report_beside(text: str) -> tuple[PlaceReport, str] | None:
    """The report in a message that is no question, and its other words, in which a place's name may stand."""
    said = folded(text)
    if "?" in text or len(text) > LONGEST or is_none(text) or said.split()[:1] in [[word] for word in _table()["asks"]]:
        return None
    if within(_table()["of_a_case"]).search(said):
        return None  # "no cogen mi caso" refuses (services/casework/became_of.py), and is no phone that rings out
    told, put = told_and_put(said)
    found = _of_a_number(told) or _named(told, tuple(_table()["faults"]))
    if found is None:
        return None
    fault, rest = found[0], f"{found[1]}{put}"
    door, rest = door_named(re.sub(rf" \d+(?= (?:{'|'.join(_table()['counted'])}) )", " ", rest))
    return PlaceReport(fault, door), _without_faults(rest)


def words_beside(rest: str) -> list[str]:
    """The words beside a report that are no small ones."""
    return [word for word in rest.split() if word not in _fillers()]


def fault_of(text: str) -> str | None:
    """What a message, however long, says is wrong with something; of what, its other words must tell."""
    said = folded(text)
    found = _of_a_number(said) or _named(said, tuple(_table()["faults"]))
    return found[0] if found else None


def fault_in(text: str) -> str | None:
    """What a longer message says is wrong with a number, among other things: the one thing that is beyond doubt."""
    said = folded(text)
    found = _of_a_number(said) or _named(said, ("phone_dead",))
    return found[0] if found else None


def _of_a_number(said: str) -> tuple[str, str] | None:
    """A number that is said to be broken, and the rest of the message."""
    found = next(filter(None, (pattern.search(said) for pattern in _patterns())), None)
    if found is None:
        return None
    between = " ".join(filter(None, found.groupdict().values()))
    return "phone_dead", f"{said[: found.start()]} {between} {said[found.end() :]}"


def _named(said: str, faults: tuple[str, ...]) -> tuple[str, str] | None:
    for fault in faults:
        phrase, rest = cut(said, _table()["faults"][fault])
        if phrase:
            return fault, rest
    return None


def _without_faults(said: str) -> str:
    """A message without what it says a second time in other words."""
    for phrases in (*_table()["faults"].values(), _table()["broken"]):
        _, said = cut(said, phrases)
    return said


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "the number … is dead" and "dead number"; the longest wording first."""
    number, broken = ("|".join(sorted(_table()[name], key=len, reverse=True)) for name in ("number", "broken"))
    others = "".join(rf"(?<! {owner})" for owner in _table()["owners"])
    between = rf"(?P<between>(?: \S+){{0,{_APART}}}?)"
    return re.compile(rf"{others} (?:{number}){between} (?:{broken})(?= )"), re.compile(
        rf" (?:{broken}) (?:{number})(?= )"
    )


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "reports.yml")
