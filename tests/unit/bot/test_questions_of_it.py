"""A question that hangs on the thing a family asked for is heard with its name; what tells of a teen alone is known."""

from typing import Any

import pytest

from bot.turn.named import Talk
from bot.turn.questions import answer_to


def talk(text: str, **slots: Any) -> Talk:
    return Talk(text, "en", slots, None, list)


@pytest.mark.parametrize("text", ["can i water it down til then", "is it ok to water it down a little"])
def test_what_was_asked_for_is_it(text: str) -> None:
    assert answer_to(text, talk(text, needs=["food_need"], words="the formula runs out friday")) == "formula_water"
    assert answer_to(text, talk(text, needs=["housing_need"], words="rent is late")) is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("my son is 15 he wont come out of his room and dropped all his friends", "teen_room"),
        ("mi nieta de 15 no quiere salir del cuarto y ya no habla con sus amigas", "teen_room"),
        ("my wife wont come out of her room and my son is 15", None),
        ("mi nene de 4 no quiere salir del cuarto", None),
    ],
)
def test_a_young_person_who_shuts_out_friends_is_heard(text: str, id: str | None) -> None:
    assert answer_to(text, talk(text)) == id
