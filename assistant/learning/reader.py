"""Learns the whole reader from messages with their labels."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random

from assistant.learning import network, spelling
from assistant.learning.joining import Joiner
from assistant.learning.targets import targets
from understanding.reader import Reader


def learn(texts: Sequence[str], labels: Sequence[Sequence[str]], tuned: int = 0) -> Reader:
    """Return the reader for messages with their labels, each one's main label first; three minutes on two cores.

    Every label must be the main one of some message. The encoder was tuned on the first `tuned` messages.
    """
    told = targets(labels)
    joined = Joiner(texts, told.rows, told.danger).dangers(Random(0))
    main = [*told.main, *(label for _, label in joined)]
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        letters = beside.submit(spelling.learn, [*texts, *(text for text, _ in joined)], main)
        return Reader(told.names, network.learn(texts, told, tuned), letters.result())
