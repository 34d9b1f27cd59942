"""The stock bot: what it is taught."""

from typing import Any

import pytest

from benchmarks.stock.project import ACTION, stock_domain, stock_talk

DOMAIN: dict[str, Any] = {
    "version": "3.1",
    "intents": ["food_need", "inform"],
    "entities": ["zip"],
    "slots": {"place": {"type": "text"}},
    "forms": {"details_form": {}},
    "actions": ["action_find_help"],
}


def test_every_intent_runs_the_action() -> None:
    rules = stock_talk(DOMAIN)["rules"]
    assert [rule["steps"] for rule in rules] == [
        [{"intent": "food_need"}, {"action": ACTION}],
        [{"intent": "inform"}, {"action": ACTION}],
    ]


def test_the_policies_that_learn_have_stories() -> None:
    assert stock_talk(DOMAIN)["stories"]


@pytest.mark.parametrize("kept", ["intents", "entities", "slots"])
def test_it_knows_what_our_domain_knows(kept: str) -> None:
    assert stock_domain(DOMAIN)[kept] == DOMAIN[kept]


def test_it_has_one_action_and_no_form_of_ours() -> None:
    domain = stock_domain(DOMAIN)
    assert domain["actions"] == [ACTION]
    assert "forms" not in domain
