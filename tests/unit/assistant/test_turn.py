"""A turn: what goes in, what comes out, and that a restored conversation goes on as a remembered one would."""

import asyncio
import json
import random
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted
from rasa.utils.endpoints import ClientResponseError

from assistant import turn_state
from assistant.processor import TurnFailed, TurnProcessor, _kind, _never_rests
from assistant.turn_request import BadRequest, read_turn

WORDS = ["hello", "food", "thanks", "yes", "no", "06106 is mine", "die"]
CHOICES = [
    {"intent": "inform", "entities": {"zip": "06106"}},
    {"intent": "inform", "entities": {"age": 20}},
    {"intent": "inform", "entities": {"zip": "06605", "age": 3}},
    {"intent": "deny"},
    {"intent": "food_need"},
    {"intent": "affirm"},
]


def take(processor: TurnProcessor, state: Any = None, **turn: Any) -> dict[str, Any]:
    body = {"turn": "t1", "channel": "web", "state": state, **turn}
    return asyncio.run(processor.answer(read_turn(json.loads(json.dumps(body)))))


def said(answer: dict[str, Any]) -> list[str]:
    return [message["text"] for message in answer["messages"]]


def test_a_spanish_family_is_answered_in_spanish(processor: TurnProcessor) -> None:
    assert said(take(processor, text="hello", slots={"language": "es"}))[0] == "Hola"
    assert said(take(processor, text="hello", slots={"language": "en"}))[0] == "Hi"


def test_a_form_asks_fills_and_ends_over_separate_turns(processor: TurnProcessor) -> None:
    asked = take(processor, text="food")
    assert said(asked) == ["Your ZIP?"]
    assert asked["state"]["loop"] == {"name": "food_form", "requested_slot": "zip"}
    answered = take(processor, asked["state"], choice=asked["messages"][0]["buttons"][0]["choice"])
    assert said(answered) == ["How old?"]
    assert answered["state"]["slots"]["zip"] == "06106"
    done = take(processor, answered["state"], choice={"intent": "inform", "entities": {"age": 20}})
    assert said(done) == ["action_find"]
    assert done["state"]["loop"] is None


def test_thanks_in_the_middle_of_a_form_is_answered_and_the_question_asked_again(processor: TurnProcessor) -> None:
    asked = take(processor, text="food")
    assert said(take(processor, asked["state"], text="thanks")) == ["Welcome", "Your ZIP?"]


@pytest.mark.parametrize("text", ["/deny", "  /deny", "\u200b/deny", "／deny", "//deny", "\u2060 / deny"])
def test_a_slash_is_only_a_character_in_what_a_family_writes(processor: TurnProcessor, text: str) -> None:
    read = read_turn({"turn": "t", "text": text})
    assert read.text == "deny"
    assert take(processor, text=text + '{"zip": "06106"}')["understood"]["entities"] == {}


@pytest.mark.parametrize("seed", range(25))
def test_a_restored_conversation_goes_on_as_a_remembered_one(processor: TurnProcessor, actions: Any, seed: int) -> None:
    actions.events = {"action_find": [{"event": "slot", "name": "known", "value": seed % 2 == 0}]}
    dice, state, remembered = random.Random(seed), None, turn_state.new_tracker("t1", processor.domain)
    for _ in range(12):
        turn = {"text": dice.choice(WORDS)} if dice.random() < 0.5 else {"choice": dice.choice(CHOICES)}
        answer = take(processor, state, **turn)
        state = answer["state"]
        assert said(answer) == asyncio.run(go_on(processor, remembered, turn))
        assert state["slots"] == turn_state.keep(remembered, processor.domain)["slots"]
        assert state["loop"] == turn_state.keep(remembered, processor.domain)["loop"]
        assert len(json.dumps(state)) < 4096


async def go_on(processor: TurnProcessor, tracker: Any, turn: dict[str, Any]) -> list[str]:
    """Take a turn on a tracker that is kept whole, as Rasa itself does."""
    replies = await processor.run_turn(read_turn({"turn": "t1", **turn}), tracker)
    return [message["text"] for message in replies.messages]


