"""What is asked by who raises the child of kin, or pressed for of a benefit, has its answer; dangers have none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.casework.plainly_asked import plainly_asked

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "answers" / "kin28.yml").read_text("utf-8"))


def answer_to(case: dict[str, Any]) -> str | None:
    given = [f"told:{case['told']}"] if "told" in case else []
    listed = [case["first"]] if "first" in case else []
    return plainly_asked(case["say"], case.get("in", ()), given, case.get("words"), listed)


@pytest.mark.parametrize(("id", "case"), [(id, case) for id, cases in CASES["asked"].items() for case in cases])
def test_what_is_plainly_asked_has_its_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) == id


@pytest.mark.parametrize("case", CASES["none"])
def test_a_danger_a_fact_and_what_somebody_else_asked_have_none_of_these(case: dict[str, Any]) -> None:
    assert answer_to(case) is None
