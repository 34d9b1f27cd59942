"""Learning asks for any danger at all, beside asking which label it is."""

import numpy as np
import pytest
import tensorflow as tf

from assistant.learning.loss import danger_error, error

DANGER = [0, 1]  # of three labels
ROWS = tf.constant([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])  # a danger beside a need, and a need


def loss(*logits: list[float]) -> list[float]:
    return list(map(float, danger_error(tf, ROWS, tf.constant(logits), DANGER)))


def test_a_danger_that_is_taken_for_another_danger_costs_nothing() -> None:
    assert loss([9.0, -9.0, -9.0], [-9.0, -9.0, 9.0]) == pytest.approx(loss([-9.0, 9.0, -9.0], [-9.0, -9.0, 9.0]))


def test_a_danger_that_is_missed_costs_and_so_does_a_false_alarm() -> None:
    right, missed = loss([4.0, 0.0, 0.0], [0.0, 0.0, 4.0]), loss([0.0, 0.0, 4.0], [0.0, 4.0, 0.0])
    assert max(right) < 0.1
    assert min(missed) > 3.0


def test_networks_that_learn_beside_one_another_are_each_told() -> None:
    beside = tf.constant(np.zeros((2, 3, 3), np.float32))
    assert danger_error(tf, tf.zeros_like(beside) + ROWS[:, None], beside, DANGER).shape == (2, 3)


def test_without_labels_of_danger_nothing_is_asked() -> None:
    assert danger_error(tf, ROWS, tf.constant([[0.0] * 3] * 2), []).numpy().tolist() == [0.0, 0.0]


def test_networks_that_learn_beside_one_another_err_as_each_would_alone() -> None:
    logits, rarity = tf.constant(np.random.default_rng(0).normal(size=(2, 3, 3)).astype(np.float32)), tf.ones(3)
    first = ROWS / tf.reduce_sum(ROWS, 1, keepdims=True)
    beside = error(tf, ROWS[:, None], first[:, None], logits, rarity, DANGER)
    for i in range(3):
        assert np.allclose(beside[:, i], error(tf, ROWS, first, logits[:, i], rarity, DANGER), atol=1e-6)


def test_a_rare_labels_message_weighs_more() -> None:
    wrong = tf.constant([[0.0, 9.0, 0.0], [9.0, 0.0, 0.0]])
    common, rare = (error(tf, ROWS, ROWS, wrong, tf.constant([weight] * 3), []) for weight in (1.0, 2.0))
    assert (rare > common).numpy().all()