def test_state_neither_grows_nor_keeps_words(processor: TurnProcessor) -> None:
    state = None
    for _ in range(30):
        state = take(processor, state, text="hello my secret")["state"]
    assert len(json.dumps(state)) < 2000
    assert "secret" not in json.dumps(state)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ([], "the request must be a JSON object"),
        ({"turn": "t"}, "text or choice is needed"),
        ({"turn": "", "text": "x"}, "turn must be"),
        ({"turn": "t", "text": 5}, "text must be a JSON string"),
        ({"turn": "t", "text": "x", "channel": "fax"}, "channel must be one of"),
        ({"turn": "t", "text": "x", "state": []}, "state must be a JSON object"),
        ({"turn": "t", "text": "x", "state": {"events": {}}}, "state must hold"),
        ({"turn": "t", "text": "x", "state": {"events": [{"event": "evil"}]}}, "not a kept event"),
        ({"turn": "t", "text": "x", "state": {"events": [{"event": "user", "entities": [3]}]}}, "broken user event"),
        ({"turn": "t", "text": "x", "state": {"events": [{"event": "action", "name": [5]}]}}, "not a string"),
        ({"turn": "t", "text": "x", "state": {"events": [{"event": "action"}]}}, "not a string"),
        ({"turn": "t", "text": "x", "slots": {"nope": 1}}, "slots holds unknown names: nope"),
        ({"turn": "t", "choice": {"intent": "nope"}}, "choice.intent is unknown"),
        ({"turn": "t", "choice": {"intent": "inform", "entities": {"nope": 1}}}, "choice.entities holds unknown"),
        ({"turn": "t", "text": "x", "chances": [1.0]}, "chances must be rows of numbers"),
        ({"turn": "t", "text": "x", "chances": [[1.0], [0.5, 0.5]]}, "chances must be rows of numbers"),
        ({"turn": "t", "text": "x", "shout": True}, "unknown field: shout"),
    ],
)
def test_a_broken_request_is_refused_with_its_reason(processor: TurnProcessor, body: Any, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        asyncio.run(processor.answer(read_turn(body)))


def test_a_conversation_goes_on_after_an_update_that_dropped_its_form(processor: TurnProcessor) -> None:
    state = {
        "slots": {"zip": "06106", "gone": 1},
        "loop": {"name": "old_form"},
        "events": [{"event": "action", "name": "old"}],
    }
    answer = take(processor, state, text="hello")
    assert said(answer)[0] == "Hi"
    assert answer["state"]["slots"]["zip"] == "06106"


def test_a_failed_action_fails_the_turn_instead_of_passing_for_silence(processor: TurnProcessor, actions: Any) -> None:
    actions.fails = True
    with pytest.raises(TurnFailed, match="action_find failed: TimeoutError"):
        take(processor, text="hello")


def test_a_failure_tells_the_kind_of_error_that_the_gateway_named_and_none_of_its_words() -> None:
    failed = RuntimeError("Failed to execute custom action")
    failed.__cause__ = ClientResponseError(500, "no", '{"error": "KeyError"}')
    assert _kind(failed) == "KeyError"
    failed.__cause__ = ClientResponseError(500, "no", '{"error": "my son hits me"}')
    assert _kind(failed) == "ClientResponseError"


def test_a_turn_without_rest_names_the_actions_that_call_each_other(processor: TurnProcessor) -> None:
    tracker = turn_state.new_tracker("t", processor.domain)
    tracker.update_with_events([ActionExecuted("action_find"), ActionExecuted("action_clarify")], processor.domain)
    with pytest.raises(TurnFailed, match=r"at last .*action_find, action_clarify"):
        _never_rests(tracker)


def test_an_action_is_told_this_turn_only(processor: TurnProcessor, actions: Any) -> None:
    state = take(processor, text="food")["state"]
    take(
        processor, state, choice={"intent": "inform", "entities": {"zip": "06106", "age": 3}}, slots={"language": "es"}
    )
    call = actions.calls[-1]
    assert call["domain"] == {}
    assert call["tracker"]["slots"]["zip"] == "06106"
    assert call["tracker"]["latest_message"]["intent"]["name"] == "inform"
    assert not [event for event in call["tracker"]["events"] if event["event"] in ("user", "bot")]
