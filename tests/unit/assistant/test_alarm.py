import numpy as np
import pytest

from understanding.alarm import with_danger

DANGER = np.array([True, True, False, False])
CHANCES = np.array([0.3, 0.1, 0.4, 0.2])
SILENT = np.zeros(4)


def heard(meaning: float, letters: float) -> np.ndarray:
    """The chances where both say so much of the first danger."""
    return with_danger(CHANCES, np.array([meaning, 0, 0, 0]), np.array([letters, 0, 0, 0]), DANGER)


def test_the_network_weighs_more_than_the_n_grams() -> None:
    assert heard(6, 0)[DANGER].sum() > heard(0, 6)[DANGER].sum() > heard(0, 0)[DANGER].sum()
    assert heard(6, -6)[DANGER].sum() > heard(-6, 6)[DANGER].sum()


def test_which_danger_and_which_need_it_is_stays_and_all_chances_make_one() -> None:
    chances = heard(4, 1)
    assert chances.sum() == pytest.approx(1.0)
    assert chances[0] / chances[1] == pytest.approx(3.0)
    assert chances[2] / chances[3] == pytest.approx(2.0)


def test_a_danger_is_heard_where_its_chance_was_too_small_for_a_number() -> None:
    chances = with_danger(np.array([0.0, 0.0, 1.0, 0.0]), np.array([90.0, 0, 0, 0]), SILENT, DANGER)
    assert chances[DANGER].sum() == pytest.approx(1.0)


def test_a_reader_that_knows_no_danger_keeps_its_chances() -> None:
    assert with_danger(CHANCES, SILENT, SILENT, np.zeros(4, bool)) is CHANCES
