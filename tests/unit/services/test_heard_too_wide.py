"""What shares a word with a plain question, and asks something else or tells of a danger, never has its answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.casework.plainly_asked import plainly_asked

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "answers" / "heard_too_wide.yml").read_text("utf-8"))


def of(part: str) -> list[tuple[str, dict[str, Any]]]:
    return [(id, case) for id, cases in CASES[part].items() for case in cases]


def answer_to(case: dict[str, Any]) -> str | None:
    listed = [case["first"]] if "first" in case else []
    return plainly_asked(case["say"], case.get("in", ()), (), case.get("words"), listed)


@pytest.mark.parametrize(("id", "case"), of("asked"))
def test_what_is_plainly_asked_has_its_own_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) == id


@pytest.mark.parametrize(("id", "case"), of("not"))
def test_what_only_shares_a_word_never_has_that_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) != id
