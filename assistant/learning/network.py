"""Learns what each label looks like to the tuned encoder; the encoder itself stays as it is."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from assistant.learning.joining import Joiner
from assistant.learning.loss import error
from assistant.learning.noise import spoil
from assistant.learning.targets import Targets
from understanding import encoder
from understanding.network import Network

READ_AT_ONCE = 32


@dataclass(frozen=True)
class Settings:
    """How the outputs learn; chosen on the dev voices."""

    epochs: int = 8
    rate: float = 1e-3
    decay: float = 0.01
    batch: int = 128
    dropout: float = 0.3
    spoiled: float = 0.5  # share of the messages that are spoiled
    share: float = 0.22  # of what the encoder was tuned on: it tells the outputs as much as all
    times: int = 3  # learned so often, from other starts, and the mean taken: one alone varies by 2 %
    seed: int = 0


def learn(texts: Sequence[str], targets: Targets, tuned: int = 0, settings: Settings = Settings()) -> Network:
    """Return the network for messages, some of which are spoiled or joined to another first.

    The encoder was tuned on the first `tuned` of them.
    """
    chance, joiner = Random(settings.seed), Joiner(texts, targets.rows, targets.danger)
    told = [i for i in range(len(texts)) if i >= tuned or chance.random() < settings.share]
    said = [joiner.joined(i, chance) for i in told]
    read = [spoil(text, chance) if chance.random() < settings.spoiled else text for text, _ in said]
    borne = np.stack([row for _, row in said])
    return _fitted(seen(read), borne, joiner.first(borne).astype(np.float32), targets, settings)


def seen(texts: Sequence[str]) -> np.ndarray:
    """Return what the encoder sees in many texts, (texts, features): those of like length together, on all cores."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    parts = [order[i : i + READ_AT_ONCE] for i in range(0, len(order), READ_AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        found = list(readers.map(lambda part: encoder.seen([texts[i] for i in part]), parts))
    rows = np.empty((len(texts), found[0].shape[1]), np.float32)
    rows[order] = np.concatenate(found)
    return rows


def _fitted(rows: np.ndarray, borne: np.ndarray, first: np.ndarray, targets: Targets, settings: Settings) -> Network:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf  # seconds and 400 MB that only training needs

    tf.keras.utils.set_random_seed(settings.seed)
    rarity = tf.constant(targets.rarity())

    def loss(wanted: Any, logits: Any) -> Any:
        """Of each of several networks that learn beside one another."""
        each, share = (part[:, None] for part in tf.split(wanted, 2, axis=1))
        return tf.reduce_sum(error(tf, each, share, logits, rarity, targets.danger), 1)

    wanted = np.concatenate([borne, first], axis=1)
    beside = [tf.keras.layers.Dense(len(targets.names)) for _ in range(settings.times)]
    seen_by = tf.keras.Input(rows.shape[1:])
    heard = [output(tf.keras.layers.Dropout(settings.dropout, seed=i)(seen_by)) for i, output in enumerate(beside)]
    model = tf.keras.Model(seen_by, tf.stack(heard, axis=1))
    steps = settings.epochs * (len(rows) // settings.batch + 1)
    rate = tf.keras.optimizers.schedules.CosineDecay(settings.rate, steps)
    model.compile(tf.keras.optimizers.AdamW(rate, settings.decay), loss)
    model.fit(rows, wanted, settings.batch, settings.epochs, verbose=0)
    out, bias = (np.mean(each, axis=0) for each in zip(*(output.get_weights() for output in beside), strict=True))
    return Network(out, bias)
