"""Hears that a family wants us to ask a named place for it ("ok you call them for me?"), in words of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.casework.phrases import cut, folded, parts, within
from services.casework.reached import without_times
from services.casework.when import door_named
from services.eligibility import all_programs
from services.library.documents import document
from services.library.root import CONTENT

_A_PROGRAM = "theprogram"
_ACT = re.compile(r" (?:call|contact|ask|refer|llamen?|pregunten?|refieran?)(?= \S)")
LONGEST = 160  # characters; a longer message tells something of its own, and that comes first


@dataclass(frozen=True, slots=True)
class ReferralAsked:
    """The door by its number, the program by its id, or other words in which a place's name may stand."""

    door: int | None = None
    program: str | None = None
    named: str = ""


def referral_asked(text: str, *, alone: bool) -> ReferralAsked | None:
    """The wish to be put forward that a message is; a question whether we can is one. None when it says more.

    With `alone` nothing else was asked, and "send it" is such a wish too.
    """
    said = folded(text)
    if len(text) > LONGEST or any(pattern.search(said) for pattern in _patterns("refusals")):
        return None
    if alone and _without(said, _table()["alone"]).split() == []:
        return ReferralAsked()
    program, said = _program(said)
    rest = _rest(said)
    if rest is None:
        return None
    door, rest = door_named(without_times(rest)) if program is None else (None, rest)
    named = [word for word in rest.split() if word not in _fillers() and word != _A_PROGRAM]
    return ReferralAsked(door, program, " ".join(named)) if len(named) <= _table()["most_named"] else None


def referral_asked_in_part(text: str) -> ReferralAsked | None:
    """The same where one part of a message is that wish ("NO LIGHTS. diapers. can you connect me with them")."""
    return next(filter(None, (referral_asked(part, alone=False) for part in parts(text))), None)


def asks_to_refer(text: str) -> bool:
    """Whether a wish to be put forward stands anywhere in a message."""
    said = folded(text)
    return any(pattern.search(said) for pattern in _patterns("requests")) or bool(_ACT.search(said))


def program_named(said: str) -> str | None:
    """The program that some folded words name by one of its names."""
    return _program(f" {said} ")[0]


def program_names() -> Mapping[str, str]:
    """The ids of programs by each of their names, folded, the longest first."""
    return _aliases()


def _rest(said: str) -> str | None:
    """A message without the wishes in it, but with the place that stands inside one; None when it holds none."""
    found = [match for pattern in _patterns("requests") for match in pattern.finditer(said)]
    if not found:
        return None
    words = {word for phrases in _table()["parts"].values() for phrase in phrases for word in phrase.split()}
    inside = {word for match in found for word in match.group().split() if word not in words}
    inside.update(_table()["places"])
    for match in sorted(found, key=lambda each: len(each.group()), reverse=True):
        kept = " ".join(word for word in match.group().split() if word in inside or word.isdigit())
        said = said.replace(match.group().strip(), kept, 1)
    return f" {' '.join(said.split())} "


def _program(said: str) -> tuple[str | None, str]:
    """The program that a text names, and the text with one word for it: "help me grow" holds no "me"."""
    for alias, program in _aliases().items():
        if f" {alias} " in said:
            return program, said.replace(f" {alias} ", f" {_A_PROGRAM} ")
    return None, said


def _without(said: str, phrases: list[str]) -> str:
    phrase, rest = cut(said, phrases)
    return " ".join(word for word in rest.split() if word not in _table()["consent"]["fillers"]) if phrase else said


@cache
def _aliases() -> dict[str, str]:
    """Every name of every program, folded, the longest first."""
    found = {
        folded(name).strip(): each.id for each in all_programs() for name in (*each.aliases, each.name.en, each.name.es)
    }
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def _patterns(which: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_filled, _table()[which]))


def _filled(pattern: str) -> re.Pattern[str]:
    """A pattern with its parts put in; one that says itself where it begins is taken as it is."""
    for name, phrases in _table()["parts"].items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{'|'.join(sorted(phrases, key=len, reverse=True))})")
    return re.compile(pattern) if pattern[:1] in " ^" else within(pattern)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_table()["fillers"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "referring.yml")
