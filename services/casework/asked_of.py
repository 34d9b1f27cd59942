"""Hears a question about a door that was named at any time of a talk ("la de los abogados cuánto cobra")."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.casework.asked import LONGEST, aspects_asked, beside, without
from services.casework.naming import Named
from services.casework.phrases import folded, within
from services.casework.pointing import left_over, not_owned, points
from services.casework.when import door_named, hours_beside
from services.casework.which import which_of
from services.library.documents import document
from services.library.root import CONTENT

UNKNOWN = "unknown"  # nothing that a record tells
DETAILS = "details"  # all that is known: of who only names a door too
BRIEF = 12  # words of a question about a door that is told by its kind alone; a longer message tells of something
MOST_WORDS, SHORT = 5, 2  # words by which a door may be named, and no more is told
FIGURES = 3  # of a number by which a door is told

_DIALLED = re.compile(r" (?:1 )?\d{3} \d{3} \d{4} ")


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What is asked, by the names in content/language/asking.yml, and the doors that may be meant: one, or two.

    `shaped` says that it is spoken of as something that was named before.
    """

    aspects: list[str]
    doors: list[str]
    shaped: bool


def asked_of(text: str, listed: Sequence[str], doors: Callable[[], Sequence[Named]], language: str) -> AskedOf | None:
    """The question that a message asks about a door that it names; None where it names none, or tells more.

    `listed` are the keys of the last list, in its order. `doors` is called only where a door may be named.
    """
    said = folded(text)
    aspects, shaped = aspects_asked(text), is_shaped(said)
    loosely = _loosely(said, text)
    loosely = loosely if _asks(said, text) or _ends(said, loosely) else []
    found = aspects or loosely or ([DETAILS] if _only_names(said) else [])
    if len(text) > LONGEST or not found:
        return None
    number, rest = door_named(_named_in(said, found, aspects))
    words = [word for word in left_over(rest) if word in beside(rest)]
    numbered = listed[number - 1] if number and number <= len(listed) else None
    if numbered and not words:
        return AskedOf(found, [numbered], shaped=not aspects)
    if not words or len(words) > MOST_WORDS:
        return None
    meant = which_of(rest, numbered, doors(), language)
    pointed = points(rest) and not_owned(said) == said and (aspects or _is_short(words, found))
    briefly = len(said.split()) <= BRIEF and (shaped or pointed)
    told = briefly or any(each.surely for each in meant)
    return AskedOf(found, [each.key for each in meant], shaped) if meant and told else None


def _only_names(said: str) -> bool:
    """Whether a folded text does nothing but name a door, by its kind or by its number ("el 860 739 3089 le digo")."""
    dialled = _DIALLED.search(said) is not None and len(said.split()) <= BRIEF
    return dialled or any(each.search(said) for each in _bare())


def names_another(text: str) -> bool:
    """Whether a question speaks of some door by a word ("la del bebé"), and not of the last ones."""
    said = folded(text)
    number, rest = door_named(without(said, aspects_asked(text)))
    return number is None and is_shaped(said) and any(word in left_over(rest) for word in beside(rest))


def is_shaped(said: str) -> bool:
    """Whether a folded text speaks of something as named before ("the lawyer one", "la de los abogados")."""
    return any(pattern.search(said) for pattern in _shapes())


def hours_of(
    text: str, listed: Sequence[str], doors: Callable[[], Sequence[Named]], language: str
) -> tuple[str, list[str]] | None:
    """The time for which a message asks whether a door that it names is open, and the doors that may be meant."""
    found = hours_beside(text, bare=False)
    if found is None or not 0 < len(_naming(found[1])) <= SHORT:
        return None
    asked, rest = found
    numbered = listed[asked.door - 1] if asked.door and asked.door <= len(listed) else None
    meant = which_of(rest, numbered, doors(), language)
    told = is_shaped(folded(text)) or points(rest) or any(each.surely for each in meant)
    return (asked.when, [each.key for each in meant]) if meant and told else None


def _naming(rest: str) -> list[str]:
    """The words beside a question by which a door may be named, or else the figures of its number."""
    return left_over(" ".join(beside(rest))) or [
        each for each in rest.split() if each.isdigit() and len(each) >= FIGURES
    ]


def asks_for_the_other(text: str) -> bool:
    """Whether a message wants the other door of the last list ("what was the other one you said")."""
    said = folded(text)
    if said.strip() in _table()["other_alone"]:
        return True
    return len(said.split()) <= BRIEF and any(within(each).search(said) for each in _table()["other"])


def wants(said: str) -> bool:
    """Whether a folded text tells a need of its own ("necesito comida")."""
    return any(f" {word} " in said for word in _table()["wants"])


def _is_short(words: Sequence[str], found: Sequence[str]) -> bool:
    """Whether a question in a word is about no more than a door; "where can I get the shot" wants a new one."""
    return len(words) <= SHORT and found[0] != "place"


def _named_in(said: str, found: Sequence[str], aspects: Sequence[str]) -> str:
    """What is left of a question when what it asks is taken away; a pattern may hold the door's name inside."""
    rest = without(said, aspects)
    rest = rest if beside(rest) or door_named(rest)[0] else said
    for phrase in (phrase for aspect in found for phrase in _table()["asks"].get(aspect, ())):
        rest = rest.replace(f" {phrase} ", " ")
    return rest


def _loosely(said: str, text: str) -> list[str]:
    """What is asked in a word, of a door that is surely one of those named."""
    asks = _table()["asks"]
    found = [aspect for aspect, phrases in asks.items() if any(f" {phrase} " in said for phrase in phrases)]
    found = [aspect for aspect in found if aspect != UNKNOWN or (is_shaped(said) and _asks(said, text))]
    again = any(said.startswith(f" {word} ") for word in _table()["again"])
    return found[:1] or ([DETAILS] if again and "?" in text else [])


def _ends(said: str, found: Sequence[str]) -> bool:
    """Whether a question without its sign ends with what it asks ("the lawyer one free")."""
    phrases = (phrase for aspect in found for phrase in _table()["asks"][aspect])
    return any(said.endswith(f" {phrase} ") for phrase in phrases)


def _asks(said: str, text: str) -> bool:
    return "?" in text or said.split()[:1] in [[word] for word in _table()["begins"]]


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(map(within, _table()["shapes"]))


@cache
def _bare() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _table()["bare"]))


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "named.yml")
