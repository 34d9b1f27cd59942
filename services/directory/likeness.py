"""Hears how much a service sounds like what a family wrote, in whatever of sixteen languages, by a sentence encoder.

The encoder is the one that already reads families' messages (understanding/): in the gateway it costs no more memory.
What a service says is encoded once, when it comes into the index; a question when it is asked.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from resources_db.records import Service
from services.directory import weights
from services.directory.evidence import given, headings
from services.directory.things import vocabulary
from understanding.sentences import SIZE, encoder

_READ = 220  # characters of one piece
_SENTENCES, _HEADINGS = 3, 4
_STEPS = 127.0  # a unit vector's numbers are kept as whole ones in a byte
_KEPT = 20_000  # pieces, 10 MB: feeds say the same of many services, and an import is often done again
_BREAK = re.compile(r"(?<=[.!?])\s+|\s(?=\d{1,2}\)\s)|\s(?=[A-Z][A-Z&/,'() -]{4,60}:)")
_known: OrderedDict[str, bytes] = OrderedDict()


def pieces_of(service: Service) -> list[str]:
    """What a service says of itself, piece by piece: names, the line for families, headings, first sentences."""
    text = given(service.description or "")
    sentences = [each.strip() for each in _BREAK.split(text) if len(each.strip()) > 3]
    written = filter(None, (service.name, service.alternate_name, (service.summary or {}).get("en")))
    pieces = (*written, *sentences[:_SENTENCES], *headings(text)[:_HEADINGS])
    return list(dict.fromkeys(piece[:_READ].lower() for piece in pieces))


def voices_of(services: Sequence[Service]) -> list[bytes]:
    """For each service the vectors of its pieces, as `likeness` reads them."""
    said = [pieces_of(service) for service in services]
    _learn([piece for pieces in said for piece in pieces])
    return [b"".join(_known.get(piece) or _vectors([piece])[0].tobytes() for piece in pieces) for pieces in said]


def _learn(pieces: Sequence[str]) -> None:
    new = sorted({piece for piece in pieces if piece not in _known}, key=len)  # of one length: fewer steps
    for start in range(0, len(new), 256):
        some = new[start : start + 256]
        _known.update(zip(some, (row.tobytes() for row in _vectors(some)), strict=True))
    while len(_known) > _KEPT + len(new):
        _known.popitem(last=False)


def _vectors(texts: Sequence[str]) -> np.ndarray:
    return np.asarray(np.rint(encoder().encode(list(texts)) * _STEPS), dtype=np.int8)


def likeness(service: Service, text: str) -> float:
    """-1 to 1: how much the best of a service's pieces sounds like a text; 0 when it was never encoded."""
    if not service.voice:
        return 0.0
    return float((_heard(service) @ _asked(text)).max()) / _STEPS


@lru_cache(maxsize=4096)
def _heard(service: Service) -> np.ndarray:
    return np.frombuffer(service.voice, dtype=np.int8).reshape(-1, SIZE).astype(np.float32)


@lru_cache(maxsize=4096)  # 8 MB; a talk asks mostly for the names of things, again and again
def _asked(text: str) -> np.ndarray:
    return np.asarray(encoder().encode([text.lower()])[0])


def sounds_like(services: Sequence[Service]) -> list[tuple[str, str] | None]:
    """For each service, of which no word is known, the (need, why) of the nearest thing; None when none is near."""
    if not services:
        return []
    keys, vectors = _things()
    texts = [f"{s.name}. {given(s.description or '')}"[:300].lower() for s in services]
    scores = encoder().encode(texts) @ vectors.T
    best = scores.argmax(axis=1)
    near = [float(row[index]) >= weights.LIKE for row, index in zip(scores, best, strict=True)]
    return [_reason(keys[index]) if known else None for index, known in zip(best, near, strict=True)]


def _reason(key: str) -> tuple[str, str]:
    return vocabulary().things[key].need, f"sounds like: {key.replace('_', ' ')}"


@cache
def _things() -> tuple[list[str], np.ndarray]:
    said = vocabulary().said
    return list(said), np.asarray(encoder().encode([", ".join(names[:8]).lower() for names in said.values()]))
