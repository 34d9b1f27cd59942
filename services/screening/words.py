"""Words as families write them, made alike, and the lists of content/language/short_answers.yml."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from services.library.documents import document
from services.library.root import CONTENT

CLAUSE = re.compile(r"[.,;:!?¡¿\n]+")
# The names of screening_commands.yml that are other ones here.
COMMANDS = {"end": "stop", "continue": "go_on"}
TYPO_FROM = 5  # letters; a shorter word has too many neighbours
TYPO_LIKENESS = 84


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists, folded; `readings` and `wishes` by what they say."""

    readings: dict[str, tuple[str, ...]]
    wishes: dict[str, tuple[str, ...]]
    topics: dict[str, tuple[str, ...]]
    ordinals: tuple[frozenset[str], ...]
    pointing: frozenset[str]
    negations: frozenset[str]
    own_sentence: frozenset[str]
    small: frozenset[str]


@cache
def lists() -> Lists:
    """Read once."""
    page = document(CONTENT / "language" / "short_answers.yml")
    return Lists(
        {name: _folded(word for said in both for word in said) for name, both in page["readings"].items()},
        _wishes(page["wishes"]),
        {name: _folded(said) for name, said in page["topics"].items()},
        tuple(frozenset(_folded(said)) for said in page["ordinals"]),
        *(frozenset(_folded(page[name])) for name in ("pointing", "negations", "own_sentence", "small")),
    )


def _wishes(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """What families are told to write (screening_commands.yml) goes before what they write by themselves."""
    told = document(CONTENT / "messages" / "screening_commands.yml")["commands"]
    promised = {
        COMMANDS.get(name, name): [word for both in said.values() for word in both] for name, said in told.items()
    }
    taken = {fold(word): name for name, words in promised.items() for word in words}
    own = {name: [word for word in words if taken.get(fold(str(word)), name) == name] for name, words in lists.items()}
    return {name: _folded([*promised.get(name, ()), *own.get(name, ())]) for name in {**promised, **own}}


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and signs: "¿Por qué?" is "por que", "don't" is "dont"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", ""))
    return re.sub(r"[^a-z0-9]+", " ", "".join(mark for mark in plain if not unicodedata.combining(mark))).strip()


def clauses(text: str) -> list[list[str]]:
    """The words of each part of a message, folded: a negation does not reach over a comma."""
    return [words for part in CLAUSE.split(text) if (words := fold(part).split())]


def mended(word: str, vocabulary: frozenset[str]) -> str:
    """A word as it was meant, when it is one slip away from one that we know."""
    if word in vocabulary or len(word) < TYPO_FROM or word.isdigit():
        return word
    near = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_LIKENESS)
    return str(near[0]) if near and near[0][0] == word[0] else word


def number_named(text: str) -> int | None:
    """The number in "2", "2)", "number 2", "la segunda", "the second one"; None when the message says more."""
    rest = [word for word in fold(text).split() if word not in lists().pointing]
    if not rest and fold(text) in ("one", "the one"):
        return 1
    if len(rest) != 1:
        return None
    if rest[0].isdigit() and len(rest[0]) < 3:
        return int(rest[0])
    return ordinal(rest[0])


def numbers_in(text: str) -> list[int]:
    """Every number and ordinal of a message, in order: "1 and 3", "the second one"."""
    words = fold(text).split()
    found = [int(word) if word.isdigit() and len(word) < 3 else ordinal(word) for word in words]
    return [number for number in found if number is not None]


def ordinal(word: str) -> int | None:
    """1 for "first" or "primera"."""
    return next((at for at, names in enumerate(lists().ordinals, start=1) if word in names), None)


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(str(word)) for word in words))
