"""What is plainly asked of oil heat, a heater, HUSKY, a doctor of one's own and a newborn's bed has its answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.casework.plainly_asked import plainly_asked

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "answers" / "heat_and_doctor.yml").read_text("utf-8"))


def answer_to(case: dict[str, Any]) -> str | None:
    given = [f"told:{case['told']}"] if "told" in case else []
    return plainly_asked(case["say"], case.get("in", ()), given, case.get("words"))


@pytest.mark.parametrize(("id", "case"), [(id, case) for id, cases in CASES["asked"].items() for case in cases])
def test_a_plain_question_of_heat_husky_or_a_doctor_has_its_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) == id


@pytest.mark.parametrize("case", CASES["none"])
def test_a_danger_and_what_only_shares_a_word_have_none_of_these(case: dict[str, Any]) -> None:
    assert answer_to(case) is None
