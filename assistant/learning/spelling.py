"""Learns which character n-grams tell which label: logistic regression, one label against all others."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from understanding.spelling import BUCKETS, Spelling, gram_counts

REGULARISATION = 20.0


def learn(texts: Sequence[str], main: Sequence[int]) -> Spelling:
    """Return the model trained on each text's main label, given by number; half a minute for 20,000 texts.

    Every number up to the highest must be the main one of some text.
    """
    from sklearn.preprocessing import normalize  # only training needs scikit-learn

    grams, labels = _matrix(texts), np.asarray(main)
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(grams.indices, minlength=BUCKETS))) + 1
    rows = normalize(grams.multiply(rarity)).tocsr()
    rareness = len(texts) / np.bincount(labels) / len(np.unique(labels))  # a rare label's texts weigh more
    with ThreadPoolExecutor(os.cpu_count()) as beside:  # scikit-learn would learn one label after the other
        learned = list(beside.map(lambda label: _told(rows, labels == label, rareness[label]), range(len(rareness))))
    weights, bias = zip(*learned, strict=True)
    return Spelling(np.stack(weights, axis=1), np.array(bias), rarity)


def _told(rows: Any, is_it: np.ndarray, weight: float) -> tuple[np.ndarray, float]:
    """What tells one label from all others."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=REGULARISATION, class_weight={True: weight, False: 1.0}, solver="liblinear", tol=3e-2, random_state=0
    ).fit(rows, is_it)
    return model.coef_[0], float(model.intercept_[0])


def _matrix(texts: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [gram_counts(text) for text in texts]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    values = np.concatenate([counts for _, counts in rows])
    return csr_matrix((values, np.concatenate([b for b, _ in rows]), ends), shape=(len(texts), BUCKETS))
