"""A question inside a fact is asked as its own; a fact without one is none."""

import pytest

from services.answers import known_answer
from services.casework.hearsay import asked_inside


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("mi hermana que tiene WIC me dijo que necesito papeles eso es verdad", "wic_citizens"),
        ("my friend said the school has to give him a test for free is it true", "evaluation_free"),
        ("they told me early intervention ends at 3 is that right", "birth_three_age"),
        ("dicen que en wic te piden papeles de inmigracion es verdad", "wic_citizens"),
    ],
)
def test_it_has_its_known_answer(said: str, answer: str) -> None:
    assert answer in [known_answer(each, ["food_need", "developmental_concern"]) for each in asked_inside(said)]


@pytest.mark.parametrize("said", ["my sister said you help with rent", "mi hermana me dijo que ustedes ayudan"])
def test_a_fact_without_a_question_is_none(said: str) -> None:
    assert asked_inside(said) == ()
