"""Takes names, numbers and addresses out of a family's words. When in doubt it gives the whole message up.

Every word that stays must be one that our own training examples hold, or a slip of the pen away from one: a name that
no list knows is no such word.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.learning.numbers import has_link, without_numbers

LONGEST = 600  # characters; a longer story tells too much of one family
MOST_NUMBERS = 3  # number words in a row; more may spell out a phone
LEAST_LEFT = 0.5  # of the words; of less, the meaning may be gone
SHORTEST_SLIP = 5  # letters of a word that may be misspelt: shorter ones are too near to names
_MARKS = re.compile(r"[\[\]{}<>|]")  # Rasa's training files give them a meaning of their own
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Names:
    """What content/privacy/names.yml says; all words plain (see `plain`)."""

    people: frozenset[str]
    also_words: frozenset[str]
    kin: frozenset[str]
    titles: frozenset[str]
    cues: re.Pattern[str]
    months: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, page: Mapping[str, Any]) -> "Names":
        """Read the page."""
        lists = {key: frozenset(page[key].split()) for key in ("also_words", "kin", "titles", "months", "numbers")}
        people = frozenset(page["given"].split()) | frozenset(page["family"].split())
        cues = "|".join(map(re.escape, sorted(page["cues"], key=len, reverse=True)))
        return cls(people=people - lists["also_words"], cues=re.compile(rf"\b(?:{cues})\s+$"), **lists)


@dataclass(frozen=True, slots=True, repr=False)  # it holds tens of thousands of words
class Scrubber:
    """`words` are those that may stay (see services/learning/vocabulary.py), `places` names of towns; all plain."""

    words: frozenset[str]
    names: Names
    places: re.Pattern[str]

    def scrub(self, text: str) -> str | None:
        """The text without what could tell who wrote it, or None when that is not sure."""
        if len(text) > LONGEST or has_link(text) or _MARKS.search(text):
            return None
        cut = self.places.sub(" ", without_numbers(text, self.names.months))
        found = list(_WORD.finditer(cut))
        if self._spells_a_number([plain(word[0]) for word in found]):
            return None
        drop = list(self._people(cut, found))
        if None in drop:
            return None
        kept = _without(cut, [found[place] for place in drop if place is not None])
        before, left = len(_WORD.findall(text)), len(_WORD.findall(kept))
        return kept if left and left >= LEAST_LEFT * before else None

    def _people(self, text: str, found: Sequence[re.Match[str]]) -> Iterator[int | None]:
        """The places of words that name a person; None for a word that could."""
        shouted = text.upper() == text
        dropped = -2
        for place, match in enumerate(found):
            word, before = plain(match[0]), plain(found[place - 1][0]) if place else ""
            awaited = before in self.names.kin | self.names.titles or self._after_cue(text[: match.start()])
            sure = word in self.names.people or (before in self.names.titles and match[0][0].isupper())
            if word in self.names.also_words:
                if awaited or (match[0][0].isupper() and not shouted):
                    yield None
            elif sure or ((awaited or dropped == place - 1) and word not in self.words):
                dropped = place
                yield place
            elif not self._is_word(word):
                yield None

    def _after_cue(self, said: str) -> bool:
        return self.names.cues.search(plain(said)) is not None

    def _is_word(self, word: str) -> bool:
        if len(word) == 1 or word in self.words | self.names.kin | self.names.titles:
            return True
        if len(word) < SHORTEST_SLIP:
            return False
        return process.extractOne(word, self.words, scorer=OSA.distance, score_cutoff=1) is not None

    def _spells_a_number(self, words: Sequence[str]) -> bool:
        run = longest = 0
        for word in words:
            run = run + 1 if word in self.names.numbers else 0
            longest = max(longest, run)
        return longest > MOST_NUMBERS


def plain(text: str) -> str:
    """Small letters without accents, and one kind of apostrophe."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _without(text: str, words: Sequence[re.Match[str]]) -> str:
    for word in reversed(words):
        text = text[: word.start()] + " " + text[word.end() :]
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s+([.,!?;:])", r"\1", re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)).strip(" .,;:")
