"""Good news that somebody tells beside a danger is heard as such, and nothing else is."""

from pathlib import Path

import pytest
import yaml

from services import safety

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "safety" / "good_news.yml").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES["good"])
def test_what_is_locked_away_or_wished_no_more_is_good_news(text: str) -> None:
    assert safety.good_news(text)


@pytest.mark.parametrize("text", CASES["not_good"])
def test_a_question_a_but_and_what_is_gone_are_none(text: str) -> None:
    assert not safety.good_news(text)
