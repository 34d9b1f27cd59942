"""One step of tuning after another: what goes in, and how the layers move."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.tuning.arrays import is_new, is_weight
from assistant.tuning.forward import tf
from understanding.base import SIZE, base


class Layers:
    """Moves the variables of a forward pass down a loss, new layers and the encoder's own each at a rate of their own."""

    def __init__(self, values: Mapping[str, Any], rate: float, fresh_rate: float, decay: float) -> None:
        rates = {True: fresh_rate, False: rate}
        groups: dict[tuple[bool, bool], list[Any]] = {}
        for name, value in values.items():
            groups.setdefault((is_new(name), is_weight(name)), []).append(value)
        self._groups = [
            (_optimizer(some, rates[fresh], decay if weighs else 0.0), rates[fresh], some)
            for (fresh, weighs), some in groups.items()
        ]

    def slow_to(self, share: float) -> None:
        """Set how much of its rate each group moves at."""
        for optimizer, rate, _ in self._groups:
            optimizer.learning_rate.assign(rate * share)

    def move(self, tape: Any, loss: Any) -> None:
        """Take one step down from a loss."""
        values = [value for *_, some in self._groups for value in some]
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, values), 1.0)
        at = 0
        for optimizer, _, some in self._groups:
            optimizer.apply_gradients(list(zip(gradients[at : at + len(some)], some)))  # noqa: B905 - TensorFlow rewrites this function, and its zip knows no `strict`
            at += len(some)


def _optimizer(values: list[Any], rate: float, decay: float) -> Any:
    made = tf.keras.optimizers.AdamW(rate, decay)
    made.build(values)
    return made


def packed(rows: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return word vectors (messages, words, 384) of messages given as pieces, and which are there, 1 or 0."""
    length = max(map(len, rows))
    words, present = np.zeros((len(rows), length, SIZE), np.float32), np.zeros((len(rows), length), np.float32)
    for i, row in enumerate(rows):
        words[i, : len(row)], present[i, : len(row)] = base().vectors(row), 1.0
    return words, present


def slope(progress: float, warm_up: float) -> float:
    """Return the share of the highest learning rate at this point: up quickly, then down along a cosine."""
    if progress < warm_up:
        return 0.04 + 0.96 * progress / warm_up
    return float(0.5 * (1 + np.cos(np.pi * min(1.0, (progress - warm_up) / (1 - warm_up)))))
