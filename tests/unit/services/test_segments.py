"""What a text costs on a phone."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from services.texts.segments import segments

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "texts" / "segments.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rule_2_6_a_text_costs_what_the_provider_bills(case: dict[str, Any]) -> None:
    text = case["text"] * case.get("repeat", 1)
    assert segments(text) == (case["encoding"], case["parts"], case["units"])
