"""Tunes the network on families' messages with TensorFlow, which Rasa's environment holds anyway.

Why tuning and not a classifier on fixed vectors, and what else was tried: docs/decisions/2026-11-24-tuned-network.md
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from assistant.learning.joining import Joiner
from assistant.learning.noise import spoil
from understanding.network import NEW, ORDERS, SHARPNESS, WIDTH, Network, initial
from understanding.tokens import SIZE, encoder, pieces, vectors


@dataclass(frozen=True)
class Settings:
    """How the network learns; chosen on the dev voices."""

    epochs: int = 3
    rate: float = 6e-4  # of the encoder's layers
    fresh_rate: float = 2.4e-3  # of the new ones
    decay: float = 0.01
    batch: int = 96
    dropout: float = 0.4
    word_dropout: float = 0.1
    spoiled: float = 0.5  # share of the messages that are spoiled anew in each epoch
    each_label: float = 0.5  # weight of "is it this label?" against "which label is it first?"
    warm_up: float = 0.15
    seed: int = 0


def learn(texts: Sequence[str], targets: np.ndarray, danger: Sequence[int], settings: Settings = Settings()) -> Network:
    """Return the network tuned on messages; `targets` is (messages, labels), 1 where a message bears a label.

    `danger` are the columns that come first in whatever else a message says.
    """
    training = _Training(initial(targets.shape[1], settings.seed), _rarity(targets), settings)
    chance, joiner = Random(settings.seed), Joiner(texts, targets, danger)
    steps, done = settings.epochs * (len(texts) // settings.batch + 1), 0
    for _ in range(settings.epochs):
        said = [joiner.joined(i, chance) for i in range(len(texts))]
        bad = [chance.random() < settings.spoiled for _ in texts]
        rows = [pieces(spoil(text, chance) if ill else text) for (text, _), ill in zip(said, bad, strict=True)]
        for batch in _batches(rows, settings.batch, chance):
            borne = np.stack([said[i][1] for i in batch])
            training.step([rows[i] for i in batch], borne, joiner.first(borne), done / steps)
            done += 1
    return Network(training.arrays())


def _rarity(targets: np.ndarray) -> np.ndarray:
    """Return a weight per label: a message of a rare one counts up to twice, one of a common one half."""
    counts = np.maximum(1.0, targets.sum(axis=0))
    return np.clip(np.sqrt(counts.mean() / counts), 0.5, 2.0).astype(np.float32)


def _batches(rows: Sequence[np.ndarray], size: int, chance: Random) -> Iterator[list[int]]:
    """Yield row numbers, messages of like length together, in an order of chance."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]) + chance.random() * 3)
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(batches)
    yield from batches


