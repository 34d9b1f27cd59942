"""A need that is named is heard, and what the network hears of danger stays."""

import numpy as np

from bot.turn.by_name import heard_as

LABELS = ("social_support", "transportation_need", "crisis_violence", "repeat", "food_need")


def _rows(*first: float) -> np.ndarray:
    return np.array([first, first], dtype=np.float64)


def test_the_chance_of_what_it_is_taken_for_goes_to_what_is_named() -> None:
    rows = _rows(0.1, 0.8, 0.05, 0.0, 0.05)
    heard_as(rows, LABELS, ["social_support"], {"transportation_need"})
    assert rows[0].tolist() == [0.9, 0.0, 0.05, 0.0, 0.05]
    assert rows[1, 0] == 0.9


def test_another_need_and_a_danger_that_are_likelier_stay() -> None:
    for likeliest in (2, 4):
        rows = np.full((2, 5), 0.1)
        rows[0, likeliest] = 0.6
        before = rows.copy()
        heard_as(rows, LABELS, ["social_support"], {"transportation_need"})
        assert (rows == before).all()


def test_a_few_words_are_the_wish_unless_they_are_of_the_talk_or_of_a_danger() -> None:
    for likeliest, stays in ((4, False), (2, True), (3, True)):
        rows = np.full((2, 5), 0.1)
        rows[0, likeliest] = 0.6
        heard_as(rows, LABELS, ["social_support"], {"transportation_need"}, briefly=True)
        assert (int(rows[0].argmax()) == likeliest) is stays
