"""A number that was taken for a child's age, and is none, is no child any more once the family says so."""

import pytest

from services.casework.children import Child, corrects_age, no_ages, still_known

TWO, THREE, FOUR, EIGHT = (Child(12.0 * years) for years in (2, 3, 4, 8))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("8 no tiene 4", {8}),
        ("no she is only 2. i have one daughter. 3 is the hour of my work", {3}),
        ("4 es la familia no año. ok y en meriden tienen esa comision", {4}),
        ("she isnt 8 shes 4", {8}),
        ("no tiene 8, tiene 4", {8}),
        ("4 somos no años", {4}),
        ("he is not 3 but 2", {3}),
        ("she is 4 and not talking", set()),
        ("no, she is 2", set()),
        ("i have 3 kids", set()),
        ("my 2 year old is the boss here", set()),
        ("he has 5 words and is 2", set()),
    ],
)
def test_what_is_said_to_be_no_age_is_heard(text: str, years: set[int]) -> None:
    assert no_ages(text) == {12.0 * each for each in years}


@pytest.mark.parametrize(
    ("text", "known", "told", "left"),
    [
        ("8 no tiene 4", [EIGHT], [FOUR], []),
        ("no she is only 2. i have one daughter", [THREE, TWO], [TWO], []),
        ("tengo una hija de 2", [FOUR], [TWO], [FOUR]),
        ("no, my daughter is 2", [FOUR], [TWO], [FOUR]),
    ],
)
def test_a_child_that_was_none_is_left_out(text: str, known: list[Child], told: list[Child], left: list[Child]) -> None:
    assert still_known(known, told, text) == left


@pytest.mark.parametrize("text", ["no she is only 2", "no tiene 4 años", "no no shes 4", "8 no tiene 4"])
def test_an_age_told_behind_a_no_is_no_mere_no(text: str) -> None:
    assert corrects_age(text)


@pytest.mark.parametrize("text", ["no", "no thanks", "no 2 bedrooms is fine", "no gracias, ya tengo 3"])
def test_a_no_without_an_age_stays_one(text: str) -> None:
    assert not corrects_age(text)
