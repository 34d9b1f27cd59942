"""Learns the whole reader from messages with their labels."""

from collections.abc import Sequence
from random import Random

import numpy as np

from assistant.learning import network, spelling
from assistant.learning.joining import Joiner
from understanding.reader import Reader


def learn(texts: Sequence[str], labels: Sequence[Sequence[str]]) -> Reader:
    """Return the reader for messages with their labels, each one's main label first; two to three minutes on two cores.

    Every label must be the main one of some message.
    """
    names = tuple(sorted({found[0] for found in labels}))
    number = {name: i for i, name in enumerate(names)}
    targets = np.zeros((len(texts), len(names)), np.float32)
    for row, found in enumerate(labels):
        targets[row, [number[label] for label in found]] = 1.0
    danger = [i for i, name in enumerate(names) if name.startswith("crisis_")]
    joined = Joiner(texts, targets, danger).dangers(Random(0))
    main = [*(number[found[0]] for found in labels), *(label for _, label in joined)]
    letters = spelling.learn([*texts, *(text for text, _ in joined)], main)
    return Reader(names, network.learn(texts, targets, danger), letters)
