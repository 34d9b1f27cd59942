"""Reads a message: what each label's chance is, for the whole of it and for each clause."""

import json
from collections.abc import Sequence
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
    """When a label is borne beside the first: logistic regression on the dev voices (docs/decisions)."""

    bias: float = 2.9
    meaning: float = 0.88
    letters: float = 0.33
    clause_meaning: float = 0.13  # of the clause that is surest of the label
    clause_letters: float = 0.27
    leads: float = 0.75  # some clause says it before all else
    several: float = -1.4  # the message has clauses


BESIDE = Beside()
OPEN = (0.2, 0.9)  # the network's chance of a label that the clauses are asked about: a third of them need not be read
SAID, SPELLED, BEYOND_DOUBT = float(np.log(0.8)), float(np.log(0.3)), 0.6
LEAST = -7.0  # the log of a chance too small to tell


@dataclass(frozen=True)
class Reader:
    """The network and the n-grams together; `labels` is the order of every row."""

    labels: tuple[str, ...]
    network: Network
    spelling: Spelling

    def chances(self, text: str) -> np.ndarray:
        """Return (2, labels): how likely each label is the first of the message, and how likely it is borne at all.

        Clauses that deny a need are left out ("not food, just a ride"); the others are read where a label is open,
        else the whole stands for them.
        """
        whole = clauses.spoken_for(text)
        [logits], said = self._logits([whole]), clauses.split(whole)
        parts = self._logits(said) if _is_open(logits[0]) else [logits][: len(said)]
        return np.stack([with_danger(_first(*logits), *logits, self._danger), _borne(logits, parts)])

    @cached_property
    def _danger(self) -> np.ndarray:
        return np.array([label.startswith("crisis_") for label in self.labels])

    def _logits(self, texts: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray]]:
        """What both say of texts that are read together: of like length, as each costs as much as the longest."""
        meaning = self.network.logits(texts) if texts else ()
        return list(zip(meaning, map(self.spelling.logits, texts), strict=True))

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


def _is_open(meaning: np.ndarray) -> bool:
    chances = np.exp(_log_sigmoid(meaning))
    return bool(((chances > OPEN[0]) & (chances < OPEN[1])).any())


def _borne(whole: tuple[np.ndarray, np.ndarray], parts: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    meaning, letters = map(_log_sigmoid, whole)
    leads = np.zeros_like(meaning)
    leads[[int(_first(*part).argmax()) for part in parts]] = 1.0
    weighed = BESIDE.bias + BESIDE.meaning * meaning + BESIDE.letters * letters
    weighed += BESIDE.clause_meaning * _surest([part[0] for part in parts], meaning)
    weighed += BESIDE.clause_letters * _surest([part[1] for part in parts], meaning)
    weighed += BESIDE.leads * leads + BESIDE.several * bool(parts)
    borne = np.asarray(1.0 / (1.0 + np.exp(-weighed)))
    for part in parts:  # "we have no food, and I want a person": what one clause says beyond doubt is said
        label = int(_first(*part).argmax())
        if _log_sigmoid(part[0])[label] >= SAID and _log_sigmoid(part[1])[label] >= SPELLED:
            borne[label] = max(borne[label], BEYOND_DOUBT)
    return borne


def _surest(parts: Sequence[np.ndarray], like: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum.reduce([*map(_log_sigmoid, parts), np.full_like(like, LEAST)]))


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    return np.asarray(scores - scores.max() - np.log(np.exp(scores - scores.max()).sum()))


def _log_sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(-np.logaddexp(0.0, -scores))
