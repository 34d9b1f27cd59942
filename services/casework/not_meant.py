"""What a message cannot mean: a question is no thank-you, and nobody erases all without asking for it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from services.casework.children import corrects_age
from services.casework.courtesy import asks_again
from services.casework.person_wanted import speaks_of_a_person
from services.casework.phrases import folded, parts, within
from services.casework.put_as_question import begins_to_ask
from services.library.documents import document
from services.library.root import CONTENT

PERSON: Final = "talk_to_person"
DENY: Final = "deny"
LEAST: Final = 3  # words of a question: "what?" and "why you" ask nothing that has an answer


def not_meant(text: str, chances: Mapping[str, float]) -> frozenset[str]:
    """The labels that a message cannot mean, of those that a network gives some chance to be the first of it."""
    table, said = _table(), folded(text)
    persons = {PERSON} if speaks_of_a_person(text) else set[str]()
    unsaid = {
        label for label, chance in chances.items() if label in table["only"] and not _is_said(label, said, chance)
    }
    if _skips().search(said):
        return frozenset(unsaid | persons)
    idle = table["idle"] if puts_a_question(text) else ()
    denies = {DENY} if corrects_age(text) or _corrects().search(said) else set[str]()
    return frozenset({*unsaid, *persons, *idle, *denies, *(table["leave"] if asks_again(text) else ())})


def told_by_the_way(text: str) -> frozenset[str]:
    """The needs that a message only sounds of: a check is expected, a bill has its due date, somebody works nights."""
    said = folded(text)
    return frozenset(label for label, where, unless in _told() if where.search(said) and not unless.search(said))


def puts_a_question(text: str, *, perhaps: bool = False) -> bool:
    """Whether some part of a message is put as a question; `perhaps` counts beginnings that may be none ("que")."""
    return any(len(part.split()) >= LEAST and begins_to_ask(part, surely=perhaps) for part in parts(text))


def _is_said(label: str, said: str, chance: float) -> bool:
    return bool(_words(label).search(said)) or chance >= _table()["only"][label]["sure"]


@cache
def _told() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    entries = _table()["told"].items()
    return tuple((label, within(each["where"]), within(each["unless"])) for label, each in entries)


@cache
def _words(label: str) -> re.Pattern[str]:
    return within(_table()["only"][label]["words"])


@cache
def _corrects() -> re.Pattern[str]:
    return within(_table()["corrects"])


@cache
def _skips() -> re.Pattern[str]:
    return within(_table()["skips"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "not_meant.yml")
