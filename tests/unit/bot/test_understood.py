"""Whether a talk knows what a message means before anybody reads it."""

from datetime import datetime
from typing import Any

import pytest

from bot.turn.understood import already_understood
from casebook.records import Conversation, Pending

MOMENT = datetime(2026, 11, 22)
PLACE = {"loop": {"name": "details_form", "requested_slot": "place"}, "slots": {}}


def asked(text: str, state: dict[str, Any] | None) -> Pending:
    talk = Conversation(
        id="c", family="f", channel="sms", language="en", language_chosen=False, owner="bot", staff=None,
        queue_reason=None, queue_priority=0, queued_at=None, opted_out=False, greeted=True, crisis_at=None,
        closed_at=None, last_seq=2, created_at=MOMENT, updated_at=MOMENT, state=state,
    )  # fmt: skip
    return Pending("m", 3, text, None, 0, None, MOMENT, talk)


@pytest.mark.parametrize("text", ["hartford", "en new haven", "06106", "im in Willimantic", "she is 3"])
def test_the_fact_that_was_asked_is_understood(text: str) -> None:
    assert already_understood(asked(text, PLACE))


@pytest.mark.parametrize("text", ["help me", "no puedo mas", "he is outside hartford with a knife and i am hiding"])
def test_anything_else_is_read_for_danger(text: str) -> None:
    assert not already_understood(asked(text, PLACE))


def test_a_town_that_nobody_asked_for_is_read_as_any_message() -> None:
    assert not already_understood(asked("hartford", None))


@pytest.mark.parametrize(
    "text",
    [
        "mi hija de 14 no sale del cuarto y usa manga larga con este calor",
        "my son is 15 he wont come out of his room and gave his xbox away",
    ],
)
def test_an_answer_of_a_danger_calms_no_doubt_about_it(text: str) -> None:
    assert not already_understood(asked(text, None))


def in_talk(text: str, *needs: str) -> Pending:
    return asked(text, {"loop": {}, "slots": {"needs": list(needs), "words": "he is 2 and not talking"}})


@pytest.mark.parametrize(
    ("text", "need"),
    [
        (
            "i called, will someone call me back, his lip is all big and he wont play, anything else i do",
            "developmental_concern",
        ),
        (
            "ya llame y me van a llamar pero el nene esta muy raro y no juega, hago algo mas mientras",
            "developmental_concern",
        ),
    ],
)
def test_a_known_question_asked_at_length_calms_no_doubt(text: str, need: str) -> None:
    assert not already_understood(in_talk(text, need))


@pytest.mark.parametrize(
    "text", ["will they call back, do i do anything while i wait", "me llaman? que hago mientras espero"]
)
def test_a_known_question_asked_in_few_words_is_understood(text: str) -> None:
    assert already_understood(in_talk(text, "developmental_concern"))


def test_a_question_of_no_danger_is_understood_at_length() -> None:
    text = "is it safe to call if we dont have papers and my sister says they share names with immigration"
    assert already_understood(in_talk(text, "developmental_concern"))
