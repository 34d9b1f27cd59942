"""Searches a message for many patterns at once, trying each only where its first word stands."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from services.safety.patterns import Choice, Gap, Parts, Word, key, parse, to_regex

_WORD: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern ready to search; `needs` holds, for each part that must be there, the keys with which it may begin."""

    id: str
    written: str
    needs: tuple[frozenset[str], ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when it is first needed: all of them at once would hold up every start by a second."""
        return _compiled(self.written)


type Phrases = Mapping[str, Sequence[Phrase]]


def phrases(patterns: Mapping[str, str], words: Mapping[str, str]) -> Phrases:
    """Read patterns by id and file each under the keys of its possible first words. Raises ValueError."""
    filed: dict[str, list[Phrase]] = defaultdict(list)
    for name, pattern in patterns.items():
        parts = parse(pattern, words)
        phrase = Phrase(name, to_regex(parts), tuple(_needs(parts)))
        if not phrase.needs or isinstance(parts[0], Gap):
            raise ValueError(f"the pattern {pattern!r} must begin with a word and hold one that is not optional")
        for first in _firsts(parts):
            filed[first].append(phrase)
    return dict(filed)


def matches(folded: str, among: Phrases) -> Iterator[tuple[Phrase, int, int]]:
    """Yield the phrase, start and end of every match in a folded message, in order of their starts."""
    found = [(key(word[0]), word.start()) for word in _WORD.finditer(folded)]
    present = {first for first, _ in found}
    possible = {first: _possible(among[first], present) for first in present if first in among}
    for first, start in found:
        for phrase in possible.get(first, ()):
            if match := phrase.regex.match(folded, start):
                yield phrase, start, match.end()


def whole(folded: str, among: Phrases) -> Phrase | None:
    """Return the phrase that a folded message is from its first word to its last, or None."""
    possible = among.get(key(folded.partition(" ")[0]), ()) if folded else ()
    return next((phrase for phrase in possible if phrase.regex.fullmatch(folded)), None)


def without(folded: str, exceptions: Phrases) -> str:
    """Return a folded message with the words that exceptions cover blanked, and all others where they stand."""
    rest = list(folded)
    for _, start, end in matches(folded, exceptions):
        rest[start:end] = ("_" if letter != " " else " " for letter in rest[start:end])
    return "".join(rest)


def left(folded: str, among: Phrases, exceptions: Phrases) -> bool:
    """Whether a folded message holds one of these phrases in words that no exception covers."""
    rest = without(folded, exceptions)
    return any(phrase.regex.match(rest, start) for phrase, start, _ in matches(folded, among))


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written)


def _possible(some: Sequence[Phrase], present: set[str]) -> list[Phrase]:
    return [phrase for phrase in some if not any(present.isdisjoint(need) for need in phrase.needs)]


def _needs(parts: Parts) -> Iterator[frozenset[str]]:
    for part in parts:
        if not _may_be_empty(part):
            yield frozenset(_firsts((part,)))


def _firsts(parts: Parts) -> set[str]:
    """The keys of every word with which `parts` may begin."""
    keys: set[str] = set()
    for part in parts:
        if isinstance(part, Word):
            keys |= part.keys
        elif isinstance(part, Choice):
            keys |= {first for option in part.options for first in _firsts(option)}
        if not _may_be_empty(part):
            break
    return keys


def _may_be_empty(part: Word | Gap | Choice) -> bool:
    if part.optional or isinstance(part, Word):
        return part.optional
    return isinstance(part, Choice) and any(all(map(_may_be_empty, option)) for option in part.options)
