"""The surface of a message, hashed: letters, which forgive spelling and missing accents, and words in their order."""

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

LETTERS = WORDS = 2**15  # buckets of each
BUCKETS = LETTERS + WORDS
SIZES = range(3, 6)


@dataclass(frozen=True)
class Spelling:
    """A linear model over both; trained by assistant/learning/spelling.py."""

    weights: np.ndarray  # (buckets, labels)
    bias: np.ndarray  # (labels,)
    rarity: np.ndarray  # (buckets,): how much one tells

    def logits(self, text: str) -> np.ndarray:
        """Return each label's score, (labels,)."""
        buckets, counts = gram_counts(text)
        if not len(buckets):
            return self.bias
        told = counts * self.rarity[buckets]
        return np.asarray((told / np.linalg.norm(told)) @ self.weights[buckets] + self.bias)


def fold(text: str) -> str:
    """Return `text` in lower case without accents ("¿Pañales?" -> "¿panales?")."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def gram_counts(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Return (buckets, damped counts) of what `text` is written with.

    That is the 3 to 5 letters in a row inside its words, ends marked, its words, and its words two by two.
    """
    written = fold(text).split()
    counts = Counter(zlib.crc32(part.encode()) % LETTERS for part in _letters(written))
    counts.update(LETTERS + zlib.crc32(part.encode()) % WORDS for part in _words(written))
    buckets = np.fromiter(counts, dtype=np.int64, count=len(counts))
    return buckets, np.asarray(1.0 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts))))


def _letters(written: list[str]) -> Iterator[str]:
    for word in written:
        padded = f" {word} "
        for size in SIZES:
            yield from (padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))


def _words(written: list[str]) -> Iterator[str]:
    """Yield words without signs, those beside one another, and those with one between."""
    words = [word for word in ("".join(filter(str.isalnum, each)) for each in written) if word]
    yield from words
    yield from map("_".join, zip(["<", *words], [*words, ">"], strict=True))
    yield from map("__".join, zip(words, words[2:], strict=False))
