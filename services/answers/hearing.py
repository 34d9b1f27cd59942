"""Hears what a message asks: for a known answer, about a place that was named, or something nobody here knows.

A small network on the search's encoder, learned from content/asking (`python -m assistant.tuning.asking`). asked.npz is
shipped, so that nothing needs training to be heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from services.directory.hearing import asked
from understanding.text import plain

ASKED: Final = Path(__file__).parent / "asked.npz"
NONE, UNKNOWN, PLACE = "none", "unknown", "place:"  # kinds that are no known answers


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message may ask. All chances together are 1.

    `answers` by their ids, `places` by what is asked about one; `nothing` is that it asks nothing.
    """

    answers: Mapping[str, float]
    places: Mapping[str, float]
    nothing: float

    @property
    def about_place(self) -> float:
        """The chance that it asks about a place, whatever that is."""
        return sum(self.places.values())


@dataclass(frozen=True, slots=True)
class Network:
    """Several networks that learned the same from other starts: `kinds` in the order of their outputs.

    `into` is (networks, 384, hidden), `out` is (networks, hidden, kinds); the biases are (networks, 1, …).
    """

    kinds: tuple[str, ...]
    into: np.ndarray
    into_bias: np.ndarray
    out: np.ndarray
    out_bias: np.ndarray

    def chances(self, said: np.ndarray) -> np.ndarray:
        """(kinds,): how likely a message, a vector of 384 numbers, asks for each kind of answer; their mean."""
        hidden = np.maximum(said[None] @ self.into + self.into_bias, 0.0)
        scores = (hidden @ self.out + self.out_bias)[:, 0]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray((powers / powers.sum(axis=1, keepdims=True)).mean(axis=0))


@lru_cache(maxsize=1024)
def heard(text: str) -> Heard:
    """What a message may ask."""
    network = _network()
    chances = dict(zip(network.kinds, network.chances(asked(plain(text))).tolist(), strict=True))
    places = {kind.removeprefix(PLACE): chance for kind, chance in chances.items() if kind.startswith(PLACE)}
    answers = {kind: chance for kind, chance in chances.items() if kind not in (NONE, UNKNOWN) and PLACE not in kind}
    return Heard(answers, places, chances[NONE])


@cache
def _network() -> Network:
    with np.load(ASKED) as file:
        parts = (file[name].astype(np.float32) for name in ("into", "into_bias", "out", "out_bias"))
        return Network(tuple(file["kinds"].tolist()), *parts)
