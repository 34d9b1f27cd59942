"""What actions say and remember, with a real directory of fixed services and no Rasa."""

from datetime import datetime
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import ActionClarify, ActionStartOver, ActionStopMessages, ActionTakeFact
from actions.details import ActionSkipQuestion, ValidateDetailsForm
from actions.language import ActionChangeLanguage
from actions.needs import ActionFindHelp, ActionMoreOptions
from actions.person import ActionCallPerson, ActionCrisis
from actions.programs import ActionProgramInfo
from services.casework import Desk, current
from services.directory.question import Found, Question

NOON = datetime(2026, 11, 23, 12)


def found(name: str, miles: float | None) -> Found:
    return Found(
        service_id=name, name=name, organization=name, summary="Food.", next_step="Call.", phone=None,
        sms=None, url=None, address=None, town="Hartford" if miles else None, miles=miles,
        reach="local" if miles else "statewide", hours_state="unknown", why=(), verified_on=None,
    )  # fmt: skip


class Room:
    """A desk with fixed services, a tracker that remembers, and what was said."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.desk = Desk(NOON, self._find)
        current.set(self.desk)
        self.slots: dict[str, Any] = {"language": "en"}
        self.said: list[dict[str, Any]] = []
        self.followed: str | None = None

    def _find(self, question: Question) -> list[Found]:
        self.asked.append(question)
        return [found(f"{question.need} {number}", 1.5 if number < 3 else None) for number in range(1, 6)]

    async def run(self, action: Any, **message: Any) -> list[dict[str, Any]]:
        intent = message.pop("intent", None)
        latest = {"intent": {"name": intent}, "entities": [], "text": "", **message}
        tracker = Tracker("turn", dict(self.slots), latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = await action.run(dispatcher, tracker, {})
        for event in events:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            if event["event"] == "reset_slots":
                self.slots = {}
            if event["event"] == "followup":
                self.followed = event["name"]
        self.said += dispatcher.messages
        return list(events)

    def responses(self) -> list[str | None]:
        return [message.get("response") or message.get("template") for message in self.said]


@pytest.fixture
def room() -> Room:
    return Room()


async def test_two_needs_in_a_message_both_get_help_and_one_question_follows(room: Room) -> None:
    labels = [{"name": "developmental_concern"}, {"name": "transportation_need"}]
    room.slots |= {"child_age_months": 20.0, "zip": "06106"}
    await room.run(ActionFindHelp(), intent="developmental_concern", labels=labels)
    assert room.responses() == [
        "utter_developmental_concern", "utter_offer", "utter_transportation_need", "utter_offer", "utter_person_line",
    ]  # fmt: skip
    assert "Birth to Three" in room.said[1]["name"]
    assert "HUSKY" in room.said[3]["name"]
    assert room.followed == "details_form"


async def test_a_child_of_four_is_not_sent_to_birth_to_three(room: Room) -> None:
    room.slots |= {"child_age_months": 50.0, "zip": "06106"}
    await room.run(ActionFindHelp(), intent="developmental_concern")
    assert not [message for message in room.said if "Birth to Three" in message.get("name", "")]


async def test_the_nearest_place_is_named_with_its_distance(room: Room) -> None:
    room.slots |= {"zip": "06106", "child_age_months": 30.0}
    await room.run(ActionFindHelp(), intent="food_need")
    assert room.said[1]["response"] == "utter_offer_near"
    assert room.said[1]["miles"] == 1.5
    assert room.asked[0].place is not None
    assert room.asked[0].place.town == "Hartford"


async def test_nothing_is_asked_that_is_known_or_was_skipped(room: Room) -> None:
    room.slots |= {"zip": "06106", "skipped": ["child_age_months"]}
    await room.run(ActionFindHelp(), intent="food_need")
    assert room.followed is None
    assert room.responses()[-1] == "utter_after_help"


async def test_more_shows_no_door_twice(room: Room) -> None:
    room.slots |= {"zip": "06106"}
    await room.run(ActionFindHelp(), intent="legal_need")
    first = list(room.slots["shown"])
    await room.run(ActionMoreOptions(), intent="more_options")
    assert len(set(room.slots["shown"])) == len(room.slots["shown"]) > len(first)


async def test_a_question_that_is_skipped_is_remembered(room: Room) -> None:
    room.slots |= {"requested_slot": "place", "needs": ["food_need"]}
    await room.run(ActionSkipQuestion(), intent="dont_know_or_skip")
    assert room.slots["skipped"] == ["place"]


@pytest.mark.parametrize(
    ("slots", "asked"),
    [
        ({"needs": ["developmental_concern"]}, ["child_age_months"]),
        ({"needs": ["developmental_concern"], "child_age_months": 20.0}, ["place"]),
        ({"needs": ["developmental_concern"], "child_age_months": 20.0, "town": "Hartford"}, []),
        ({"needs": ["food_need"], "skipped": ["place", "child_age_months"]}, []),
    ],
)
async def test_the_form_asks_for_one_fact(room: Room, slots: dict[str, Any], asked: list[str]) -> None:
    tracker = Tracker("turn", room.slots | slots, {}, [], False, None, {}, None)
    assert await ValidateDetailsForm().required_slots([], CollectingDispatcher(), tracker, {}) == asked


@pytest.mark.parametrize(("intent", "reason"), [("talk_to_person", "asked"), ("complaint", "complaint")])
async def test_a_person_is_called_with_the_reason(room: Room, intent: str, reason: str) -> None:
    await room.run(ActionCallPerson(), intent=intent)
    assert room.desk.hand_off == reason


async def test_a_danger_that_only_rasa_saw_is_answered_and_goes_first(room: Room) -> None:
    await room.run(ActionCrisis(), intent="crisis_self_harm")
    assert room.desk.hand_off == "crisis"
    assert "988" in room.said[0]["text"]


@pytest.mark.parametrize(("text", "language"), [("español", "es"), ("english please", "en"), ("switch", "es")])
async def test_a_language_is_changed(room: Room, text: str, language: str) -> None:
    await room.run(ActionChangeLanguage(), intent="change_language", text=text)
    assert room.desk.language == language
    assert room.slots["language"] == language


async def test_a_language_we_do_not_write_calls_a_person(room: Room) -> None:
    await room.run(ActionChangeLanguage(), intent="change_language", text="kreyol?")
    assert room.desk.hand_off == "asked"


async def test_a_program_is_explained_with_its_reasons_in_spanish(room: Room) -> None:
    room.slots |= {"language": "es", "child_age_months": 20.0}
    await room.run(ActionProgramInfo(), intent="program_info", entities=[{"entity": "program", "value": "birth_to_three"}])
    assert room.responses() == ["utter_offer", "utter_program_likely"]
    assert "menores de 3" in room.said[1]["reasons"]


async def test_an_unclear_message_offers_its_likely_readings_then_a_person(room: Room) -> None:
    guesses = [{"name": "food_need"}, {"name": "greet"}, {"name": "housing_need"}]
    await room.run(ActionClarify(), intent="nlu_fallback", guesses=guesses)
    assert [button["payload"] for button in room.said[0]["buttons"]] == ["/food_need", "/housing_need"]
    await room.run(ActionClarify(), intent="nlu_fallback", guesses=guesses)
    assert room.responses()[-1] == "utter_offer_person"


async def test_a_fact_alone_is_noted_and_with_a_need_it_is_used(room: Room) -> None:
    entities = [{"entity": "zip", "value": "06106"}]
    await room.run(ActionTakeFact(), intent="inform", entities=entities)
    assert room.responses() == ["utter_fact_noted"]
    room.slots["needs"] = ["food_need"]
    await room.run(ActionTakeFact(), intent="inform", entities=entities)
    assert room.followed == "action_find_help"


async def test_starting_over_keeps_the_language(room: Room) -> None:
    room.slots |= {"language": "es", "needs": ["food_need"], "zip": "06106"}
    await room.run(ActionStartOver(), intent="start_over")
    assert room.slots.get("needs") is None
    assert room.slots["language"] == "es"


async def test_no_more_messages_is_a_wish_of_the_turn(room: Room) -> None:
    await room.run(ActionStopMessages(), intent="stop_messages")
    assert room.desk.stop
