"""What is tuned: the encoder's layers as they are shipped, and new ones that look at single words."""

import re

import numpy as np

from understanding.base import SIZE, base

HEADS, WIDTH = 4, 256  # attention heads over the words, and how much each sees
FEATURES = SIZE + HEADS * WIDTH
LONGEST = 128  # pieces
# The encoder's own: both forward passes, TensorFlow's and the graph's, must use the same.
ATTENTION_HEADS, EPSILON = 12, 1e-12
SHARPNESS = 8.0  # the unit sentence vector, scaled to weigh as much as the words
NEW = ("look", "look_b", "seen", "seen_b", "out", "out_b")  # what is not the encoder's and learns faster
_LAYERS, _INNER = 12, 4 * SIZE


def layers() -> range:
    """Return the numbers of the encoder's layers."""
    return range(_LAYERS)


def start(labels: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Return the arrays by name: rows are what goes in. New ones are small and random."""
    chance = np.random.default_rng(seed)

    def new(rows: int, columns: int) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) / np.sqrt(rows), dtype=np.float32)

    found = {"pos": _array("emb.pos", -1, SIZE)[:LONGEST], "type": _array("emb.type", -1, SIZE)[0]}
    found |= {"ln": _array("emb.ln.w"), "ln_b": _array("emb.ln.b")}
    for layer in layers():
        found |= {f"{layer}.{name}": array for name, array in _layer(layer).items()}
    return found | {
        **{"look": new(SIZE, HEADS), "look_b": np.zeros(HEADS, np.float32)},
        **{"seen": new(SIZE, WIDTH), "seen_b": np.zeros(WIDTH, np.float32)},
        **{"out": new(FEATURES, labels), "out_b": np.zeros(labels, np.float32)},
    }


def is_new(name: str) -> bool:
    """Whether an array is none of the encoder's."""
    return name in NEW


def is_weight(name: str) -> bool:
    """Whether an array is a matrix of a layer, which decays; shifts and scales do not."""
    return bool(re.fullmatch(r"\d+\.(qkv|ao|fi|fo)|look|seen|out", name))


def _layer(layer: int) -> dict[str, np.ndarray]:
    def matrix(name: str, into: int, out: int) -> np.ndarray:
        return _array(f"l{layer}.{name}.w", out, into).T.copy()

    def row(name: str) -> np.ndarray:
        return _array(f"l{layer}.{name}")

    return {
        "qkv": np.concatenate([matrix(name, SIZE, SIZE) for name in "qkv"], axis=1),
        "qkv_b": np.concatenate([row(f"{name}.b") for name in "qkv"]),
        **{"ao": matrix("ao", SIZE, SIZE), "ao_b": row("ao.b"), "aln": row("aln.w"), "aln_b": row("aln.b")},
        **{"fi": matrix("fi", SIZE, _INNER), "fi_b": row("fi.b"), "fo": matrix("fo", _INNER, SIZE)},
        **{"fo_b": row("fo.b"), "oln": row("oln.w"), "oln_b": row("oln.b")},
    }


def _array(name: str, *shape: int) -> np.ndarray:
    return np.array(base().array(name), dtype=np.float32).reshape(shape or (-1,))
