"""A message that says several things is taken apart, and nothing of it is lost. Cases: tests/cases/halves.yml."""

from dataclasses import replace
from typing import Any

import pytest
import yaml

from bot.turn.choices import chosen
from bot.turn.halves import halves
from bot.turn.named import Talk
from services.library.root import ROOT
from tests.unit.bot.test_old_numbers import LATER, LIST, pending
from tests.unit.services.test_what_was_named import SERVICES

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "halves.yml").read_text(encoding="utf-8"))
LISTED = ["program:wic", "program:birth_to_three", *LIST]
CHILDREN = [{"months": 24.0}, {"months": 48.0}]


def cases(name: str) -> Any:
    return pytest.mark.parametrize("case", CASES[name], ids=lambda case: case["text"])


def need_of(said: str) -> str | None:
    return next((need for words, need in CASES["needs"].items() if words in said), None)


def parts(case: dict[str, Any], asked: str | None, **slots: Any) -> list[str]:
    this = pending(case["text"], LATER, **slots)
    loop = {"name": "details_form", "requested_slot": asked} if asked else None
    talk = replace(this.conversation, state={**(this.conversation.state or {}), "loop": loop})
    this = replace(this, conversation=replace(talk, language=case.get("language", "en")))
    found = halves(this, Talk.of(this, SERVICES.get), need_of, lambda part: chosen(part, SERVICES.get))
    assert [part.more for part in found] == [*[True] * (len(found) - 1), False]
    return [part.said for part in found]


@cases("both")
def test_behind_both_only_needs_that_are_known_are_left_out(case: dict[str, Any]) -> None:
    found = parts(case, "which_child", needs=["developmental_concern"], children=CHILDREN)
    assert found == case["parts"]


@cases("report")
def test_of_too_many_sentences_beside_a_report_the_last_are_one_part(case: dict[str, Any]) -> None:
    assert parts(case, None, shown=LISTED, listed=LISTED[:2], needs=["food_need"]) == case["parts"]


@cases("news")
def test_all_that_stands_beside_good_news_is_answered(case: dict[str, Any]) -> None:
    assert parts(case, None, shown=LISTED, listed=LISTED[:2], needs=["food_need"]) == case["parts"]
