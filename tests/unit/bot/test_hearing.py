"""How sure the network must be of a danger: surer in the middle of a calm talk, where messages are short."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.turn.hearing import Hearing
from casebook.records import Conversation, Danger, Pending

MOMENT = datetime(2026, 11, 22)
TALK = {"slots": {"needs": ["food_need"]}}
CALM, VIOLENCE = Danger(), "crisis_violence"
TEXT = "tell her ring after three when I am up"


def hearing(chance: float, label: str = "crisis_self_harm") -> Hearing:
    return Hearing(lambda _text: {label: chance}, lambda _text: None, lambda _text: None)


def pending(text: str = TEXT, state: dict[str, Any] | None = TALK, danger: Danger = CALM) -> Pending:
    talk = Conversation(
        id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None,
        queue_reason=None, queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=None,
        closed_at=None, last_seq=2, created_at=MOMENT, updated_at=MOMENT, state=state, danger=danger,
    )  # fmt: skip
    return Pending("m", 3, text, None, 0, None, MOMENT, talk)


def test_in_a_calm_talk_what_the_network_alone_half_hears_is_asked_about() -> None:
    read = hearing(0.7).read(pending(), "en")
    assert (read.crisis, read.doubt) == (None, "crisis_self_harm")
    assert read.reason == "classifier 0.70"


@pytest.mark.parametrize(
    "first",
    [pending(state=None), pending(state={"slots": {"needs": []}}), pending(danger=Danger(crisis="crisis_violence"))],
)
def test_a_first_message_and_one_in_a_danger_ring_as_before(first: Pending) -> None:
    assert hearing(0.7).read(first, "en").crisis == "crisis_self_harm"


def test_in_a_calm_talk_a_weak_phrase_rings_only_where_the_network_alarms() -> None:
    sibling = replace(pending(), text="3. also hes been hitting the baby is that normal")
    assert hearing(0.45, VIOLENCE).read(sibling, "en").doubt == VIOLENCE
    assert hearing(0.6, VIOLENCE).read(sibling, "en").crisis == VIOLENCE
    nothing = Hearing(lambda _text: None, lambda _text: None, lambda _text: None)
    assert nothing.read(sibling, "en").crisis == VIOLENCE  # with no network a phrase counts in full


def test_in_a_talk_a_phrase_and_a_sure_network_ring() -> None:
    assert hearing(0.95).read(pending(), "en").crisis == "crisis_self_harm"
    assert hearing(0.7).read(replace(pending(), text="i want to die"), "en").crisis == "crisis_self_harm"
