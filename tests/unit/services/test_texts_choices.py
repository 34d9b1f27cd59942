"""A choice is named by number, in digits or words, or by its own words; anything else is an answer of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.texts.choices import number_meant, title_meant

TITLES = ["Food or groceries", "Rent", "Talk to a person"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), ("2.", 2), ("#1", 1), ("2️⃣", 2), ("two", 2), ("the second one please", 2), ("option 3", 3), ("dos", 2),
     ("opción 2 por favor", 2), ("la primera", 1), ("one", 1)],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(text: str, number: int) -> None:
    assert number_meant(text) == number


@pytest.mark.parametrize(
    "text", ["2 kids", "06106", "0", "12", "he is 2", "one of my kids is sick", "²", "", "1 or 2", "dos hijos"]
)
def test_a_number_in_words_of_their_own_is_none(text: str) -> None:
    assert number_meant(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("food", 0),
        ("groceries please", 0),
        ("RENT", 1),
        ("talk to a person", 2),
        ("person", 2),
        ("Food or groceries", 0),
    ],
)
def test_the_words_of_one_choice_are_that_choice(text: str, place: int) -> None:
    assert title_meant(text, TITLES) == place


@pytest.mark.parametrize(
    "text", ["a person hit me", "food for my dog and rent", "the", "or", "no", "my landlord raised the rent again"]
)
def test_other_words_are_an_answer_of_their_own(text: str) -> None:
    assert title_meant(text, TITLES) is None


def test_words_that_two_choices_share_name_neither() -> None:
    assert title_meant("child care", ["Child care at home", "Child care in a center"]) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_is_read(text: str, titles: list[str]) -> None:
    assert number_meant(text) in (None, *range(1, 10))
    assert title_meant(text, titles) in (None, *range(len(titles)))
