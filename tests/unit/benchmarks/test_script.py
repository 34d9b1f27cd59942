"""What the benchmark's families text."""

import re

import pytest

from benchmarks import script


def test_every_text_is_words() -> None:
    texts = {script.text(family, turn) for family in range(40) for turn in range(1, 60)}
    assert all(isinstance(text, str) and text.strip() for text in texts)


def test_families_speak_both_languages() -> None:
    assert script.text(0, 1) != script.text(1, 1)


@pytest.mark.parametrize("turn", [20, 100, 200])
def test_the_turns_that_are_compared_ask_for_the_same_kind_of_thing(turn: int) -> None:
    kinds = script.kinds("en")
    assert script.text(0, turn) in kinds[4]
    assert script.text(0, 5) in kinds[4]


def test_every_family_has_a_number_of_its_own_that_belongs_to_nobody() -> None:
    phones = [script.phone(family) for family in range(5_000)]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", phone) for phone in phones)


def test_a_family_says_the_same_in_every_run() -> None:
    assert script.text(7, 13) == script.text(7, 13)
