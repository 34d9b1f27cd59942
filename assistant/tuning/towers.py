"""The search's encoder while it learns: one set of layers reads what families ask and what services say.

The lower layers stay as they came, so that each text goes through them once.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.tuning.arrays import layers
from assistant.tuning.forward import INNER_DROPOUT, Forward, tf
from assistant.tuning.lessons import Lesson
from understanding.base import SIZE, base
from understanding.tokens import pieces

KEPT = 6  # lower layers
TOGETHER = 32  # texts
SHARPNESS = 1 / 0.07  # of likenesses, before they are held against one another


class Towers:
    """`middles` are what the vectors of questions and of services have in common, each (384,)."""

    def __init__(self, arrays: Mapping[str, np.ndarray], middles: np.ndarray, rate: float) -> None:
        self.forward = Forward(arrays, dropout=0.0)
        self._asked, self._said = (tf.constant(middle, tf.float32) for middle in middles)
        self._upper = [number for number in layers() if number >= KEPT]
        self.learned = [value for name, value in self.forward.values.items() if _number(name) in self._upper]
        self.optimizer = tf.keras.optimizers.AdamW(rate, 0.01)
        self.optimizer.build(self.learned)
        self._begin = tf.function(self._through_the_lower, reduce_retracing=True)
        self._learn = tf.function(self._step, reduce_retracing=True)
        self._states: dict[str, np.ndarray] = {}

    def begin(self, texts: Iterable[str]) -> None:
        """Read texts with the lower layers; `learn` takes none that was not."""
        todo = sorted(set(texts) - self._states.keys(), key=len)
        for start in range(0, len(todo), TOGETHER):
            some = todo[start : start + TOGETHER]
            rows = [base().vectors(pieces(text)) for text in some]
            states = self._begin(*_padded(rows)).numpy()
            for text, row, state in zip(some, rows, states):  # noqa: B905 - as long as one another
                self._states[text] = state[: len(row)].astype(np.float16)

    def learn(self, lessons: Sequence[Lesson], rate: float) -> float:
        """Take one step towards all lessons at once; answers how far off they were."""
        self.optimizer.learning_rate.assign(rate)
        given: list[Any] = []
        for lesson in lessons:
            given += [*self._batch(lesson.asked), *self._batch(lesson.said), lesson.wanted, lesson.apart]
        return float(self._learn(tuple(given)))

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the layers as they are now."""
        return {name: value.numpy() for name, value in self.forward.values.items()}

    def _batch(self, texts: Sequence[str]) -> tuple[Any, Any]:
        return _padded([self._states[text] for text in texts])

    def _through_the_lower(self, words: Any, present: Any) -> Any:
        return self.forward.through(self.forward.enter(words, 0.0), present, range(KEPT), 0.0)

    def _vectors(self, states: Any, present: Any, middle: Any) -> Any:
        x = self.forward.through(states, present, self._upper, INNER_DROPOUT)
        return tf.math.l2_normalize(self.forward.sentence(x, present) - middle, -1)

    def _step(self, given: tuple[Any, ...]) -> Any:
        with tf.GradientTape() as tape:
            loss = 0.0
            for at in range(0, len(given), 6):
                asked, asked_here, said, said_here, wanted, apart = given[at : at + 6]
                questions = self._vectors(asked, asked_here, self._asked)
                likeness = questions @ tf.transpose(self._vectors(said, said_here, self._said))
                chance = tf.nn.log_softmax(likeness * SHARPNESS + apart, -1)
                loss -= tf.reduce_mean(tf.reduce_sum(tf.where(wanted > 0, wanted * chance, 0.0), -1))
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, self.learned), 1.0)
        self.optimizer.apply_gradients(list(zip(gradients, self.learned)))  # noqa: B905 - TensorFlow's zip knows no `strict`
        return loss


def _number(name: str) -> int:
    """Return the number of the layer that an array belongs to; -1 for the others."""
    first = name.partition(".")[0]
    return int(first) if first.isdigit() else -1


def _padded(rows: Sequence[np.ndarray]) -> tuple[Any, Any]:
    longest = max(map(len, rows))
    states, present = np.zeros((len(rows), longest, SIZE), np.float32), np.zeros((len(rows), longest), np.float32)
    for i, row in enumerate(rows):
        states[i, : len(row)], present[i, : len(row)] = row, 1.0
    return tf.constant(states), tf.constant(present)
