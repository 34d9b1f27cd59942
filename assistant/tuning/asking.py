"""Learn which known answer a message asks for: `python -m assistant.tuning.asking`, run in the repository; a minute.

From all the ways of asking of content/asking, and messages that ask for none of them, on the search's encoder. The
gateway (services/answers/hearing.py) reads asked.npz, which is shipped.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import yaml

from assistant.learning import examples
from understanding.sentences import questions
from understanding.text import plain

ASKING = Path("content/asking")
ASKED = Path("services/answers/asked.npz")
NONE, UNKNOWN, PLACE = "none", "unknown", "place:"  # kinds, as services/answers/hearing.py
TELLING = 9_000  # messages that tell something
WISHING = 1_500  # questions by which help is asked for
ELSEWHERE = 250  # of each kind of talk that is heard without us
ANSWERED = 0.3  # a question by which help is asked for, and which an answer may answer
HEARD_ELSEWHERE = {
    "bot_challenge",
    "change_language",
    "check_milestones",
    "check_referral",
    "complaint",
    "delete_data",
    "help_capabilities",
    "more_options",
    "out_of_scope",
    "repeat",
    "start_over",
    "start_screening",
    "stop_messages",
    "talk_to_person",
}
LONGEST = 140  # as services/answers/choosing.py
ASKS = re.compile(
    r"\?|^\W*(?:how|whats?|when|where|who|why|which|can|could|do|does|is|are|am|will|would|should|did)\b"
    r"|^\W*(?:c[oó]mo|qu[eé]|q|k|cu[aá]\w+|d[oó]nde|qui[eé]n\w*|por ?qu[eé]|se puede|puedo|me|hay|es)\b",
    re.IGNORECASE,
)
HIDDEN, DROPOUT, EPOCHS, RATE, BATCH, STARTS = 512, 0.3, 60, 2e-3, 128, 5


def main() -> None:
    """Write the network."""
    told = list(taught())
    kinds = sorted({kind for kind, _ in told})
    asked, kind = _read([text for _, text in told]), np.array([kinds.index(each) for each, _ in told])
    tell, wish = (_read(texts) for texts in _asking_nothing())
    first = _learned([asked, tell], kind, kinds, STARTS)
    learned = [
        _learned([asked, tell, wish[~_answered(first, wish, kinds)]], kind, kinds, start) for start in range(STARTS)
    ]
    names = ("into", "into_bias", "out", "out_bias")
    arrays = {
        name: np.stack(some).astype(np.float16) for name, some in zip(names, zip(*learned, strict=True), strict=True)
    }
    texts_sha256 = hashlib.sha256(json.dumps(told).encode()).hexdigest()  # a test asks whether it is of these still
    np.savez(ASKED, kinds=np.array(kinds), texts_sha256=texts_sha256, **arrays)


def taught() -> Iterator[tuple[str, str]]:
    """(kind, a way of asking), page by page; what only sounds like one asks for none."""
    for page in sorted(ASKING.glob("*.yml")):
        read: dict[str, Any] = yaml.safe_load(page.read_text(encoding="utf-8"))
        for kind, entry in {**read["asking"], NONE: read.get("none", {})}.items():
            yield from ((kind, each) for language in ("en", "es") for each in entry.get(language, ()))


def _asking_nothing() -> tuple[list[str], list[str]]:
    """Messages of data/nlu that ask for no answer of ours, and questions that wish for help or are heard elsewhere."""
    texts, labels = examples.read(["data"])
    of_label: dict[str, list[str]] = {}
    for text, borne in zip(texts, labels, strict=True):
        if len(text) <= LONGEST:
            of_label.setdefault(borne[0], []).append(text)
    chance = Random(0)
    tell = [text for label, some in of_label.items() if not label.endswith(("_question", "_info")) for text in some]
    silent = [text for text in tell if not ASKS.search(text)]
    wish = [text for label in of_label if _is_need(label) for text in of_label[label] if ASKS.search(text)]
    private = _some(of_label["privacy_question"], ELSEWHERE, chance)
    elsewhere = [text for label in sorted(HEARD_ELSEWHERE) for text in _some(of_label[label], ELSEWHERE, chance)]
    return [*_some(silent, TELLING, chance), *elsewhere], [*_some(wish, WISHING, chance), *private]


def _some(texts: list[str], most: int, chance: Random) -> list[str]:
    return chance.sample(texts, min(most, len(texts)))


def _is_need(label: str) -> bool:
    return label not in HEARD_ELSEWHERE and label.endswith(
        ("need", "concern", "health", "wellbeing", "support", "newborn")
    )


def _read(texts: list[str]) -> np.ndarray:
    return questions([plain(text) for text in texts])


def _answered(network: tuple[np.ndarray, ...], rows: np.ndarray, kinds: list[str]) -> np.ndarray:
    """Whether each row asks for a known answer."""
    into, into_bias, out, out_bias = network
    scores = np.maximum(rows @ into + into_bias, 0.0) @ out + out_bias
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    known = [kind not in (NONE, UNKNOWN) and not kind.startswith(PLACE) for kind in kinds]
    return np.asarray((powers / powers.sum(axis=1, keepdims=True))[:, known].max(axis=1) >= ANSWERED)


def _learned(parts: list[np.ndarray], kind: np.ndarray, kinds: list[str], start: int) -> tuple[np.ndarray, ...]:
    """The weights of one network, those of its inputs for vectors as they come; all parts but the first ask nothing."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf  # only training needs it

    tf.keras.utils.set_random_seed(start)
    rows = np.concatenate(parts)
    kind = np.concatenate([kind, np.full(len(rows) - len(kind), kinds.index(NONE))])
    scale = float(np.abs(rows).mean())  # unit vectors of 384 numbers are small
    hidden = tf.keras.layers.Dense(HIDDEN, "relu")
    last = tf.keras.layers.Dense(len(kinds))
    network = tf.keras.Sequential([tf.keras.layers.Dropout(DROPOUT), hidden, tf.keras.layers.Dropout(DROPOUT), last])
    slower = tf.keras.optimizers.schedules.CosineDecay(RATE, EPOCHS * len(rows) // BATCH)
    network.compile(tf.keras.optimizers.Adam(slower), tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    network.fit(rows / scale, kind, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    (into, into_bias), (out, out_bias) = hidden.get_weights(), last.get_weights()
    return into / scale, into_bias[None], out, out_bias[None]


if __name__ == "__main__":
    main()