class _Training:
    def __init__(self, start: Network, rarity: np.ndarray, settings: Settings) -> None:
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        import tensorflow as tf  # 20 s and 400 MB that only training needs

        tf.random.set_seed(settings.seed)
        self.tf, self.settings, self.rarity = tf, settings, tf.constant(rarity)
        self.values = {name: tf.Variable(array, name=name) for name, array in start.arrays.items()}
        self.half = _multiplies_halves()
        self.fresh = [self.values[name] for name in NEW]
        self.tuned = [value for name, value in self.values.items() if name not in NEW]
        self.optimizers = [tf.keras.optimizers.AdamW(settings.rate, settings.decay) for _ in range(2)]
        self.optimizers[0].build(self.fresh)
        self.optimizers[1].build(self.tuned)
        shapes = ((None, None, SIZE), (None, None), (None, len(rarity)), (None, len(rarity)))
        self.update = tf.function(self._update, input_signature=[tf.TensorSpec(shape) for shape in shapes])

    def arrays(self) -> dict[str, np.ndarray]:
        return {name: value.numpy() for name, value in self.values.items()}

    def step(self, rows: Sequence[np.ndarray], targets: np.ndarray, first: np.ndarray, progress: float) -> None:
        length = max(map(len, rows))
        words = np.zeros((len(rows), length, SIZE), np.float32)
        mask = np.zeros((len(rows), length), np.float32)
        for i, row in enumerate(rows):
            words[i, : len(row)], mask[i, : len(row)] = vectors(row), 1.0
        slope = _slope(progress, self.settings.warm_up)
        self.optimizers[0].learning_rate.assign(self.settings.fresh_rate * slope)
        self.optimizers[1].learning_rate.assign(self.settings.rate * slope)
        self.update(words, mask, targets, first)

    def _update(self, words: Any, mask: Any, targets: Any, share: Any) -> None:
        tf = self.tf
        with tf.GradientTape() as tape:
            logits = self._logits(words, mask)
            first = -tf.reduce_sum(share * tf.nn.log_softmax(logits), 1) * tf.reduce_sum(share * self.rarity, 1)
            each = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(targets, logits), 1)
            loss = tf.reduce_mean(first + self.settings.each_label * each)
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, self.fresh + self.tuned), 1.0)
        self.optimizers[0].apply_gradients(zip(gradients[: len(self.fresh)], self.fresh))  # noqa: B905 - TensorFlow rewrites this function, and its zip knows no `strict`
        self.optimizers[1].apply_gradients(zip(gradients[len(self.fresh) :], self.tuned))  # noqa: B905

    def _logits(self, words: Any, mask: Any) -> Any:
        """The forward pass of understanding/network.py, for a batch, with dropout."""
        tf, v, s = self.tf, self.values, self.settings
        kept = tf.cast(tf.random.uniform(tf.shape(mask)) >= s.word_dropout, tf.float32)
        words, present = words * kept[..., None], mask[..., None]
        x = self._normal(self._times(words, v["proj"]) + v["proj_b"], v["ln"], v["ln_b"])
        found = [words]
        for i, (order, left) in enumerate(ORDERS):
            own = x[..., i * WIDTH : (i + 1) * WIDTH]
            once = (
                tf.nn.relu(
                    self._times(self._windows(own * present, order, left), v[f"first{order}"]) + v[f"first{order}_b"]
                )
                + own
            )
            twice = self._times(self._windows(once * present, order, left), v[f"second{order}"]) + v[f"second{order}_b"]
            found.append(tf.nn.relu(twice) + once)
        features = self._normal(tf.concat(found, -1), v["ln_all"], v["ln_all_b"])
        joined = tf.concat([self._sentence(features * present, mask), self._looks(features, present)], -1)
        return tf.nn.dropout(joined, s.dropout) @ v["out"] + v["out_b"]

    def _sentence(self, features: Any, mask: Any) -> Any:
        tf, v = self.tf, self.values
        count = tf.reduce_sum(mask, 1, keepdims=True)
        mean = (tf.reduce_sum(features, 1) @ v["pool"] + count * v["pool_b"]) / tf.sqrt(count)
        deep = tf.nn.relu(mean @ v["deep1_in"] + tf.nn.relu(mean @ v["deep0"]) @ v["deep1"])
        out = tf.tanh(deep @ v["deep3_in"] + tf.nn.relu(deep @ v["deep2"]) @ v["deep3"])
        return SHARPNESS * tf.math.l2_normalize(out, -1)

    def _looks(self, features: Any, present: Any) -> Any:
        tf, v = self.tf, self.values
        looks = self._times(features, v["look"]) + v["look_b"] - 1e4 * (1.0 - present)
        seen = tf.nn.relu(self._times(tf.nn.dropout(features, self.settings.dropout), v["seen"]) + v["seen_b"])
        summed = tf.einsum("blh,bld->bhd", tf.nn.softmax(looks, 1), seen)
        return tf.reshape(summed, (tf.shape(summed)[0], summed.shape[1] * summed.shape[2]))

    def _times(self, rows: Any, weights: Any) -> Any:
        """Multiply the last axis as one flat product: TensorFlow's own way with three axes is slower."""
        tf = self.tf
        kind = tf.bfloat16 if self.half else tf.float32
        flat = tf.cast(tf.reshape(rows, (-1, weights.shape[0])), kind) @ tf.cast(weights, kind)
        return tf.reshape(tf.cast(flat, tf.float32), (tf.shape(rows)[0], tf.shape(rows)[1], weights.shape[1]))

    def _windows(self, rows: Any, order: int, left: int) -> Any:
        tf, length = self.tf, self.tf.shape(rows)[1]
        padded = tf.pad(rows, ((0, 0), (left, order - 1 - left), (0, 0)))
        return tf.concat([padded[:, i : i + length] for i in range(order)], -1)

    def _normal(self, rows: Any, gain: Any, bias: Any) -> Any:
        mean, variance = self.tf.nn.moments(rows, -1, keepdims=True)
        return self.tf.nn.batch_normalization(rows, mean, variance, bias, gain, float(encoder().eps))


def _multiplies_halves() -> bool:
    """Whether the processor multiplies 16 bit numbers faster than 32 bit ones; sums and weights stay 32 bit."""
    known = Path("/proc/cpuinfo")
    return known.is_file() and "avx512_bf16" in known.read_text(encoding="utf-8")


def _slope(progress: float, warm_up: float) -> float:
    """Return the share of the highest learning rate at this point: up quickly, then down along a cosine."""
    if progress < warm_up:
        return 0.04 + 0.96 * progress / warm_up
    return float(0.5 * (1 + np.cos(np.pi * min(1.0, (progress - warm_up) / (1 - warm_up)))))
