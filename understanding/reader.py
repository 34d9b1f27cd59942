"""Reads a message: what each label's chance is, for the whole of it and for each clause."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from understanding import clauses
from understanding.network import Network
from understanding.spelling import Spelling

SPELLING_WEIGHT = 1.0  # of the n-grams' score against the network's; chosen on the dev voices


@dataclass(frozen=True)
class Reader:
    """The network and the n-grams together; `labels` is the order of every row."""

    labels: tuple[str, ...]
    network: Network
    spelling: Spelling

    def chances(self, text: str) -> np.ndarray:
        """Return (1 + clauses, labels): row 0 the message without what it denies, then its clauses if several."""
        whole = clauses.spoken_for(text)
        return np.stack([self._row(part) for part in (whole, *clauses.split(whole))])

    def save(self, path: Path) -> None:
        """Write plain arrays and a JSON list: nothing in a model file can run."""
        spelled = {f"spelling_{name}": value.astype(np.float32) for name, value in vars(self.spelling).items()}
        np.savez(path, labels=json.dumps(self.labels), **self.network.arrays, **spelled)

    @classmethod
    def load(cls, path: Path) -> "Reader":
        """Return what `save` wrote. Raises OSError when there is none."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        labels = tuple(json.loads(str(arrays.pop("labels"))))
        spelled = {name: arrays.pop(f"spelling_{name}") for name in ("weights", "bias", "rarity")}
        return cls(labels, Network(arrays), Spelling(**spelled))

    def _row(self, text: str) -> np.ndarray:
        meaning, letters = self.network.logits(text), self.spelling.logits(text)
        return _softmax(_log_softmax(meaning) + SPELLING_WEIGHT * _log_softmax(letters))


def named(labels: Sequence[str], row: np.ndarray) -> dict[str, float]:
    """Return a row as label → chance."""
    return {label: float(chance) for label, chance in zip(labels, row)}


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    return np.asarray(scores - scores.max() - np.log(np.exp(scores - scores.max()).sum()))
