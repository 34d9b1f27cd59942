"""Whether something is normal is asked of a child, and never answered by a guess."""

import pytest

from services.casework.normal import asks_if_normal

CHILD = ["developmental_concern"]


@pytest.mark.parametrize(
    ("text", "needs", "asked"),
    [
        ("is it normal he only does it with his cousins", [], True),
        ("mi nene de 3 no juega con otros eso es normal", [], True),
        ("is that normal", CHILD, True),
        ("is that normal", ["food_need"], False),
        ("el pediatra dice que es normal", CHILD, False),
        ("is it ok if he comes with me", CHILD, False),
        ("he does it all day", CHILD, False),
    ],
)
def test_it_is_heard_where_it_is_of_a_child(text: str, needs: list[str], asked: bool) -> None:
    assert asks_if_normal(text, needs) is asked


def test_who_says_that_all_is_well_asks_nothing() -> None:
    assert not asks_if_normal("el es normal no tiene nada, solo pelea porque lo molestan", CHILD)
    assert asks_if_normal("el no habla, eso es normal?", CHILD)
