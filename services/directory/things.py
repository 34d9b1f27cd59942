"""The things that families need, as families, services and taxonomies name them: content/things."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from services.directory.places import fold
from services.directory.words import close_to, is_small, stem
from services.library.documents import document
from services.library.root import CONTENT

FOLDER = CONTENT / "things"
_CALLED = 4  # names of a thing in one language, the first: what it is called most
_Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to need. `under` is the broader one; `also` are further needs that it serves."""

    key: str
    need: str
    also: tuple[str, ...]
    under: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a family's words ask for: things, each with the broader ones named too, and the words that name none."""

    things: tuple[tuple[str, tuple[str, ...]], ...]
    rest: tuple[str, ...]


class Vocabulary:
    """Every thing with its names."""

    def __init__(self, files: Sequence[Mapping[str, Any]]) -> None:
        entries = [(key, file["need"], entry) for file in files for key, entry in file["things"].items()]
        self.things = {key: _thing(key, need, entry) for key, need, entry in entries}
        names: dict[str, list[str]] = {key: [*entry["en"], *entry["es"]] for key, _, entry in entries}
        asks = {key: [p for some in entry.get("asks", {}).values() for p in some] for key, _, entry in entries}
        self.said = {key: [str(name) for name in entry["en"]] for key, _, entry in entries}
        self.told = {key: _told(entry) for key, _, entry in entries}
        self._labels = {key: {"en": entry["en"][0], "es": entry["es"][0]} for key, _, entry in entries}
        self._names = _phrases(names)
        self._asks = _phrases({key: [*names[key], *asks[key]] for key in names})
        self._words = sorted({word for found in self._asks.values() for phrase, _ in found for word in phrase})
        self._known = frozenset(self._words)
        self._terms = defaultdict(set)
        for key, _, entry in entries:
            for term in entry.get("terms", ()):
                self._terms[fold(str(term))].add(key)
        self.narrower = {key: frozenset(self._below(key)) for key in self.things}
        self._broader = {key: tuple(self._above(key))[1:] for key in self.things}
        self._kin = {key: self.narrower[key] | {key, *self._broader[key]} for key in self.things}

    def named(self, text: str) -> list[tuple[str, str]]:
        """The things that a service's text names, with the words that do, in order; a thing may be named often."""
        words = fold(text).split()
        found = _scan([stem(word) for word in words], self._names)
        return [(key, " ".join(words[start:end])) for start, end, keys in found for key in keys]

    def label(self, key: str, language: str) -> str:
        """The name by which families know a thing: the first in its list."""
        return str(self._labels[key][language])

    def of_term(self, term: str) -> frozenset[str]:
        """The things behind the name or code of a taxonomy's term."""
        return frozenset(self._terms.get(fold(term), ()))

    def asked(self, text: str, language: str | None = None) -> Asked:
        """What a family's words ask for, misspelled or not. What is a small word in their language names nothing."""
        return _asked(self, text, language or "en")

    def read(self, text: str, language: str) -> Asked:
        """As `asked`, worked out anew."""
        words = fold(text.replace("'", "").replace("’", "")).split()
        named = _scan([self._spelled(word) for word in words], self._asks)
        found = [each for each in named if each[1] - each[0] > 1 or not is_small(words[each[0]], language)]
        taken = {index for start, end, _ in found for index in range(start, end)}
        rest = [word for index, word in enumerate(words) if index not in taken and len(word) > 2 and not is_small(word)]
        things = dict.fromkeys(key for _, _, keys in found for key in keys)
        return Asked(tuple(self._sharpest(list(things))), tuple(dict.fromkeys(rest)))

    def _sharpest(self, asked: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The narrowest things asked for, each with the broader ones that the words name as well."""
        for key in asked:
            if not any(other != key and other in self.narrower[key] for other in asked):
                yield key, tuple(other for other in asked if other != key and key in self.narrower[other])

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any name, and so is no misspelling of another."""
        return stem(word) in self._known

    def widened(self, fits: Mapping[str, float]) -> dict[str, float]:
        """The fits, and those of all broader things: who asks for food finds the pantry."""
        found = dict(fits)
        for key, fit in fits.items():
            for broader in self._above(self.things[key].under if key in self.things else None):
                found[broader] = max(found.get(broader, 0.0), fit)
        return found

    def above(self, key: str) -> tuple[str, ...]:
        """All that is broader than a thing, the nearest first."""
        return self._broader[key]

    def kin(self, key: str) -> frozenset[str]:
        """A thing with all that is narrower or broader."""
        return self._kin[key]

    def _above(self, key: str | None) -> Iterator[str]:
        while key:
            yield key
            key = self.things[key].under

    def _spelled(self, word: str) -> str:
        root = stem(word)
        if root in self._known or is_small(word):
            return root
        return next(iter(close_to(root, self._words)), root)

    def _below(self, key: str) -> Iterator[str]:
        yield key
        for thing in self.things.values():
            if thing.under == key:
                yield from self._below(thing.key)


def _thing(key: str, need: str, entry: Mapping[str, Any]) -> Thing:
    return Thing(key, need, tuple(entry.get("also", ())), entry.get("under"))


def _told(entry: Mapping[str, Any]) -> list[str]:
    """Ways of telling of a thing: what it is called most, and how it is asked for."""
    asks = entry.get("asks", {})
    return [str(each) for language in ("en", "es") for each in (*entry[language][:_CALLED], *asks.get(language, ()))]


def _phrases(names: Mapping[str, Sequence[str]]) -> _Phrases:
    """Phrases by their first stem, longest first."""
    found: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for key, phrases in names.items():
        for phrase in phrases:
            roots = tuple(stem(word) for word in fold(str(phrase).replace("'", "")).split())
            found[roots[0]].add((roots, key))
    return {first: sorted(some, key=lambda each: (-len(each[0]), each)) for first, some in found.items()}


def _scan(roots: Sequence[str], phrases: _Phrases) -> Iterator[tuple[int, int, list[str]]]:
    """(start, end, keys) of each longest phrase, from left to right, none inside another."""
    index = 0
    while index < len(roots):
        fits = [(p, key) for p, key in phrases.get(roots[index], ()) if tuple(roots[index : index + len(p)]) == p]
        length = len(fits[0][0]) if fits else 1
        if fits:
            yield index, index + length, [key for phrase, key in fits if len(phrase) == length]
        index += length


@lru_cache(maxsize=4096)
def _asked(vocabulary: Vocabulary, text: str, language: str) -> Asked:
    return vocabulary.read(text, language)


@cache
def vocabulary() -> Vocabulary:
    """The project's own vocabulary, read once."""
    return Vocabulary([document(path) for path in sorted(FOLDER.glob("*.yml"))])


@cache
def version() -> str:
    """Changes whenever the vocabulary does: the index is then made anew."""
    files = sorted([*FOLDER.glob("*.yml"), CONTENT / "search" / "words.yml", CONTENT / "places" / "connecticut.yml"])
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=12).hexdigest()
