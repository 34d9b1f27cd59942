"""Whose danger it is, where what was told before says more than the message."""

import pytest

from bot.turn import whose


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("tuve mi bebe hace un mes", "estoy cansada de la vida"),
        ("tuve un bebe hace una semana", "estoy harta de vivir"),
        ("i have a 4 month old", "im tired of life"),
    ],
)
def test_who_has_a_baby_and_is_tired_of_life_gets_the_words_for_after_a_birth(earlier: str, text: str) -> None:
    assert whose.topic(whose.WISH, text, (earlier,)) == whose.MATERNAL


@pytest.mark.parametrize("earlier", ["raising my 5 month old grandson", "crio a mi nieta, tiene 5 meses", "im 74"])
def test_who_raises_a_grandchild_and_is_tired_of_life_gets_the_own_words(earlier: str) -> None:
    assert whose.topic(whose.WISH, "im tired of life", (earlier,)) == whose.TIRED
