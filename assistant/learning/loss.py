"""What learning counts as an error: which label is first, which are borne, and whether any danger is told."""

from collections.abc import Sequence
from typing import Any

import numpy as np

EACH_LABEL = 0.5  # weight of "is it this label?" against "which label is it first?"
ANY_DANGER = 1.0  # weight of "is it any danger?"


def error(tf: Any, borne: Any, first: Any, logits: Any, rarity: Any, danger: Sequence[int]) -> Any:
    """Return (...,): how wrong `logits` are, (..., labels); `borne` and `first` may be broadcast to them.

    `borne` is 1 where a label is borne, `first` how likely each is to be the first, `rarity` a weight per label,
    `danger` the columns of danger. `tf` is TensorFlow, which only training needs.
    """
    which = -tf.reduce_sum(first * tf.nn.log_softmax(logits), -1) * tf.reduce_sum(first * rarity, -1)
    borne = tf.zeros_like(logits) + borne
    is_it = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(borne, logits), -1)
    return which + EACH_LABEL * is_it + ANY_DANGER * danger_error(tf, borne, logits, danger)


def danger_error(tf: Any, borne: Any, logits: Any, danger: Sequence[int]) -> Any:
    """Return (...,): how wrong the odds of any danger against all else are, which understanding/alarm.py weighs."""
    if not danger:
        return tf.zeros_like(logits[..., 0])
    rest = np.setdiff1d(np.arange(logits.shape[-1]), danger)
    among, against = (tf.reduce_logsumexp(tf.gather(logits, which, axis=-1), -1) for which in (danger, rest))
    told = tf.reduce_max(tf.gather(borne, danger, axis=-1), -1)
    return tf.nn.sigmoid_cross_entropy_with_logits(told, among - against)
