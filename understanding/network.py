"""The network that reads a message: the sentence encoder's layers, tuned on families' messages, and a head per label.

Layers as in the multilingual universal sentence encoder (Yang et al. 2019, arXiv:1907.04307, its convolutional form),
whose weights it starts from. Beside the sentence vector, a few attention heads look at single words: in a long message
two words may be all that tells a need. Trained by assistant/learning/network.py; this file runs it with numpy.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from understanding.tokens import SIZE, encoder, pieces, vectors

ORDERS = ((2, 0), (3, 1), (5, 2))  # (words in the window, words to the left) of the three branches
WIDTH = 256
FEATURES = SIZE + len(ORDERS) * WIDTH
HEADS = 4
SHARPNESS = 8.0  # the unit sentence vector, scaled to weigh as much as the words
EPSILON = 1e-6


@dataclass(frozen=True)
class Network:
    """Arrays by name of `initial`."""

    arrays: Mapping[str, np.ndarray]

    def logits(self, text: str) -> np.ndarray:
        """Return each label's score, (labels,)."""
        features = self._features(vectors(pieces(text)))
        seen = np.concatenate([self._sentence(features), self._looks(features)])
        return np.asarray(seen @ self.arrays["out"] + self.arrays["out_b"])

    def _features(self, words: np.ndarray) -> np.ndarray:
        a = self.arrays
        x = _normal(words @ a["proj"] + a["proj_b"], a["ln"], a["ln_b"])
        found = [words]
        for i, (order, left) in enumerate(ORDERS):
            own = x[:, i * WIDTH : (i + 1) * WIDTH]
            once = np.maximum(_windows(own, order, left) @ a[f"first{order}"] + a[f"first{order}_b"], 0) + own
            found.append(
                np.maximum(_windows(once, order, left) @ a[f"second{order}"] + a[f"second{order}_b"], 0) + once
            )
        return _normal(np.concatenate(found, axis=1), a["ln_all"], a["ln_all_b"])

    def _sentence(self, features: np.ndarray) -> np.ndarray:
        a, count = self.arrays, float(len(features))
        mean = (features.sum(axis=0) @ a["pool"] + count * a["pool_b"]) / np.sqrt(count)
        deep = np.maximum(mean @ a["deep1_in"] + np.maximum(mean @ a["deep0"], 0) @ a["deep1"], 0)
        out = np.tanh(deep @ a["deep3_in"] + np.maximum(deep @ a["deep2"], 0) @ a["deep3"])
        return np.asarray(SHARPNESS * out / max(float(np.linalg.norm(out)), EPSILON))

    def _looks(self, features: np.ndarray) -> np.ndarray:
        a = self.arrays
        looks = features @ a["look"] + a["look_b"]
        weights = np.exp(looks - looks.max(axis=0))
        seen = np.maximum(features @ a["seen"] + a["seen_b"], 0)
        return np.asarray(((weights / weights.sum(axis=0)).T @ seen).ravel())


def initial(labels: int, seed: int = 0) -> Network:
    """Return an untrained network: the encoder's layers as the library ships them, new ones small and random."""
    e, chance = encoder(), np.random.default_rng(seed)

    def new(rows: int, columns: int) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) / np.sqrt(rows), dtype=np.float32)

    branches: dict[str, np.ndarray] = {}
    for (order, _), w1, b1, w2, b2 in zip(ORDERS, e.w1, e.b1, e.w2, e.b2, strict=True):
        branches |= {f"first{order}": w1, f"first{order}_b": b1, f"second{order}": w2, f"second{order}_b": b2}
    return Network(
        {
            **{"proj": e.proj_W, "proj_b": e.proj_b, "ln": e.ln_g_all, "ln_b": e.ln_b_all},
            **branches,
            **{"ln_all": e.ln_g, "ln_all_b": e.ln_b, "pool": e.cnn_W, "pool_b": e.cnn_b},
            **{"deep0": e.d0, "deep1": e.d1, "deep1_in": e.p1, "deep2": e.d2, "deep3": e.d3, "deep3_in": e.p3},
            **{"look": new(FEATURES, HEADS), "look_b": np.zeros(HEADS, np.float32)},
            **{"seen": new(FEATURES, WIDTH), "seen_b": np.zeros(WIDTH, np.float32)},
            **{"out": new(SIZE + HEADS * WIDTH, labels), "out_b": np.zeros(labels, np.float32)},
        },
    )


NEW = ("look", "look_b", "seen", "seen_b", "out", "out_b")  # what is not the encoder's and learns faster


def _windows(rows: np.ndarray, order: int, left: int) -> np.ndarray:
    """Return each row beside its neighbours, (rows, order x width), zeros beyond the ends."""
    padded = np.pad(rows, ((left, order - 1 - left), (0, 0)))
    return np.concatenate([padded[i : i + len(rows)] for i in range(order)], axis=1)


def _normal(rows: np.ndarray, gain: np.ndarray, bias: np.ndarray) -> np.ndarray:
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _epsilon())
    return np.asarray(centred / spread * gain + bias)


def _epsilon() -> float:
    return float(encoder().eps)
