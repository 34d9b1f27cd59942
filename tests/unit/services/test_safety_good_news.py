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


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("my brother took the gun to his place", "my brother wants to die, he has a gun"),
        ("mi hermano se llevó la pistola pa su casa", "mi hermano dice que se quiere matar"),
        ("my dad is staying with us", "my dad hits my mom"),
    ],
)
def test_who_was_told_of_in_the_danger_makes_nothing_safe(text: str, before: str) -> None:
    assert safety.good_news(text, before="someone wants to die")
    assert not safety.good_news(text, before=before)
