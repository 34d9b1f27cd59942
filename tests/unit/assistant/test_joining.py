"""Messages are joined in training as families join them, and danger comes first in what is joined."""

from random import Random

import numpy as np
import pytest

from assistant.learning.joining import Joiner

TEXTS = ["he hit me", "we need food", "no ride to work", "she took all her pills"]
TARGETS = np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]], np.float32)


@pytest.fixture
def joiner() -> Joiner:
    return Joiner(TEXTS, TARGETS, danger=(0, 1))


def drawn(joiner: Joiner, i: int) -> list[tuple[str, np.ndarray]]:
    return [joiner.joined(i, Random(seed)) for seed in range(200)]


def test_a_joined_message_holds_both_and_bears_the_labels_of_both(joiner: Joiner) -> None:
    joined = [(text, row) for text, row in drawn(joiner, 0) if text != TEXTS[0]]
    assert 15 < len(joined) < 60
    for text, row in joined:
        (other,) = [i for i in (1, 2) if TEXTS[i] in text]
        assert TEXTS[0] in text
        assert row.tolist() == np.maximum(TARGETS[0], TARGETS[other]).tolist()


def test_two_dangers_are_never_joined_and_nothing_ordinary_becomes_one(joiner: Joiner) -> None:
    assert not any(TEXTS[0] in text and TEXTS[3] in text for text, _ in drawn(joiner, 0))
    assert not any(row[:2].any() for _, row in drawn(joiner, 1))


def test_danger_is_first_whatever_stands_beside_it(joiner: Joiner) -> None:
    rows = np.array([[1, 0, 1, 0], [0, 0, 1, 1], [0, 0, 1, 0]], np.float32)
    assert joiner.first(rows).tolist() == [[1, 0, 0, 0], [0, 0, 0.5, 0.5], [0, 0, 1, 0]]


def test_joined_dangers_bear_their_danger(joiner: Joiner) -> None:
    found = joiner.dangers(Random(3))
    assert all((label == 0) == (TEXTS[0] in text) for text, label in found)
