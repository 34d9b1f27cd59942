"""Hears how much a service sounds like what a family wrote, in whatever language, by a sentence encoder.

What a service says is encoded once, when it comes into the index; a question when it is asked.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from resources_db.records import Service
from services.directory import weights
from services.directory.evidence import given
from services.directory.things import vocabulary
from understanding.sentences import passages, wishes

_READ = 340  # characters of a service; the encoder sees little more
_STEPS = 127.0  # a unit vector's numbers are kept as whole ones in a byte
_NAMES = 4  # of a thing, the first: what it is called most
_KEPT = 20_000  # services, 8 MB: an import is often done again
_known: OrderedDict[str, bytes] = OrderedDict()


def said_by(service: Service) -> str:
    """What a service says of itself: its name, whose it is, the line for families, the beginning of its description."""
    owner = "" if service.organization == service.name else service.organization
    summary = (service.summary or {}).get("en", "")
    return " ".join(f"{service.name}. {owner} {summary} {given(service.description or '')}".split())[:_READ]


def voices_of(services: Sequence[Service]) -> list[bytes]:
    """For each service the vector of what it says, as `likeness` reads it."""
    said = [said_by(service) for service in services]
    if new := list(dict.fromkeys(text for text in said if text not in _known)):
        vectors = np.asarray(np.rint(passages(new) * _STEPS), dtype=np.int8)
        _known.update(zip(new, (row.tobytes() for row in vectors), strict=True))
    voices = [_known[text] for text in said]
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return voices


def likeness(service: Service, said: np.ndarray) -> float:
    """-1 to 1: how much a service sounds like what was said, a unit vector; 0 when it was never encoded."""
    return float(heard(service.voice) @ said) if service.voice else 0.0


def sound_of(text: str, language: str | None, meant: Mapping[str, float]) -> np.ndarray:
    """The unit vector of what a family wrote, in the language of the records as far as it can be told."""
    return wished(text) if language in (None, "en") else said_in_english(text, meant)


def said_in_english(text: str, meant: Mapping[str, float]) -> np.ndarray:
    """The unit vector of a text in another language, drawn to the English names of what it means.

    Records are written in English, and the encoder finds its way there more surely with them.
    """
    names, much = vocabulary().said, sum(meant.values())
    if not much:
        return wished(text)
    named = sum(share / much * wished(", ".join(names[thing][:_NAMES])) for thing, share in meant.items())
    drawn = wished(text) + weights.IN_ENGLISH * np.asarray(named)
    return np.asarray(drawn / np.linalg.norm(drawn))


@lru_cache(maxsize=8192)
def heard(voice: bytes) -> np.ndarray:
    """The unit vector that a service's voice keeps."""
    return np.frombuffer(voice, dtype=np.int8).astype(np.float32) / _STEPS


@lru_cache(maxsize=4096)  # 6 MB; a talk asks mostly for the names of things, again and again
def wished(text: str) -> np.ndarray:
    """The unit vector of what a family wrote, to be held against services."""
    return np.asarray(wishes([text])[0])


def sounds_like(voices: Sequence[bytes]) -> list[tuple[str, str] | None]:
    """For each voice of a service, of which no word is known, the (need, why) of the nearest thing; None when far."""
    if not voices:
        return []
    keys, vectors = _things()
    scores = np.stack([heard(voice) for voice in voices]) @ vectors.T
    best = scores.argmax(axis=1)
    near = [float(row[index]) >= weights.LIKE for row, index in zip(scores, best, strict=True)]
    return [_reason(keys[index]) if known else None for index, known in zip(best, near, strict=True)]


def _reason(key: str) -> tuple[str, str]:
    return vocabulary().things[key].need, f"sounds like: {key.replace('_', ' ')}"


@cache
def _things() -> tuple[list[str], np.ndarray]:
    said = vocabulary().said
    return list(said), wishes([", ".join(names[:_NAMES]) for names in said.values()])
