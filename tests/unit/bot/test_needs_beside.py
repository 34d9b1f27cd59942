from pathlib import Path

import numpy as np

from bot.turn.understanding import TOLD_BESIDE, Understanding
from understanding.network import Network
from understanding.reader import Reader
from understanding.spelling import BUCKETS, Spelling

LABELS = ("crisis_violence", "food_need", "greet", "stop_messages")
FEATURES = 1408
CERTAIN, NEVER = 9.0, -9.0


def hears(tmp_path: Path, *scores: float) -> Understanding:
    """A network that makes the same of every message."""
    bias = np.array(scores, np.float32)
    network = Network(np.zeros((FEATURES, len(LABELS)), np.float32), bias)
    spelling = Spelling(np.zeros((BUCKETS, len(LABELS)), np.float32), bias, np.ones(BUCKETS, np.float32))
    Reader(LABELS, network, spelling).save(tmp_path / "reader.npz")
    return Understanding(tmp_path / "reader.npz")


def test_a_need_beside_a_danger_is_heard_alone(tmp_path: Path) -> None:
    understanding = hears(tmp_path, CERTAIN, CERTAIN, CERTAIN, NEVER)
    first, borne = understanding.needs("no food and he hits me") or ([], [])
    assert first == borne
    assert borne[1] > TOLD_BESIDE
    assert (borne[0], borne[2], borne[3]) == (0.0, 0.0, 0.0)


def test_who_tells_of_nothing_but_danger_has_no_need_beside_it(tmp_path: Path) -> None:
    assert hears(tmp_path, CERTAIN, NEVER, CERTAIN, NEVER).needs("he hits me") is None
