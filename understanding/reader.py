"""Reads a message: how likely each label is its first, and how likely it is borne at all."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from understanding import clauses
from understanding.alarm import with_danger
from understanding.network import Network
from understanding.spelling import Spelling

SPELLING_WEIGHT = 1.0  # of the n-grams' score against the network's


@dataclass(frozen=True)
class Beside:
    """When a label is borne: logistic regression on the dev voices and tests/cases/messages (docs/decisions)."""

    bias: float = 1.35
    meaning: float = 0.94
    letters: float = 0.42
    leads: float = 1.45  # it is the likeliest first one


BESIDE = Beside()
SAID, SPELLED, BEYOND_DOUBT = 0.6, 0.5, 0.6  # chances of a clause's label by both, and that of the message then
NOTHING = re.compile(r"[\s.,;:!?¡¿…'\"()*_-]*")  # signs alone say nothing, and the network would make something of them


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
        if NOTHING.fullmatch(text):
            return np.full((2, len(self.labels)), 1.0 / len(self.labels))
        said = clauses.spoken_for(text)
        meaning, letters = self.network.logits([said])[0], self.spelling.logits(said)
        first = _first(meaning, letters)
        borne = _borne(first, meaning, letters)
        for label in self._told_apart(said, borne):
            borne[label] = max(borne[label], BEYOND_DOUBT)
        return np.stack([with_danger(first, meaning, letters, self._danger), borne])

    def _told_apart(self, said: str, borne: np.ndarray) -> Iterator[int]:
        """Yield what one clause tells beyond doubt: "we have no food and i want to talk to a person".

        The letters are asked first, which costs little; the network only where they may tell more than is borne.
        """
        for clause in clauses.split(said):
            letters = self.spelling.logits(clause)
            if ((_sigmoid(letters) >= SPELLED) & (borne < BEYOND_DOUBT)).any():
                meaning = self.network.logits([clause])[0]
                label = int(_first(meaning, letters).argmax())
                if _sigmoid(meaning)[label] >= SAID and _sigmoid(letters)[label] >= SPELLED:
                    yield label

    @cached_property
    def _danger(self) -> np.ndarray:
        return np.array([label.startswith("crisis_") for label in self.labels])

    def save(self, path: Path) -> None:
        """Write plain arrays and a JSON list: nothing in a model file can run."""
        parts = {"spelling": self.spelling, "network": self.network}
        arrays: dict[str, Any] = {
            f"{part}_{name}": array.astype(np.float32)
            for part, model in parts.items()
            for name, array in vars(model).items()
        }
        np.savez(path, labels=json.dumps(self.labels), **arrays)

    @classmethod
    def load(cls, path: Path) -> "Reader":
        """Return what `save` wrote. Raises OSError when there is none."""
        with np.load(path, allow_pickle=False) as file:
            network = Network(**{name: file[f"network_{name}"] for name in ("out", "bias")})
            spelling = Spelling(**{name: file[f"spelling_{name}"] for name in ("weights", "bias", "rarity")})
            return cls(tuple(json.loads(str(file["labels"]))), network, spelling)


def _first(meaning: np.ndarray, letters: np.ndarray) -> np.ndarray:
    return _softmax(_log_softmax(meaning) + SPELLING_WEIGHT * _log_softmax(letters))


def _borne(first: np.ndarray, meaning: np.ndarray, letters: np.ndarray) -> np.ndarray:
    weighed = BESIDE.bias + BESIDE.meaning * _log_sigmoid(meaning) + BESIDE.letters * _log_sigmoid(letters)
    weighed[first.argmax()] += BESIDE.leads
    return _sigmoid(weighed)


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    return np.asarray(scores - scores.max() - np.log(np.exp(scores - scores.max()).sum()))


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(_log_sigmoid(scores)))


def _log_sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(-np.logaddexp(0.0, -scores))
