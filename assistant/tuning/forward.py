"""The forward pass in TensorFlow, with dropout; assistant/tuning/graph.py writes the same one without."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from assistant.tuning.arrays import ATTENTION_HEADS, EPSILON, SHARPNESS, layers
from understanding.base import SIZE

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import tensorflow as tf

INNER_DROPOUT = 0.1


class Forward:
    """Variables by name of `arrays.start`; `dropout` is that of what the labels are told from."""

    def __init__(self, start: Mapping[str, np.ndarray], dropout: float) -> None:
        self.values = {name: tf.Variable(array, name=name.replace(".", "_")) for name, array in start.items()}
        self._dropout = dropout
        self._kind = tf.bfloat16 if _multiplies_halves() else tf.float32

    def logits(self, words: Any, present: Any) -> Any:
        """Return (messages, labels) for word vectors (messages, words, 384) and which are there, 1 or 0."""
        v = self.values
        x = self.through(self.enter(words, INNER_DROPOUT), present, layers(), INNER_DROPOUT)
        seen = tf.concat([self.sentence(x, present), self._looks(x, present)], -1)
        return tf.nn.dropout(seen, self._dropout) @ v["out"] + v["out_b"]

    def enter(self, words: Any, drop: float) -> Any:
        """Return what goes into the first layer."""
        v = self.values
        x = words + v["pos"][: tf.shape(words)[1]] + v["type"]
        return tf.nn.dropout(_normal(x, v["ln"], v["ln_b"]), drop)

    def through(self, x: Any, present: Any, numbers: Iterable[int], drop: float) -> Any:
        """Return what leaves the last of these layers; `drop` is the dropout within them."""
        away = ((present - 1.0) * 1e4)[:, None, None, :]
        for number in numbers:
            x = self._layer(f"{number}.", x, away, drop)
        return x

    def sentence(self, x: Any, present: Any) -> Any:
        """Return (messages, 384): the mean over the words, SHARPNESS long."""
        mean = tf.reduce_sum(x * present[..., None], 1) / tf.reduce_sum(present, 1, keepdims=True)
        return SHARPNESS * tf.math.l2_normalize(mean, -1)

    def _layer(self, at: str, x: Any, away: Any, drop: float) -> Any:
        v = self.values
        mixed = self._times(self._attention(self._times(x, at + "qkv"), away, drop), at + "ao")
        x = _normal(x + tf.nn.dropout(mixed, drop), v[at + "aln"], v[at + "aln_b"])
        inner = self._times(tf.nn.gelu(self._times(x, at + "fi"), approximate=False), at + "fo")
        return _normal(x + tf.nn.dropout(inner, drop), v[at + "oln"], v[at + "oln_b"])

    def _attention(self, qkv: Any, away: Any, drop: float) -> Any:
        shape = tf.shape(qkv)
        width = SIZE // ATTENTION_HEADS
        split = tf.reshape(qkv, (shape[0], shape[1], 3, ATTENTION_HEADS, width))
        query, key, value = tf.unstack(tf.transpose(split, (2, 0, 3, 1, 4)))
        weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / np.sqrt(width) + away)
        mixed = tf.matmul(tf.nn.dropout(weights, drop), value)
        return tf.reshape(tf.transpose(mixed, (0, 2, 1, 3)), (shape[0], shape[1], SIZE))

    def _looks(self, x: Any, present: Any) -> Any:
        looks = self._times(x, "look") + 1e4 * (present[..., None] - 1.0)
        seen = tf.nn.relu(self._times(tf.nn.dropout(x, self._dropout), "seen"))
        summed = tf.einsum("blh,bld->bhd", tf.nn.softmax(looks, 1), seen)
        return tf.reshape(summed, (tf.shape(summed)[0], summed.shape[1] * summed.shape[2]))

    def _times(self, rows: Any, name: str) -> Any:
        """Multiply the last axis as one flat product: TensorFlow's own way with three axes is slower."""
        weights, shape = self.values[name], tf.shape(rows)
        flat = tf.cast(tf.reshape(rows, (-1, weights.shape[0])), self._kind) @ tf.cast(weights, self._kind)
        return tf.reshape(tf.cast(flat, tf.float32) + self.values[name + "_b"], (shape[0], shape[1], weights.shape[1]))


def _normal(rows: Any, gain: Any, bias: Any) -> Any:
    mean, variance = tf.nn.moments(rows, -1, keepdims=True)
    return tf.nn.batch_normalization(rows, mean, variance, bias, gain, EPSILON)


def _multiplies_halves() -> bool:
    """Whether the processor multiplies 16 bit numbers faster than 32 bit ones; sums and weights stay 32 bit."""
    known = Path("/proc/cpuinfo")
    return known.is_file() and "avx512_bf16" in known.read_text(encoding="utf-8")
