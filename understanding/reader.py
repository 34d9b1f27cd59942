"""Reads a message: what each label's chance is, for the whole of it and for each clause."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from understanding import clauses
from understanding.network import Network
from understanding.spelling import Spelling

SPELLING_WEIGHT = 1.0  # of the n-grams' score against the network's


@dataclass(frozen=True)
class Beside:
    """When a label is borne beside the first: logistic regression on the dev voices (docs/decisions)."""

    bias: float = 2.5
    meaning: float = 0.9
    letters: float = 0.4
    clause: float = 0.3  # of the surest clause
    leads: float = 0.2  # some clause says it before all else
    several: float = -0.8  # the message has clauses


BESIDE = Beside()
LEAST = 1e-3


@dataclass(frozen=True)
class Reader:
    """The network and the n-grams together; `labels` is the order of every row."""

    labels: tuple[str, ...]
    network: Network
    spelling: Spelling

    def chances(self, text: str) -> np.ndarray:
        """Return (2, labels): how likely each label is the first of the message, and how likely it is borne at all.

        Clauses that deny a need are left out ("not food, just a ride").
        """
        whole = clauses.spoken_for(text)
        meaning, letters = self.network.logits(whole), self.spelling.logits(whole)
        parts = [_first(self.network.logits(part), self.spelling.logits(part)) for part in clauses.split(whole)]
        return np.stack([_first(meaning, letters), _borne(meaning, letters, parts)])

    def save(self, path: Path) -> None:
        """Write plain arrays and a JSON list: nothing in a model file can run."""
        arrays: dict[str, Any] = {f"spelling_{name}": value for name, value in vars(self.spelling).items()}
        arrays = {name: value.astype(np.float32) for name, value in (arrays | dict(self.network.arrays)).items()}
        np.savez(path, labels=json.dumps(self.labels), **arrays)

    @classmethod
    def load(cls, path: Path) -> "Reader":
        """Return what `save` wrote. Raises OSError when there is none."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        labels = tuple(json.loads(str(arrays.pop("labels"))))
        spelled = {name: arrays.pop(f"spelling_{name}") for name in ("weights", "bias", "rarity")}
        return cls(labels, Network(arrays), Spelling(**spelled))


def _first(meaning: np.ndarray, letters: np.ndarray) -> np.ndarray:
    return _softmax(_log_softmax(meaning) + SPELLING_WEIGHT * _log_softmax(letters))


def _borne(meaning: np.ndarray, letters: np.ndarray, parts: Sequence[np.ndarray]) -> np.ndarray:
    surest = np.max(parts, axis=0) if parts else np.zeros_like(meaning)
    leads = np.zeros_like(meaning)
    leads[[int(part.argmax()) for part in parts]] = 1.0
    weighed = BESIDE.bias + BESIDE.meaning * _log_sigmoid(meaning) + BESIDE.letters * _log_sigmoid(letters)
    weighed += BESIDE.clause * np.log(surest + LEAST) + BESIDE.leads * leads + BESIDE.several * bool(parts)
    return np.asarray(1.0 / (1.0 + np.exp(-weighed)))


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    return np.asarray(scores - scores.max() - np.log(np.exp(scores - scores.max()).sum()))


def _log_sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(-np.logaddexp(0.0, -scores))
