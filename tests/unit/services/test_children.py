"""The children a family told of: each once, and which one a message is about."""

import pytest

from services.casework.answers import ages_in_answer
from services.casework.children import ALL, MOST, Child, meant, mended_age, together

BOY, GIRL = Child(36.0, "boy"), Child(7.0, "girl")


def test_a_second_child_stands_beside_the_first() -> None:
    assert together([Child(60.0)], [Child(8.0)]) == [Child(60.0), Child(8.0)]


def test_a_child_told_again_stands_once_with_its_closer_age() -> None:
    assert together([Child(24.0, "girl")], [Child(26.0)]) == [Child(26.0, "girl")]
    assert together([BOY, GIRL], [Child(36.0)]) == [GIRL, BOY]


def test_a_boy_and_a_girl_of_one_age_are_two() -> None:
    assert together([Child(24.0, "girl")], [Child(24.0, "boy")]) == [Child(24.0, "girl"), Child(24.0, "boy")]


@pytest.mark.parametrize("text", ["sorry 2", "i mean he is 2", "perdón, tiene 2"])
def test_a_mended_age_takes_the_place_of_the_one_before(text: str) -> None:
    assert mended_age(text) == 24.0
    assert together([Child(36.0)], [Child(24.0)], text) == [Child(24.0)]


def test_no_more_children_are_kept_than_a_family_may_tell() -> None:
    assert len(together([], [Child(12.0 * years) for years in range(1, 16)])) == MOST


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("the little one doesnt talk", GIRL),
        ("y la nena?", GIRL),
        ("el mayor no duerme", BOY),
        ("its my son", BOY),
        ("los dos", ALL),
        ("both of them", ALL),
        ("no habla bien", None),
        ("the girl and the boy fight", None),
    ],
)
def test_which_child_a_message_without_an_age_is_about(text: str, which: Child | str | None) -> None:
    assert meant(text, [BOY, GIRL]) == which


def test_what_is_not_called_a_girl_may_be_the_boy() -> None:
    assert meant("el nene llora", [Child(36.0), GIRL]) == Child(36.0)


def test_with_one_child_there_is_nothing_to_choose() -> None:
    assert meant("the little one doesnt talk", [BOY]) is None


@pytest.mark.parametrize(
    ("text", "ages"), [("3 and 6", [36.0, 72.0]), ("12, 8 y 2", [144.0, 96.0, 24.0]), ("3", []), ("06106", [])]
)
def test_bare_numbers_are_ages_where_ages_were_asked_for(text: str, ages: list[float]) -> None:
    assert ages_in_answer(text) == ages
