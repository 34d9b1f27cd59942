"""Hears which kinds of help a family puts aside ("i dont need a crib", "NO LIGHTS. diapers"), and asks for another."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from services.casework.care_words import matches, says, words
from services.casework.homes import towns_in
from services.casework.phrases import folded, parts
from services.casework.pointing import kinds
from services.directory.places import connecticut
from services.directory.things import vocabulary

KIND: Final = "kind:"  # before a thing, among what a family reported
FEW: Final = 3  # words of a part that says no more than "no lights"
LONGEST: Final = 160  # characters
BRIEF: Final = 60  # characters of a message that does no more than put a kind aside
MOST_OTHERS: Final = 2  # words, beside the thing, in the wish for another one


@dataclass(frozen=True, slots=True)
class Another:
    """The wish for another door: of these things, or of what was named last where there are none."""

    things: tuple[str, ...]


def put_aside(text: str, language: str, offered: Collection[str]) -> list[str]:
    """The things that a message does not want.

    A bare "no food" tells a lack, unless that was `offered` and something else is asked for.
    """
    pieces = [folded(part) for part in parts(text)]
    aside = [_aside(piece, language) for piece in pieces]
    bare = [_bare(piece, language) for piece in pieces]
    wanted = [thing for at, piece in enumerate(pieces) if not aside[at] and not bare[at] for thing in _wanted(piece)]
    lacks = [thing for each in bare for thing in each if wanted and thing in offered and thing not in wanted]
    return list(dict.fromkeys([*(thing for each in aside for thing in each), *lacks]))


def only_puts_aside(text: str, language: str) -> bool:
    """Whether a message puts a kind aside, and names nothing else ("no necesito wic, ya lo tengo")."""
    aside = put_aside(text, language, ())
    return bool(aside) and "?" not in text and set(_wanted(folded(text))) <= set(aside) and len(text) <= BRIEF


def refused_kinds(reported: Iterable[str]) -> frozenset[str]:
    """The things among what a family reported."""
    return frozenset(each.removeprefix(KIND) for each in reported if each.startswith(KIND))


def another_asked(text: str, language: str, home: str | None) -> Another | None:
    """The wish for another place that a message is; None where it says more, or asks for it in another town."""
    said = folded(text)
    if len(text) > LONGEST or not says(said, "another"):
        return None
    if any(_town(town) != _town(home) for town, _, _ in towns_in(said)):
        return None
    things = tuple(kinds(said, language))
    named = {word for thing in things for name in vocabulary().said[thing] for word in name.split()}
    rest = [word for word in said.split() if word not in words("fillers") and not word.isdigit() and word not in named]
    rest = [word for word in rest if not any(word in town.split() for town, _, _ in towns_in(said))]
    others = [word for word in rest if not vocabulary().asked(word, language).things]
    return Another(things) if len(others) <= MOST_OTHERS and (things or not others) else None


def _aside(piece: str, language: str) -> list[str]:
    found = next(matches(piece, "put_aside"), None)
    if found is None:
        return []
    behind = piece[found.end() :].split()
    end = next((at for at, word in enumerate(behind) if word in words("wanted_after")), len(behind))
    return kinds(f" {' '.join(behind[:end])} ", language)


def _bare(piece: str, language: str) -> list[str]:
    said = piece.split()
    return kinds(piece, language) if said[:1] and said[0] in words("put_aside_bare") and len(said) <= FEW else []


def _wanted(piece: str) -> list[str]:
    return [key for key, _ in vocabulary().asked(piece).things]


def _town(named: str | None) -> str | None:
    found = connecticut().find(named) if named else None
    return found.town if found else None
