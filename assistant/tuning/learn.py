"""The steps of tuning: messages joined and spoiled anew in each epoch, in batches of like length."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Optional

import numpy as np

from assistant.learning.joining import Joiner
from assistant.learning.loss import error
from assistant.learning.noise import spoil
from assistant.learning.targets import Targets
from assistant.tuning.arrays import is_new, is_weight, start
from assistant.tuning.forward import Forward, tf
from assistant.tuning.mean import RunningMean
from understanding.base import SIZE, base
from understanding.tokens import pieces


@dataclass(frozen=True)
class Settings:
    """How the network learns; chosen on the dev voices."""

    epochs: int = 4
    rate: float = 3e-4  # of the encoder's layers
    fresh_rate: float = 2e-3  # of the new ones
    decay: float = 0.01
    batch: int = 64
    dropout: float = 0.3
    word_dropout: float = 0.05
    spoiled: float = 0.5  # share of the messages that are spoiled anew in each epoch
    known: float = 0.45  # share of what it was tuned on before that each epoch repeats, where something is new
    warm_up: float = 0.06
    seed: int = 0


AGAIN = Settings(epochs=3, rate=1e-4, fresh_rate=5e-4, warm_up=0.05)  # for layers that were tuned before
SAID_EVERY = 100  # steps
SEEN_BY, LOST = 0.3, 5.0  # whoever has seen so much of the lesson and still errs so much learns nothing any more


class DidNotLearn(Exception):
    """The layers lost their way at the beginning, which happens: another seed starts otherwise."""


def tune(
    texts: Sequence[str],
    targets: Targets,
    say: Callable[[str], None],
    settings: Settings = Settings(),
    begin: Optional[dict[str, np.ndarray]] = None,
    new: Collection[str] = (),
) -> dict[str, np.ndarray]:
    """Return the mean of the arrays on their way, from where they `begin`, else from the encoder as it came.

    Where some messages are `new`, each epoch takes those and a share of the others. Raises DidNotLearn.
    """
    training = _Training(targets, settings, begin or start(len(targets.names), settings.seed))
    chance, joiner = Random(settings.seed), Joiner(texts, targets.rows, targets.danger)
    shares = [settings.known if new and text not in new else 1.0 for text in texts]
    steps, losses = settings.epochs * (int(sum(shares)) // settings.batch + 1), []
    mean = RunningMean()
    for _ in range(settings.epochs):
        rows, targets_of = _lesson(joiner, shares, settings.spoiled, chance)
        for batch in _batches(rows, settings.batch, chance):
            borne = targets_of[batch]
            progress = len(losses) / steps
            losses.append(training.step([rows[i] for i in batch], borne, joiner.first(borne), progress))
            mean.see(len(losses), progress, training.arrays)
            if len(losses) % SAID_EVERY == 0:
                lately = float(np.mean(losses[-SAID_EVERY:]))
                say(f"step {len(losses)} of {steps}, loss {lately:.2f}")
                if progress > SEEN_BY and lately > LOST:
                    raise DidNotLearn
    return mean.arrays or training.arrays()


def _lesson(
    joiner: Joiner, shares: Sequence[float], spoiled: float, chance: Random
) -> tuple[list[np.ndarray], np.ndarray]:
    """Return the pieces of an epoch's messages, some of them joined or spoiled, and their targets."""
    said = [joiner.joined(i, chance) for i, share in enumerate(shares) if chance.random() < share]
    bad = [chance.random() < spoiled for _ in said]
    rows = [pieces(spoil(text, chance) if ill else text) for (text, _), ill in zip(said, bad, strict=True)]
    return rows, np.stack([row for _, row in said])


def _batches(rows: Sequence[np.ndarray], size: int, chance: Random) -> Iterator[list[int]]:
    """Yield row numbers, messages of like length together, in an order of chance."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]) + chance.random() * 3)
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(batches)
    yield from batches


class _Training:
    def __init__(self, targets: Targets, settings: Settings, begin: dict[str, np.ndarray]) -> None:
        tf.random.set_seed(settings.seed)
        self.settings, self.rarity, self.danger = settings, tf.constant(targets.rarity()), targets.danger
        self.chance = np.random.default_rng(settings.seed)
        self.forward = Forward(begin, settings.dropout)
        groups: dict[tuple[bool, bool], list[Any]] = {}
        for name, value in self.forward.values.items():
            groups.setdefault((is_new(name), is_weight(name)), []).append(value)
        self.groups = [(self._optimizer(key, some), key[0], some) for key, some in groups.items()]
        labels = len(targets.names)
        shapes = ((None, None, SIZE), (None, None), (None, labels), (None, labels))
        self.update = tf.function(self._update, input_signature=[tf.TensorSpec(shape) for shape in shapes])

    def _optimizer(self, key: tuple[bool, bool], values: list[Any]) -> Any:
        made = tf.keras.optimizers.AdamW(self.settings.rate, self.settings.decay if key[1] else 0.0)
        made.build(values)
        return made

    def arrays(self) -> dict[str, np.ndarray]:
        return {name: value.numpy() for name, value in self.forward.values.items()}

    def step(self, rows: Sequence[np.ndarray], targets: np.ndarray, first: np.ndarray, progress: float) -> float:
        length = max(map(len, rows))
        words, present = np.zeros((len(rows), length, SIZE), np.float32), np.zeros((len(rows), length), np.float32)
        for i, row in enumerate(rows):
            words[i, : len(row)], present[i, : len(row)] = base().vectors(row), 1.0
        words *= self.chance.random((len(rows), length, 1)) >= self.settings.word_dropout
        height = slope(progress, self.settings.warm_up)
        for optimizer, fresh, _ in self.groups:
            optimizer.learning_rate.assign((self.settings.fresh_rate if fresh else self.settings.rate) * height)
        return float(self.update(words, present, targets, first.astype(np.float32)))

    def _update(self, words: Any, present: Any, targets: Any, share: Any) -> Any:
        values = [value for _, _, some in self.groups for value in some]
        with tf.GradientTape() as tape:
            logits = self.forward.logits(words, present)
            loss = tf.reduce_mean(error(tf, targets, share, logits, self.rarity, self.danger))
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, values), 1.0)
        at = 0
        for optimizer, _, some in self.groups:
            optimizer.apply_gradients(list(zip(gradients[at : at + len(some)], some)))  # noqa: B905 - TensorFlow rewrites this function, and its zip knows no `strict`
            at += len(some)
        return loss


def slope(progress: float, warm_up: float) -> float:
    """Return the share of the highest learning rate at this point: up quickly, then down along a cosine."""
    if progress < warm_up:
        return 0.04 + 0.96 * progress / warm_up
    return float(0.5 * (1 + np.cos(np.pi * min(1.0, (progress - warm_up) / (1 - warm_up)))))
