"""Who plays a child's wish to die down is heard, and answered by whose wish it is."""

from pathlib import Path

import pytest
import yaml

from services.safety import answer, played_down

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "played_down.yml").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES["heard"])
def test_that_it_is_not_meant_is_heard(text: str) -> None:
    assert played_down.heard(text)


@pytest.mark.parametrize("text", CASES["not_heard"])
def test_what_makes_it_more_or_says_something_else_is_not(text: str) -> None:
    assert not played_down.heard(text)


def test_the_answer_is_by_whose_wish_it_is_and_ones_own_has_none() -> None:
    assert played_down.answer(["self_harm_young"]) == "played_down"
    assert played_down.answer(["self_harm_other"]) == "played_down_other"
    assert played_down.answer(["crisis_self_harm"]) is None
    assert played_down.answer(["crisis_self_harm", "self_harm_young"]) == "played_down"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_childs_words_are_taken_seriously_and_the_childrens_line_comes_first(language: str) -> None:
    said = str(answer("played_down", language))
    assert ("always taken seriously" if language == "en" else "siempre se toma en serio") in said
    assert said.index("211") < said.index("988")


def test_what_is_needed_beside_is_left_over() -> None:
    assert played_down.beside("no es pa tanto. yo necesito ayuda con la luz").endswith("necesito ayuda con la luz")
    assert len(played_down.beside("hes just being dramatic").split()) <= 3
