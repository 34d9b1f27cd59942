"""A number, a button, a title or one of our own words is a choice; anything else is words."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.turn.choices import chosen
from casebook.records import Conversation, Pending

MOMENT = datetime(2026, 11, 22)
TALK = Conversation(
    id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None, queue_reason=None,
    queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=None, closed_at=None, last_seq=2,
    created_at=MOMENT, updated_at=MOMENT,
)  # fmt: skip
OFFERED = (
    {"title": "More choices", "choice": {"intent": "more_options", "entities": {}}},
    {"title": "Talk to a person", "choice": {"intent": "talk_to_person", "entities": {}}},
)


def pending(text: str, choice: tuple[int, int] | None = None, state: dict[str, object] | None = None) -> Pending:
    return Pending("m", 3, text, choice, 0, None, MOMENT, replace(TALK, state=state), OFFERED)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("1", "more_options"),
        ("2.", "talk_to_person"),
        ("talk to a person", "talk_to_person"),
        ("PERSONA", "talk_to_person"),
        ("Skip!", "dont_know_or_skip"),
        ("borrar", "delete_data"),
    ],
)
def test_these_words_are_a_choice(text: str, intent: str) -> None:
    found = chosen(pending(text))
    assert found is not None
    assert found["intent"] == intent


@pytest.mark.parametrize("text", ["3", "0", "2 kids", "06106", "a person hit me", "²", ""])
def test_these_words_are_words(text: str) -> None:
    assert chosen(pending(text)) is None


def test_a_number_is_an_age_while_the_age_is_asked() -> None:
    assert chosen(pending("2", state={"loop": {"requested_slot": "child_age_months"}})) is None


def test_a_pressed_button_counts_by_its_place() -> None:
    assert chosen(pending("Talk to a person", choice=(2, 1))) == OFFERED[1]["choice"]
    assert chosen(pending("x", choice=(2, 9))) is None
