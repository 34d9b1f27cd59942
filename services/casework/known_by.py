"""How surely a door that was named is known by some words: by its name, what it gives, its town or its number."""

import re
from collections.abc import Sequence
from itertools import pairwise

from services.casework.naming import Named
from services.casework.pointing import general, kinds, lines, telling
from services.directory.places import connecticut
from services.directory.things import vocabulary
from services.directory.words import close_to, stem

BY_NUMBER, BY_NAME, BY_WORD, BY_LINE, BY_ABOUT, BY_TOWN = 3.0, 2.0, 1.0, 0.8, 0.5, 0.4
MOST_WORDS = 2.0  # of a name, or of what is told of a door, that count
WIDER = 0.7  # how much less it tells that a door gives what is narrower or broader than what is said
_DIALLED = re.compile(r"\d[\d ]{5,}\d")
_SHORTEST = 6  # figures of a number that tell a door
LONG = 2  # words of a name


def score(said: str, door: Named, doors: Sequence[Named], by_its_name: float, language: str) -> float:
    """How surely words mean a door among others, from 0; `by_its_name` is what `called` says of it."""
    gives, words = _gives(said, door, language), _stems(said, language)
    if gives == 0.0 and by_its_name < BY_NAME:
        return 0.0  # what is said is something else: "the diaper place in Hartford" is no other place in Hartford
    about = sum(_rare(word, doors) for word in _heard(words - general() - door.words, door.about))
    is_line = bool(words & lines()) and bool(lines() & (door.words | door.about))
    in_town = bool(door.towns & _towns(said))
    known = by_its_name + (gives or 0.0) + BY_ABOUT * min(MOST_WORDS, about) + BY_TOWN * in_town + BY_LINE * is_line
    return known * (1 + _covered(said, door, language)) / 2


def called(said: str, door: Named, doors: Sequence[Named], language: str) -> float:
    """How plainly it is called by its own name, by words of it, or by its number; 0 where it is not."""
    whole = BY_NAME * (_is_named(said, door) or _by_mark(said, door, doors) or _begins_alone(said, door, doors))
    own = _heard(_stems(said, language) - general(), door.words)
    by_word = BY_WORD * min(MOST_WORDS, sum(_rare(word, doors) for word in own))
    return whole + by_word + BY_NUMBER * _dialled(said, door)


def by_name(said: str, door: Named, doors: Sequence[Named], language: str) -> bool:
    """Whether it is called by what is its own: a whole name, a number, a word that is no everyday name of a thing."""
    own = {word for word in _stems(said, language) - general() if word in door.words}
    whole = _is_named(said, door) or _begins(said, door) or _begins_alone(said, door, doors)
    whole = whole or bool(door.marks & set(said.split()))
    return whole or _dialled(said, door) or any(not vocabulary().knows(word) for word in own)


def _by_mark(said: str, door: Named, doors: Sequence[Named]) -> bool:
    """Whether it is called by its capitals, which no other of the doors bears ("la del cpac")."""
    return any(sum(mark in other.marks for other in doors) == 1 for mark in door.marks & set(said.split()))


def _is_named(said: str, door: Named) -> bool:
    """Whether its whole name is said, of a longer one also without its plural ("family resource center")."""
    names = (phrase.removesuffix("s") if len(phrase.split()) > LONG else phrase for phrase in door.phrases)
    return any(f" {name} " in said or f" {name}s " in said for name in names)


def _begins_alone(said: str, door: Named, doors: Sequence[Named]) -> bool:
    """Whether its name, and no other's, begins with words that are said: three, or two that name no thing.

    "El de connecticut childrens", "the community health center".
    """
    words = said.split()
    pairs = [f"{' '.join(pair)} " for pair in pairwise(words)]
    threes = [f"{' '.join(words[at : at + 3])} " for at in range(len(words) - 2)]
    own = [*threes, *(pair for pair in pairs if _starts(door, pair) and not vocabulary().asked(pair).things)]
    return any(_starts(door, each) and sum(_starts(other, each) for other in doors) == 1 for each in own)


def _starts(door: Named, pair: str) -> bool:
    return any(f"{phrase} ".startswith(pair) for phrase in door.phrases)


def _begins(said: str, door: Named) -> bool:
    """Whether it is called by the two words with which its name begins ("head start")."""
    pairs = [pair for pair in pairwise(said.split()) if not set(map(stem, pair)) & general()]
    return any(f"{phrase} ".startswith(f"{first} {second} ") for first, second in pairs for phrase in door.phrases)


def _covered(said: str, door: Named, language: str) -> float:
    """How many of the telling words are heard of a door, 0 to 1: one that is known by all of them is rather meant."""
    words = [word for word in telling(said, language) if stem(word) not in general()]
    known = door.words | door.about
    heard = [word for word in words if _heard({stem(word)}, known) or _gives(word, door, language)]
    return len(heard) / len(words) if words else 1.0


def _stems(said: str, language: str) -> set[str]:
    return {stem(word) for word in telling(said, language)}


def _heard(words: set[str], known: frozenset[str]) -> set[str]:
    """The known words that are said, misspelled or not."""
    return {word for word in words if word in known} | {
        near for word in words if word not in known for near in close_to(word, known)[:1]
    }


def _rare(word: str, doors: Sequence[Named]) -> float:
    """A word that many of the doors bear tells less."""
    return 1 / max(1, sum(word in door.words | door.about for door in doors))


def _gives(said: str, door: Named, language: str) -> float | None:
    """How surely it gives one of the things that are said, 0 where it gives none; None where nothing is said.

    What is narrower or broader tells less.
    """
    known = vocabulary()
    fits = [
        door.things.get(other, 0.0) * (1.0 if other == key else WIDER)
        for key in kinds(said, language)
        for other in known.kin(key)
    ]
    return max(fits) if fits else None


def _towns(said: str) -> set[str]:
    words = said.split()
    spans = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return {town for span in spans for town in connecticut().named(span)}


def _dialled(said: str, door: Named) -> bool:
    told = ["".join(filter(str.isdigit, each)).removeprefix("1") for each in _DIALLED.findall(said)]
    return any(len(each) >= _SHORTEST and number.startswith(each) for each in told for number in door.numbers)
