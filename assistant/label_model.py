"""The classifier's numbers: logistic regression over sentence vectors and character n-grams, one against all others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.spelling import BUCKETS, gram_counts

GRAM_WEIGHT = 0.5  # against a sentence vector of length 1
REGULARISATION = 6.0


@dataclass(frozen=True)
class LabelModel:
    """Trained weights; `probabilities` needs nothing but numpy."""

    labels: tuple[str, ...]
    meaning: np.ndarray  # (vector size, labels)
    spelling: np.ndarray  # (buckets, labels)
    bias: np.ndarray  # (labels,)
    rarity: np.ndarray  # (buckets,): how much an n-gram tells

    def probabilities(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return (texts, labels), each row summing to 1."""
        spelled = np.stack([self._spelled(text) for text in texts])
        chances = 1.0 / (1.0 + np.exp(-(vectors @ self.meaning + spelled + self.bias)))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))

    def save(self, directory: Path) -> None:
        """Write plain arrays and a JSON list: nothing in a model file can run."""
        arrays = {name: getattr(self, name).astype(np.float32) for name in _ARRAYS}
        np.savez(directory / "weights.npz", **arrays)
        (directory / "labels.json").write_text(json.dumps(self.labels))

    @classmethod
    def load(cls, directory: Path) -> "LabelModel":
        """Return what `save` wrote to `directory`."""
        labels = tuple(json.loads((directory / "labels.json").read_text()))
        with np.load(directory / "weights.npz", allow_pickle=False) as arrays:
            return cls(labels, **{name: arrays[name] for name in _ARRAYS})

    def _spelled(self, text: str) -> np.ndarray:
        buckets, counts = gram_counts(text)
        if not len(buckets):
            return np.zeros(len(self.labels), dtype=np.float32)
        weights = counts * self.rarity[buckets]
        return np.asarray((GRAM_WEIGHT * weights / np.linalg.norm(weights)) @ self.spelling[buckets])


_ARRAYS = ("meaning", "spelling", "bias", "rarity")


def fit(texts: Sequence[str], labels: Sequence[str], vectors: np.ndarray) -> LabelModel:
    """Return the model trained on one label per text; about twenty seconds of one core for 7,000 texts."""
    from scipy.sparse import csr_matrix, hstack  # only training needs scikit-learn
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import normalize

    grams = _gram_matrix(texts)
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(grams.indices, minlength=BUCKETS))) + 1
    features = hstack([csr_matrix(vectors), GRAM_WEIGHT * normalize(grams.multiply(rarity))]).tocsr()
    model = LogisticRegression(
        C=REGULARISATION, class_weight="balanced", solver="liblinear", tol=3e-2, random_state=0
    ).fit(features, labels)
    size = vectors.shape[1]
    return LabelModel(tuple(model.classes_), model.coef_.T[:size], model.coef_.T[size:], model.intercept_, rarity)


def _gram_matrix(texts: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [gram_counts(text) for text in texts]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    values = np.concatenate([counts for _, counts in rows])
    return csr_matrix((values, np.concatenate([b for b, _ in rows]), ends), shape=(len(texts), BUCKETS))
