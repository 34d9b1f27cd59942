"""Hears which things a family means, whether it names them or not.

Two ways of knowing add up, both on the sentence encoder. Ways of telling of each thing (content/things: its names, and
how it is asked for) are held against a family's words; their vectors lie in told.npz, as making them takes 20 seconds
(`python -m services.directory.hearing`), and what was written since then is encoded when it is first needed. And it was
learned from these and from thousands of sentences (content/telling) which thing is meant: heard.npz, by `python -m
assistant.tuning.things`.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np

from services.directory import weights
from services.directory.things import vocabulary
from understanding.sentences import questions

TOLD, HEARD = (Path(__file__).parent / name for name in ("told.npz", "heard.npz"))
_STEPS = 127.0  # a unit vector's numbers are kept as whole ones in a byte


@lru_cache(maxsize=4096)
def meant(text: str, need: str | None, named: tuple[str, ...]) -> Mapping[str, float]:
    """How much each thing is meant that a text names or that it sounds like: about 1 when it surely is, 2 at most."""
    keys, likes = list(vocabulary().things), _likes(text)
    found = {
        keys[i]: weights.NAMED + (1 - weights.NAMED) * _share(likes[i], weights.NAMED_FROM)
        for i in map(keys.index, named)
    }
    likes = likes + weights.OF_NEED * _of_need(need)
    for i in np.argsort(-likes)[: weights.MOST_HEARD]:
        much = _share(likes[i], weights.HEARD_FROM)
        if much and likes[i] >= likes.max() - weights.HEARD_WITHIN:
            found[keys[i]] = found.get(keys[i], 0.0) + much
    return found


@lru_cache(maxsize=4096)  # 6 MB
def asked(text: str) -> np.ndarray:
    """The unit vector of what a family wrote, to be held against ways of telling."""
    return np.asarray(questions([text])[0])


def _share(like: float, low: float) -> float:
    """0 to 1: how far a likeness lies on the way from where it says nothing to where it is sure."""
    return float(np.clip((like - low) / (weights.HEARD_SURE - low), 0.0, 1.0))


def _likes(text: str) -> np.ndarray:
    """For each thing how much a text sounds like the nearest way of telling of it (cosine), more where it is likely.

    The root keeps several likely ones apart from the many that are not.
    """
    vectors, starts = _told()
    nearest = np.maximum.reduceat(vectors @ asked(text), starts)
    return np.asarray(nearest + weights.LEARNED * np.sqrt(_learned(asked(text))))


def _learned(said: np.ndarray) -> np.ndarray:
    """For each thing how likely it is the one that is meant, 0 for one that was never learned."""
    weighed, bias = _weights()
    scores = weighed @ said + bias
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


@cache
def _weights() -> tuple[np.ndarray, np.ndarray]:
    """What was learned, in the order of the vocabulary."""
    with np.load(HEARD) as heard:
        at = {thing: row for row, thing in enumerate(heard["things"].tolist())}
        keys = list(vocabulary().things)
        rows, known = [at.get(key, 0) for key in keys], np.array([key in at for key in keys])
        bias = np.where(known, heard["bias"][rows], -np.inf)
        return heard["weights"][rows].astype(np.float32), bias.astype(np.float32)


@cache
def _of_need(need: str | None) -> np.ndarray:
    """For each thing whether it serves a need."""
    return np.array([need in (each.need, *each.also) for each in vocabulary().things.values()], dtype=np.float32)


@cache
def _told() -> tuple[np.ndarray, np.ndarray]:
    """The vectors of all ways of telling, and where those of each thing begin: 11 MB."""
    told = vocabulary().told
    texts = [text for some in told.values() for text in some]
    starts = np.cumsum([0, *map(len, told.values())])[:-1]
    return _encoded(texts).astype(np.float32) / _STEPS, starts


def _encoded(texts: Sequence[str]) -> np.ndarray:
    """(texts, 384) in whole numbers: from the file those that are there."""
    known = _kept()
    new = [text for text in dict.fromkeys(texts) if _digest(text) not in known]
    if new:
        rows = np.asarray(np.rint(questions(new) * _STEPS), dtype=np.int8)
        known.update(zip(map(_digest, new), rows, strict=True))
    return np.stack([known[_digest(text)] for text in texts])


def _kept() -> dict[int, np.ndarray]:
    """The file's vectors, by what they are of."""
    if not TOLD.exists():
        return {}
    with np.load(TOLD) as kept:
        return dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def write() -> int:
    """Encode what the file lacks, drop what nobody tells any more; the number of ways of telling."""
    texts = list(dict.fromkeys(text for some in vocabulary().told.values() for text in some))
    digests = np.array([_digest(text) for text in texts], dtype=np.uint64)
    np.savez(TOLD, texts=digests, vectors=_encoded(texts))
    return len(texts)


if __name__ == "__main__":
    print(write())
