"""Hears where a family says that it lives, and that it asks for another's town, which is not its home."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from services.casework.naming import Named
from services.casework.phrases import folded, parts
from services.directory.places import connecticut
from services.library.documents import document
from services.library.root import CONTENT

LONGEST_NAME: Final = 3  # words of a town's name
NEAR: Final = 4  # words before a town that tell whose it is


def towns_in(said: str) -> Iterator[tuple[str, int, int]]:
    """The towns and ZIP codes that words name, each with the first of them and the one behind; the longest names."""
    words, at = said.split(), 0
    while at < len(words):
        sizes = range(min(LONGEST_NAME, len(words) - at), 0, -1)
        size = next((size for size in sizes if connecticut().named(" ".join(words[at : at + size]))), 0)
        if size:
            yield " ".join(words[at : at + size]), at, at + size
        at += size or 1


def home_told(text: str) -> str | None:
    """The town, or ZIP code, that a message says the family lives in, or that is all of it; None for none."""
    said = folded(text)
    words = said.split()
    for town, first, behind in towns_in(said):
        if behind - first == len(words):
            return town
        before, after = f" {' '.join(words[:first])} ", words[behind : behind + 1]
        if any(pattern.search(before) for pattern in _lives()) and not set(after) & set(_table()["not_home"]):
            return town
    return None


def town_told(text: str) -> str | None:
    """The same, or the town that is one part of a message by itself ("Danbury. do they ask for papers?")."""
    named = ((part, next(towns_in(folded(part)), None)) for part in parts(text))
    alone = (part for part, town in named if town is not None and town[0] == folded(part).strip())
    return home_told(text) or next(alone, None)


def only_town(text: str) -> str | None:
    """The one town, or ZIP code, that a message names so that it may be home; None for none, several, or another's."""
    said, table = folded(text), _table()["named_beside"]
    words, named = said.split(), list(towns_in(said))
    if len(named) != 1 or is_anothers(text):
        return None
    town, first, behind = named[0]
    if town.isdigit():
        return town
    near = [*words[max(0, first - NEAR) : first], *words[behind : behind + 1]]
    led = first > 0 and words[first - 1] in table["so"]
    return town if led and set(near).isdisjoint([*table["not_of"], *_table()["not_home"]]) else None


def asks_in_a_town(text: str) -> bool:
    """Whether a message names a thing and the town where it is looked for ("la despensa en meriden cual es")."""
    said = folded(text)
    words = said.split()
    return home_told(text) is None and any(at and words[at - 1] in _table()["asked_in"] for _, at, _ in towns_in(said))


def asks_elsewhere(text: str) -> str | None:
    """The town of which alone a message asks ("and in Waterbury where my mother lives?"); None for none, or home."""
    said = folded(text)
    words = said.split()
    if not words or len(words) > _table()["brief"] or home_told(text) is not None:
        return None
    towns = [(town, behind) for town, _, behind in towns_in(said) if _is_asked_of(said, town)]
    put = "?" in text or words[0] in _table()["joins"]
    return next((town for town, behind in towns if put or behind == len(words)), None)


def asks_there(text: str) -> str | None:
    """The new home of which a message asks whether the same is there ("we move to Bristol, is there one there")."""
    town = home_told(text)
    return town if town and re.search(rf"(?<= )(?:{_table()['one_there']})(?= $)", folded(text)) else None


def is_anothers(text: str) -> bool:
    """Whether the town that a message names is somebody else's, or one that is only asked of."""
    said = folded(text)
    if home_told(text) is not None:
        return False
    towns = [town for town, _, _ in towns_in(said)]
    return asks_elsewhere(text) is not None or any(_is_theirs(said, town) or _is_far(said, town) for town in towns)


def is_told_of_before(text: str) -> bool:
    """Whether a town is only where somebody was with kin ("they were with their mother in Waterbury")."""
    said, table = folded(text), _table()
    if home_told(text) is not None or re.search(rf" (?:{table['stays']}) ", said):
        return False
    others, theirs = "|".join(table["others"]), "|".join(table["theirs"])
    kin = rf" (?:{table['was_with']}) (?:{others}) (?:(?:{theirs}) )+"
    return any(re.search(rf"{kin}{re.escape(town)} ", said) for town, _, _ in towns_in(said))


def with_home(answer: str, language: str, known: str) -> str:
    """An answer that asks for the town, with the words `known` in place of that, for a family that told it before."""
    return re.sub(_table()["asks_town"]["es" if language == "es" else "en"], known, answer)


def _is_asked_of(said: str, town: str) -> bool:
    return any(re.search(shape.replace("{town}", re.escape(town)) + " ", said) for shape in _table()["asks_of"])


def names_only_doors(text: str, doors: Iterable[Named]) -> bool:
    """Whether every town that a message names stands in the name of a door, and none as home ("i meant Waterford")."""
    towns = {town for town, _, _ in towns_in(folded(text))}
    if not towns or town_told(text) is not None:
        return False
    names = [phrase for door in doors for phrase in door.phrases]
    return all(any(f" {town} " in f" {name} " for name in names) for town in towns)


def _is_far(said: str, town: str) -> bool:
    """Whether a town is too far away ("hartford me queda lejos"), or where a place is ("the waterford place")."""
    return any(re.search(shape.replace("{town}", re.escape(town)) + "(?= )", said) for shape in _table()["far"])


def _is_theirs(said: str, town: str) -> bool:
    """ "my sister in Norwich", "mi mamá vive en Meriden"; who stays with others lives there."""
    if re.search(rf" (?:{_table()['stays']}) ", said):
        return False
    others, theirs = "|".join(_table()["others"]), "|".join(_table()["theirs"])
    return bool(re.search(rf" (?:{others}) (?:(?:{theirs}) )+{re.escape(town)} ", said))


@cache
def _lives() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<= )(?:{pattern}) $") for pattern in _table()["lives"])


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "homes.yml")
