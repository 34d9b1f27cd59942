"""What families plainly ask has its answer; dangers, facts and what only shares a word have none, or not that one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.casework.plainly_asked import plainly_asked

FOLDER = Path(__file__).parents[2] / "cases" / "answers" / "plain"
PAGES = [yaml.safe_load(page.read_text("utf-8")) for page in sorted(FOLDER.glob("*.yml"))]


def cases(part: str) -> list[tuple[str, dict[str, Any]]]:
    return [(id, case) for page in PAGES for id, some in page.get(part, {}).items() for case in some]


def answer_to(case: dict[str, Any]) -> str | None:
    given = [f"told:{case['told']}"] if "told" in case else []
    listed = [case["first"]] if "first" in case else []
    return plainly_asked(case["say"], case.get("in", ()), given, case.get("words"), listed)


@pytest.mark.parametrize(("id", "case"), cases("asked"))
def test_what_is_plainly_asked_has_its_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) == id


@pytest.mark.parametrize(("id", "case"), cases("not"))
def test_what_only_shares_a_word_never_has_that_answer(id: str, case: dict[str, Any]) -> None:
    assert answer_to(case) != id


@pytest.mark.parametrize("case", [case for page in PAGES for case in page.get("none", ())])
def test_a_danger_a_fact_and_what_somebody_else_asked_have_no_answer(case: dict[str, Any]) -> None:
    assert answer_to(case) is None
