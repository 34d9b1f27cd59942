"""Which words of the directory a family's word may be."""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz, process

ALIKE = 84  # of 100: "formla" is "formula" (92)
SHORTEST = 5  # letters: shorter words are too easily another word
_MOST = 4
COMMON_SHARE, COMMON = 0.02, 200  # a word in more services than this tells nothing about any of them


class Spelling:
    """The words of one state of the index, by first letter: that one is taken to be right."""

    def __init__(self, words: Mapping[str, int], services: int = 0) -> None:
        self._words = words
        self._most = max(COMMON, int(COMMON_SHARE * services))
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._kept: dict[str, tuple[str, ...]] = {}
        for word in words:
            self._by_letter[word[:1]].append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The word and its close kin when it is there, else what it may be a misspelling of.

        None when it is unheard of, or in every mouth.
        """
        if word not in self._kept:
            if len(self._kept) > 10_000:  # strangers' words must not fill the memory
                self._kept.clear()
            self._kept[word] = self._found(word)
        return self._kept[word]

    def _found(self, word: str) -> tuple[str, ...]:
        if self._words.get(word, 0) > self._most:
            return ()
        itself = (word,) if word in self._words else ()
        if len(word) < SHORTEST:
            return itself
        alike = [each for each in self._by_letter[word[:1]] if abs(len(each) - len(word)) <= (1 if itself else 2)]
        near = process.extract(word, alike, scorer=fuzz.ratio, score_cutoff=90 if itself else ALIKE, limit=_MOST)
        rare = (str(found) for found, _, _ in near if self._words[found] <= self._most)
        return tuple(dict.fromkeys((*itself, *rare)))
