"""What is asked of an evaluation, Birth to Three and Care 4 Kids has its answer; what only sounds so has none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.casework.plainly_asked import plainly_asked

CASES = Path(__file__).parents[2] / "cases" / "answers" / "evaluation_and_cousin.yml"
ASKED = yaml.safe_load(CASES.read_text("utf-8"))


def answer_to(case: dict[str, Any]) -> str | None:
    given = [f"told:{case['told']}"] if "told" in case else []
    listed = [case["first"]] if "first" in case else []
    return plainly_asked(case["say"], case.get("in", ()), given, case.get("words"), listed)


@pytest.mark.parametrize(("id", "case"), [(id, case) for id, cases in ASKED["asked"].items() for case in cases])
def test_a_plain_question_has_its_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) == id


@pytest.mark.parametrize("case", ASKED["none"])
def test_a_fact_a_danger_and_a_shared_word_have_none_of_these(case: dict[str, Any]) -> None:
    assert answer_to(case) is None
