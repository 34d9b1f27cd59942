"""A message as word pieces and their vectors, by the tables of the multilingual E5 encoder."""

import re
from functools import cache

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Lowercase, Sequence
from tokenizers.pre_tokenizers import Metaspace

from understanding.base import base

MOST = 96  # pieces of one message; what a family texts is shorter, and what a bot pastes need not be read whole
BEGIN, END, UNKNOWN = 0, 2, 3
# What families of Connecticut write: Latin letters in lower case, signs, pictures. The other alphabets' pieces are left
# out: they would cost 190 MB of memory.
_WRITTEN = re.compile("[\u0020-\u024f\u1e00-\u1eff\u2000-\u27bf\u2581\ufe0f\U0001f000-\U0001faff]*")


def pieces(text: str) -> np.ndarray:
    """Return the piece numbers of a text, with begin and end. Case is dropped: an angry family writes in capitals."""
    tokenizer, numbers = _tokenizer()
    return np.asarray([BEGIN, *numbers[tokenizer.encode(text).ids[:MOST]], END], dtype=np.int64)


@cache
def _tokenizer() -> tuple[Tokenizer, np.ndarray]:
    """The tokenizer, and its pieces' numbers in the encoder's table."""
    known = base()
    kept = {i: piece for i, piece in enumerate(known.pieces()) if i <= UNKNOWN or _is_written(piece)}
    tokenizer = Tokenizer(Unigram([(piece, float(known.scores[i])) for i, piece in kept.items()], UNKNOWN))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    tokenizer.pre_tokenizer = Metaspace()
    return tokenizer, np.asarray([*kept], dtype=np.int64)


def _is_written(piece: str) -> bool:
    return bool(_WRITTEN.fullmatch(piece)) and piece == piece.lower()
