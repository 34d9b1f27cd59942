"""The children a family told of: each once, and which one a message is about."""

import pytest

from services.casework.answers import ages_in_answer
from services.casework.children import (
    ALL,
    MOST,
    Child,
    ages_told,
    all_first,
    how_many,
    meant,
    mended_age,
    numbered,
    plain,
    read,
    together,
)
from services.casework.grades import grade_told

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


def test_one_age_told_in_two_ways_is_one_child() -> None:
    assert together([Child(34.0)], [Child(24.0, "boy")]) == [Child(34.0, "boy")]
    assert together([Child(24.0, "boy")], [Child(34.0)]) == [Child(34.0, "boy")]
    assert together([Child(34.0)], [Child(36.0 + 12)]) == [Child(34.0), Child(48.0)]


def test_a_number_behind_who_it_is_tells_years() -> None:
    assert numbered("single dad, boy 3 i work 2nd shift") == [Child(36.0, "boy")]
    assert numbered("girl 5 boy 8") == [Child(60.0, "girl"), Child(96.0, "boy")]
    assert numbered("son 3 bocas, nena 2 meses, girl 3 times") == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("hes in 2nd grade and cant sit still", 90.0),
        ("es pa matricularlo en kinder", 66.0),
        ("my son is in high school", 186.0),
        ("esta en segundo grado", 90.0),
        ("my kindergartner cries", 66.0),
        ("i left in tenth grade", None),
        ("quiero terminar la high school", None),
        ("he reads at a second grade level", None),
        ("we need food", None),
    ],
)
def test_a_grade_stands_for_an_age(text: str, months: float | None) -> None:
    assert grade_told(text) == months


def test_a_grade_is_no_age_to_tell_and_goes_where_one_is_told() -> None:
    by_grade = Child(90.0, grade=True)
    assert read(plain([by_grade])) == [by_grade]
    assert ages_told({"children": plain([by_grade])}) == []
    assert together([by_grade], [Child(84.0)]) == [Child(84.0)]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("3 kids", 3), ("tengo 3", 3), ("son 3", 3), ("i have three", 3), ("tengo dos nenas", 2), ("3 of them", 3),
        ("3", None), ("tiene 3", None), ("he has 3", None),
        ("my son is 3", None), ("3 years", None), ("tengo 2 nenes de 3 y 5", None),
    ],
)  # fmt: skip
def test_how_many_there_are_is_no_age(said: str, count: int | None) -> None:
    assert how_many(said) == count


def test_a_list_may_end_in_months() -> None:
    assert ages_in_answer("5, 3 y 8 meses") == [60.0, 36.0, 8.0]
    assert ages_in_answer("3, 18 months") == []  # no child of one year beside one of eight months
    assert ages_in_answer("3 and 8 months") == []  # one child of three years and eight months, it may be


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("both. the little one for the talking, the 7 yr old for after school", "both"),
        ("los dos por favor", "los dos"),
        ("she needs both", None),
    ],
)
def test_that_it_is_about_all_of_them_is_heard_where_a_message_begins_so(text: str, first: str | None) -> None:
    assert all_first(text) == first


def test_how_many_told_once_more_is_no_age() -> None:
    assert how_many("3 kids i said") == 3
    assert how_many("ya le dije 3 nenes") == 3
    assert how_many("3 years i said") is None
