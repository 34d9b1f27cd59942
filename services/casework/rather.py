"""Hears that a family puts one place aside for another ("not them, the legal one", "no a husky, a wic")."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.casework.naming import Named
from services.casework.phrases import folded
from services.casework.referring import program_named
from services.casework.which import which
from services.library.documents import document
from services.library.root import CONTENT

_SIGNS = re.compile(r"[.,;:!\n]+")
_AGAINST = re.compile(r" (?=(?:not|no) )")  # "wic not husky"


@dataclass(frozen=True, slots=True)
class Rather:
    """What is wished instead: the keys of the doors that may be meant, and the words that name them."""

    doors: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a message, without the one that puts them aside; `points` where they begin as a name does."""

    said: str
    aside: bool
    points: bool
    doors: tuple[str, ...]


def rather(text: str, waits: str | None, doors: Callable[[], Sequence[Named]], language: str) -> Rather | None:
    """The doors that a family would rather have; None where it puts nothing aside, or tells of anything else.

    `waits` is the key of the door that waits for a yes, and that a mere "no" or "not them" puts aside.
    """
    said = folded(text)
    if "?" in text or len(said.split()) > _table()["most_words"] or _holds(said, _table()["self"]):
        return None
    if not _holds(said, (*_table()["aside"]["begins"], *_table()["turns"])):
        return None
    parts = [part for each in _cut(text) for part in _parts(each, doors, language)]
    wished = [part for part in parts if not part.aside and _telling(part.said)]
    against = [part for part in parts if part.aside]
    if not against or not all(map(_is_plain, parts)):
        return None
    return _meant(wished, against, waits) if waits else _of_those_named(wished, against)


def _meant(wished: Sequence[_Part], against: Sequence[_Part], waits: str) -> Rather | None:
    """What is meant before a yes. A door that only a "no" stands before is meant too ("no, a lawyer")."""
    named, refused = _doors(wished), _doors(against)
    if waits in named:  # "a husky no a wic" puts either aside
        return Rather(tuple(sorted(named | refused)), _words([*wished, *against]))
    if named and (not named & refused or any(part.points for part in against)):
        return Rather(tuple(sorted(named)), _words(wished))
    if wished:  # what it names we do not know
        unknown = not named and (waits in refused or any(map(_is_the_last, against)))
        return Rather((), _words(wished)) if unknown else None
    others = _doors(part for part in against if part.points) - {waits}
    return Rather(tuple(sorted(others)), _words(against)) if others else None


def _of_those_named(wished: Sequence[_Part], against: Sequence[_Part]) -> Rather | None:
    """What is meant where nothing waits for a yes: one that was named is put aside for another, and no more is told."""
    named, refused = _doors(wished), _doors(against)
    last = all(part.doors or _is_the_last(part) for part in against)
    clear = bool(named) and not named & refused and all(part.points and part.doors for part in wished)
    return Rather(tuple(sorted(named)), _words(wished)) if clear and last else None


def _is_plain(part: _Part) -> bool:
    """Whether a part says little but a name; what is put aside is a door, or the last one."""
    short = len(_telling(part.said)) <= _table()["most_telling"]
    return short and (not part.aside or not _telling(part.said) or bool(part.doors) or _is_the_last(part))


def _is_the_last(part: _Part) -> bool:
    return not _telling(part.said) and bool(set(part.said.split()) & set(_table()["them"]))


def _cut(text: str) -> list[str]:
    """The folded parts of a message, each without a space at its ends."""
    signs = (folded(part) for part in _SIGNS.split(text))
    turned = (piece for part in signs for piece in _turns().split(part))
    against = (piece for part in turned for piece in _AGAINST.split(f" {part.strip()}"))
    return [piece.strip() for piece in against if piece.strip()]


def _parts(said: str, doors: Callable[[], Sequence[Named]], language: str) -> Iterator[_Part]:
    """A piece of a message as what it puts aside, and what it names behind that ("not wic the diaper place")."""
    aside = _table()["aside"]
    begins, rest = _begun(said, aside["begins"])
    ends = next((each for each in aside["ends"] if rest != each and f" {rest}".endswith(f" {each}")), "")
    words = rest.removesuffix(ends).split()
    seams = (at for at, word in enumerate(words) if word in _table()["points"] and _telling(" ".join(words[:at])))
    seam = next(seams, len(words)) if begins else len(words)
    yield _part(" ".join(words[:seam]), doors, language, aside=bool(begins or ends))
    if words[seam:]:
        yield _part(" ".join(words[seam:]), doors, language, aside=False)


def _begun(said: str, begins: Sequence[str]) -> tuple[bool, str]:
    """Whether a piece begins with words that put aside ("no espera"), and what is left without them."""
    rest = said
    while begun := next((each for each in begins if f"{rest} ".startswith(f"{each} ")), None):
        rest = rest.removeprefix(begun).strip()
    return rest != said, rest


def _part(said: str, doors: Callable[[], Sequence[Named]], language: str, *, aside: bool) -> _Part:
    found = _named(said, doors, language)
    points = bool(set(said.split()[:1]) & set(_table()["points"])) or any(map(is_program, found))
    return _Part(said, aside, points, found)


def _holds(said: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in said for word in words)


def _named(said: str, doors: Callable[[], Sequence[Named]], language: str) -> tuple[str, ...]:
    """The doors that some words name: a program by a name of its own, else those of the talk."""
    if not _telling(said):
        return ()
    if (program := program_named(said)) is not None:
        return (f"program:{program}",)
    return tuple(each.key for each in which(f" {' '.join(_telling(said))} ", doors(), language))


def is_program(key: str) -> bool:
    """Whether a door is a program."""
    return key.startswith("program:")


def _telling(said: str) -> list[str]:
    return [word for word in said.split() if word not in _table()["small"]]


def _doors(parts: Any) -> set[str]:
    return {door for part in parts for door in part.doors}


def _words(parts: Any) -> str:
    return " ".join(word for part in parts for word in _telling(part.said))


@cache
def _turns() -> re.Pattern[str]:
    turns = "|".join(sorted(_table()["turns"], key=len, reverse=True))
    return re.compile(rf"(?<= )(?:{turns})(?= )")


@cache
def _table() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "rather.yml")
