"""Phrases with places: filled from what is known, open where nothing is, and never sent so."""

from typing import Literal

import pytest

from services.phrases import VARIABLES, all_phrases, fill, unfilled

KNOWN = {"my_name": "Ana Ruiz", "program": "WIC", "phone": "1-800-555-0101"}


@pytest.mark.parametrize(
    ("phrase", "filled"),
    [
        ("Hi {family_name?}, I am {my_name}.", "Hi, I am Ana Ruiz."),
        ("¿Algo más hoy, {family_name?}?", "¿Algo más hoy?"),
        ("Call {program} at {phone}.", "Call WIC at 1-800-555-0101."),
        ("I write by {date}.", "I write by {date}."),
        ("A {smile} is no place.", "A {smile} is no place."),
    ],
)
def test_a_phrase_is_filled_with_what_is_known(phrase: str, filled: str) -> None:
    assert fill(phrase, KNOWN) == filled


def test_a_known_name_stands_where_it_may() -> None:
    assert fill("Hi {family_name?}, hello.", {"family_name": "Mrs. Díaz"}) == "Hi Mrs. Díaz, hello."


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_phrase_waits_for_the_name_of_the_family(language: Literal["en", "es"]) -> None:
    everything_else = dict.fromkeys(set(VARIABLES) - {"family_name"}, "x")
    for phrase in all_phrases():
        assert unfilled(fill(phrase.text.in_language(language), everything_else)) == (), phrase.id


def test_what_is_still_open_is_named_once_and_in_order() -> None:
    assert unfilled("On {date} at {time}, {date} {smile} {family_name?}") == ("date", "time", "family_name")
    assert unfilled("Nothing open.") == ()


def test_an_empty_value_fills_nothing() -> None:
    assert fill("Call {phone}.", {"phone": ""}) == "Call {phone}."


def test_every_phrase_can_be_filled_in_both_languages() -> None:
    everything = dict.fromkeys(VARIABLES, "x")
    assert len(all_phrases()) >= 15
    for phrase in all_phrases():
        for words in (phrase.text.en, phrase.text.es):
            assert not unfilled(fill(words, everything)), phrase.id
            assert "{" not in fill(words, everything), phrase.id
