"""A word of one country is heard as the one that is listened for."""

import time
from pathlib import Path

import pytest
import yaml

from services import safety
from services.safety.same_word import same_words

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "same_word.yml").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES["shaken"])
def test_a_shaken_baby_is_heard_in_the_words_of_puerto_rico_without_a_network(text: str) -> None:
    read = safety.read(text)
    assert read.crisis == "crisis_violence"
    assert safety.topic(read.crisis, text) == "baby_shaken"


@pytest.mark.parametrize(("said", "heard"), CASES["same"])
def test_the_word_is_heard_as_the_other_and_the_rest_as_it_stands(said: str, heard: str) -> None:
    assert same_words(said) == heard


@pytest.mark.parametrize("text", CASES["as_it_stands"])
def test_rocking_washing_and_other_words_are_left_alone(text: str) -> None:
    assert same_words(text) == text


def test_a_very_long_message_is_read_at_once() -> None:
    began = time.perf_counter()
    same_words("jamaquie a la bebe " * 5_000)
    assert time.perf_counter() - began < 1
