"""An alarm stays an alarm, and whom it is about stays known, whatever else a message asks or the talk knows."""

from dataclasses import replace
from typing import Any

import pytest

from bot.turn import danger, whose
from bot.turn.beside_danger import call_a_person
from bot.turn.ringing import Alarm
from casebook.records import Danger, Outcome
from services.library.documents import document
from services.library.root import ROOT
from tests.unit.bot.test_old_numbers import pending

CASES = document(ROOT / "tests" / "cases" / "safety" / "beside.yml")


@pytest.mark.parametrize("case", CASES["person"], ids=lambda case: case["text"])
def test_an_alarm_that_also_asks_for_a_person_is_still_one(case: dict[str, Any]) -> None:
    this = pending(case["text"], [])
    outcome = Outcome(this.message, this.conversation.id)
    danger.alarm(this, outcome, Alarm(case["crisis"], "phrase"), case["language"])
    call_a_person(this, outcome, case["language"])
    assert ("in_danger", "person called") in outcome.audit
    assert (outcome.outcome, outcome.queue_reason) == ("crisis", case["crisis"])


def test_where_our_words_were_used_up_a_person_who_is_asked_for_is_answered() -> None:
    this = pending("i want to talk to a person", [])
    talk = replace(this.conversation, danger=Danger("crisis_violence", {"crisis_violence": 3}))
    outcome = Outcome(this.message, talk.id, outcome="silent")
    call_a_person(replace(this, text="he is here. i want to talk to a person", conversation=talk), outcome, "en")
    assert (outcome.outcome, outcome.queue_reason) == ("answered", "asked")


@pytest.mark.parametrize("case", CASES["whose"], ids=lambda case: case["text"])
def test_a_small_child_whom_the_talk_knows_pushes_nothing_out_that_was_told_lately(case: dict[str, Any]) -> None:
    this = replace(pending(case["text"], [], **case.get("slots", {})), earlier=tuple(case["earlier"]))
    assert whose.topic("crisis_self_harm", this.text, whose.told_before(this)) == case["topic"]


def test_the_smallest_child_is_the_one_that_counts() -> None:
    this = pending("ok", [], children=[{"months": 9.0}, {"months": 1.0}, {"months": 30.0}])
    assert whose.told_before(replace(this, earlier=("hi",))) == ("1 months old", "hi")
