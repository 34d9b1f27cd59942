"""What comes in and who lives at home, as families write it; the cases are tests/cases/income."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.income import a_year_in_answer, people_in_answer, percent_of_poverty, tells_earning

CASES = Path(__file__).parents[2] / "cases" / "income"


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))["cases"]
    return [pytest.param(case, id=str(case.get("said", case))) for case in found]


@pytest.mark.parametrize("case", cases("money"))
def test_an_income_is_understood_as_it_is_written(case):
    assert a_year_in_answer(case["said"]) == (None if case["a_year"] is None else pytest.approx(case["a_year"], abs=1))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I make 900 a week and my boyfriend gives us 400 a month", True),
        ("me pagan 500 a la semana", True),
        ("the rent is 900 a month and we cant pay", False),
        ("la renta son 1200 al mes", False),
        ("we make do", False),
    ],
)
def test_who_says_who_earns_answers_the_question_of_money(said: str, told: bool) -> None:
    assert tells_earning(said) is told


@pytest.mark.parametrize("case", cases("people"))
def test_the_people_at_home_are_counted(case):
    assert people_in_answer(case["said"]) == case["people"]


@pytest.mark.parametrize("case", cases("poverty"))
def test_the_share_of_the_poverty_guideline_is_that_of_the_day(case):
    assert percent_of_poverty(case["a_year"], case["people"], case["day"]) == case["percent"]


@given(st.text(max_size=60))
def test_whatever_is_written_an_answer_is_plausible_or_none(text):
    income, people = a_year_in_answer(text), people_in_answer(text)
    assert income is None or 0 <= income <= 2_000_000
    assert people is None or 1 <= people <= 20
