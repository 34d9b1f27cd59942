"""The surface of a message: hashed character n-grams, which forgive spelling and missing accents, weighed per label."""

import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass

import numpy as np

BUCKETS = 2**15
SIZES = range(2, 6)


@dataclass(frozen=True)
class Spelling:
    """A linear model over n-grams; trained by assistant/learning/spelling.py."""

    weights: np.ndarray  # (buckets, labels)
    bias: np.ndarray  # (labels,)
    rarity: np.ndarray  # (buckets,): how much an n-gram tells

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
    """Return (buckets, damped counts) of the 2 to 5 letter n-grams inside the words of `text`, ends marked."""
    counts: Counter[int] = Counter()
    for word in fold(text).split():
        padded = f" {word} "
        for size in SIZES:
            counts.update(
                zlib.crc32(padded[i : i + size].encode()) % BUCKETS for i in range(max(1, len(padded) - size + 1))
            )
    buckets = np.fromiter(counts, dtype=np.int64, count=len(counts))
    return buckets, np.asarray(1.0 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts))))
