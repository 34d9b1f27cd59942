"""Learns which letters and words tell which label: logistic regression, one label against all others."""

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from understanding.spelling import BUCKETS, Spelling, gram_counts

REGULARISATION, EPOCHS = 1e-6, 10


def learn(texts: Sequence[str], main: Sequence[int]) -> Spelling:
    """Return the model trained on each text's main label, given by number; half a minute for 100,000 texts.

    Every number up to the highest must be the main one of some text, and there must be three or more: of two labels
    scikit-learn learns one.
    """
    from sklearn.linear_model import SGDClassifier  # only training needs scikit-learn
    from sklearn.preprocessing import normalize

    grams, labels = _matrix(texts), np.asarray(main)
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(grams.indices, minlength=BUCKETS))) + 1
    rareness = len(texts) / np.bincount(labels) / len(np.unique(labels))  # a rare label's texts weigh more
    told = SGDClassifier(
        loss="log_loss",
        alpha=REGULARISATION,
        max_iter=EPOCHS,
        tol=None,
        average=True,  # of the weights on the way: one or two in a hundred more are right by it alone
        class_weight=dict(enumerate(rareness)),
        n_jobs=os.cpu_count(),
        random_state=0,
    ).fit(normalize(grams.multiply(rarity)).tocsr(), labels)
    return Spelling(told.coef_.T, told.intercept_, rarity)


def _matrix(texts: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [gram_counts(text) for text in texts]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    values = np.concatenate([counts for _, counts in rows])
    return csr_matrix((values, np.concatenate([b for b, _ in rows]), ends), shape=(len(texts), BUCKETS))
