"""How alike a question and a passage are, by two encoders: multilingual E5 as it came, and the search's.

The search's has learned which services answer which questions (assistant/tuning/search.py); the other hears what is
asked for. All vectors of one point nearly one way. What tells them apart is what is left when the middle of their kind
is taken off (docs/decisions/2026-11-28-one-encoder-for-the-search.md).
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from understanding.base import base
from understanding.encoder import run

PLAIN, SEARCH = (Path(__file__).parent / name for name in ("plain", "search"))
ENCODER = "encoder.onnx"
QUESTION, PASSAGE = "query: ", "passage: "  # E5 was taught to tell them apart by these words


def questions(texts: Sequence[str]) -> np.ndarray:
    """Return (texts, 384): unit vectors of what is asked, by the encoder as it came."""
    return _vectors(texts, QUESTION, PLAIN)


def wishes(texts: Sequence[str]) -> np.ndarray:
    """Return (texts, 384): unit vectors of what is asked of a directory, by the search's encoder."""
    return _vectors(texts, QUESTION, SEARCH)


def passages(texts: Sequence[str]) -> np.ndarray:
    """Return (texts, 384): unit vectors of what services say, by the search's encoder."""
    return _vectors(texts, PASSAGE, SEARCH)


def raw(texts: Sequence[str], kind: str, encoder: Path = PLAIN) -> np.ndarray:
    """Return (texts, 384) as an encoder gives them, before the middle of their kind is taken off.

    One by one: numbers of eight bits are scaled to all that is read together, so a neighbour would change a vector.
    """
    rows = []
    for text in texts:
        rows.append(run(encoder / ENCODER, [kind + text.lower()])[0])
        base().let_go()  # of a whole directory every word is read in the end: 50 MB
    return np.stack(rows)


def _vectors(texts: Sequence[str], kind: str, encoder: Path) -> np.ndarray:
    left = raw(texts, kind, encoder) - middles()[(QUESTION, PASSAGE).index(kind)]
    return np.asarray(left / np.linalg.norm(left, axis=1, keepdims=True))


@cache
def middles() -> np.ndarray:
    """(2, 384): of families' questions and of services' own words (assistant/tuning/plain.py)."""
    return np.asarray(np.load(PLAIN / "middles.npy"))
