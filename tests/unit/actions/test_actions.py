"""What actions say and remember, with a real directory of fixed services and no Rasa."""

from datetime import datetime
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import ActionClarify, ActionStartOver, ActionStopMessages, ActionTakeFact
from actions.details import ActionSkipQuestion, ValidateDetailsForm
from actions.language import ActionChangeLanguage
from actions.needs import ActionFindHelp, ActionMoreOptions, ActionRepeat
from actions.person import ActionCallPerson, ActionCrisis
from actions.programs import ActionProgramInfo
from actions.screening import ActionStartScreening
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
        self.events: list[dict[str, Any]] = []  # of this turn, before the action
        self.followed: str | None = None

    def _find(self, question: Question) -> list[Found]:
        self.asked.append(question)
        return [found(f"{question.need} {number}", 1.5 if number < 3 else None) for number in range(1, 6)]

    async def run(self, action: Any, **message: Any) -> list[dict[str, Any]]:
        intent = message.pop("intent", None)
        latest = {"intent": {"name": intent}, "entities": [], "text": "", **message}
        tracker = Tracker("turn", dict(self.slots), latest, list(self.events), False, None, {}, "action_listen")
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
    assert room.responses() == ["utter_developmental_concern", "utter_doors", "utter_ask_for_insurance"]
    assert "Birth to Three" in room.said[0]["doors"]
    assert "HUSKY" in room.said[1]["doors"]
    assert room.followed == "details_form"
    assert room.slots["question"] == "insurance"


async def test_a_child_of_four_is_not_sent_to_birth_to_three(room: Room) -> None:
    room.slots |= {"child_age_months": 50.0, "zip": "06106"}
    await room.run(ActionFindHelp(), intent="developmental_concern")
    assert not [message for message in room.said if "Birth to Three" in message.get("doors", "")]


async def test_without_an_age_the_line_for_every_age_is_the_only_door(room: Room) -> None:
    await room.run(ActionFindHelp(), intent="developmental_concern")
    assert room.said[0]["doors"].startswith("Child Development Infoline: ")
    assert "\n" not in room.said[0]["doors"]
    assert room.slots["question"] == "child_age_months"


async def test_the_nearest_place_is_named_with_its_distance(room: Room) -> None:
    room.slots |= {"zip": "06106", "child_age_months": 30.0}
    await room.run(ActionFindHelp(), intent="food_need")
    assert "food_need 1 (Hartford, 1.5 mi): " in room.said[0]["doors"]
    assert room.asked[0].place is not None
    assert room.asked[0].place.town == "Hartford"


async def test_nothing_is_asked_that_is_known_or_was_skipped(room: Room) -> None:
    room.slots |= {"zip": "06106", "skipped": ["child_age_months"]}
    await room.run(ActionFindHelp(), intent="food_need")
    assert room.followed is None
    assert room.responses()[-1] == "utter_after_help"


async def test_a_question_is_not_put_again_for_the_same_need(room: Room) -> None:
    await room.run(ActionFindHelp(), intent="housing_need")
    await room.run(ActionFindHelp(), intent="housing_need")
    assert room.responses().count("utter_ask_for_place") == 1
    assert room.slots["question"] == "place"  # its answer is still listened for


async def test_a_need_told_beside_the_wish_for_a_person_gets_both(room: Room) -> None:
    labels = [{"name": "food_need"}, {"name": "talk_to_person"}]
    await room.run(ActionFindHelp(), intent="food_need", labels=labels)
    assert room.responses() == ["utter_food_need", "utter_person_coming"]
    assert room.desk.hand_off == "asked"


async def test_a_doubtful_second_reading_calls_nobody(room: Room) -> None:
    await room.run(ActionFindHelp(), intent="food_need", labels=[{"name": "food_need"}, {"name": "check_referral"}])
    assert room.desk.hand_off is None


@pytest.mark.parametrize(
    ("fact", "value", "lead"),
    [
        ("child_age_months", 30.0, "utter_told_age"),
        ("zip", "06106", "utter_told_place"),
        ("insurance", "husky", "utter_with_new_fact"),
    ],
)
async def test_what_is_told_is_used_where_it_can_be_seen(room: Room, fact: str, value: Any, lead: str) -> None:
    room.slots |= {"needs": ["food_need"], fact: value}
    await room.run(ActionFindHelp(), intent="inform", entities=[{"entity": fact, "value": value}])
    assert room.responses()[0] == lead


@pytest.mark.parametrize(
    ("insurance", "lead"), [("husky", "utter_rides_with_husky"), ("not_husky", "utter_rides_without_husky")]
)
async def test_husky_or_not_changes_what_is_said_of_rides(room: Room, insurance: str, lead: str) -> None:
    needs = ["developmental_concern", "transportation_need"]
    room.slots |= {"needs": needs, "question": "insurance", "insurance": insurance, "child_age_months": 20.0}
    await room.run(ActionFindHelp(), intent="affirm")
    assert room.responses()[0] == lead
    assert room.responses()[-1] == "utter_ask_for_place"


async def test_a_town_with_nothing_closer_is_told_so(room: Room) -> None:
    room.slots |= {"needs": ["legal_need"], "shown": ["service:legal_need 1", "service:legal_need 2"], "zip": "06320"}
    await room.run(ActionFindHelp(), intent="inform", entities=[{"entity": "zip", "value": "06320"}])
    assert room.responses() == ["utter_serves_place", "utter_after_help"]


async def test_a_town_told_later_wins_over_the_zip_told_before(room: Room) -> None:
    room.slots |= {"needs": ["food_need"], "zip": "06106", "place": "06106", "town": "Danbury"}
    await room.run(ActionFindHelp(), intent="inform", entities=[{"entity": "town", "value": "Danbury"}])
    assert room.slots["place"] == "Danbury"
    assert room.asked[-1].place is not None
    assert room.asked[-1].place.town == "Danbury"


async def test_the_last_doors_are_said_again(room: Room) -> None:
    room.slots |= {"zip": "06106", "child_age_months": 30.0}
    await room.run(ActionFindHelp(), intent="legal_need")
    await room.run(ActionRepeat(), intent="repeat")
    first, again = (message["doors"] for message in room.said if message.get("doors"))
    assert sorted(first.splitlines()) == sorted(again.splitlines())


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
        ({"needs": ["developmental_concern"], "question": "child_age_months"}, ["child_age_months"]),
        ({"needs": ["developmental_concern"], "question": None}, []),
    ],
)
async def test_the_form_listens_for_the_question_that_was_put(
    room: Room, slots: dict[str, Any], asked: list[str]
) -> None:
    tracker = Tracker("turn", room.slots | slots, {}, [], False, None, {}, None)
    assert await ValidateDetailsForm().required_slots([], CollectingDispatcher(), tracker, {}) == asked


@pytest.mark.parametrize(("intent", "reason"), [("talk_to_person", "asked"), ("complaint", "complaint")])
async def test_a_person_is_called_with_the_reason(room: Room, intent: str, reason: str) -> None:
    await room.run(ActionCallPerson(), intent=intent)
    assert room.desk.hand_off == reason


async def test_a_danger_that_only_rasa_saw_is_left_to_the_gateway_to_answer(room: Room) -> None:
    await room.run(ActionCrisis(), intent="crisis_self_harm")
    assert room.desk.crisis == "crisis_self_harm"
    assert room.said == []


@pytest.mark.parametrize("intent", ["start_screening", "check_milestones"])
async def test_nobody_in_danger_is_asked_many_questions(room: Room, intent: str) -> None:
    room.desk.in_danger = True
    await room.run(ActionStartScreening(), intent=intent)
    assert room.desk.hand_off is None
    assert "can wait" in room.said[0]["text"]


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
    await room.run(
        ActionProgramInfo(), intent="program_info", entities=[{"entity": "program", "value": "birth_to_three"}]
    )
    assert room.responses() == ["utter_program", "utter_program_likely", "utter_after_program"]
    assert "menores de 3" in room.said[1]["reasons"]


async def test_a_program_is_judged_again_when_the_missing_fact_is_told(room: Room) -> None:
    await room.run(ActionProgramInfo(), intent="program_info", entities=[{"entity": "program", "value": "wic"}])
    assert room.slots["question"] == "child_age_months"
    room.slots["child_age_months"] = 5.0
    await room.run(ActionFindHelp(), intent="inform", entities=[{"entity": "child_age_months", "value": 5.0}])
    assert room.followed == "action_program_info"


async def test_without_a_program_we_ask_which_and_listen(room: Room) -> None:
    await room.run(ActionProgramInfo(), intent="eligibility_question")
    assert room.responses() == ["utter_ask_for_program"]
    assert room.followed == "details_form"


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


async def test_a_number_is_the_age_that_was_asked_for_before(room: Room) -> None:
    room.slots |= {"needs": ["food_need"], "asked": ["child_age_months", "place"], "question": "place"}
    await room.run(ActionTakeFact(), intent="inform", text="2")
    assert room.slots["child_age_months"] == 24.0
    assert room.followed == "action_find_help"


async def test_words_that_are_no_answer_get_the_question_explained(room: Room) -> None:
    room.slots |= {"needs": ["food_need"], "requested_slot": "place", "question": "place"}
    await room.run(ActionTakeFact(), intent="inform", text="springfield")
    assert room.followed == "action_clarify"
    await room.run(ActionClarify(), intent="inform", text="springfield")
    assert room.responses() == ["utter_unclear_place"]


async def test_starting_over_keeps_the_language(room: Room) -> None:
    room.slots |= {"language": "es", "needs": ["food_need"], "zip": "06106"}
    await room.run(ActionStartOver(), intent="start_over")
    assert room.slots.get("needs") is None
    assert room.slots["language"] == "es"


async def test_no_more_messages_is_a_wish_of_the_turn(room: Room) -> None:
    await room.run(ActionStopMessages(), intent="stop_messages")
    assert room.desk.stop


async def test_who_asks_about_husky_is_told_about_the_program_and_not_taken_to_have_it(room: Room) -> None:
    room.slots |= {"checking": "care4kids", "insurance": "husky"}
    entities = [{"entity": "insurance", "value": "husky"}]
    await room.run(ActionProgramInfo(), intent="eligibility_question", entities=entities)
    assert room.said[0]["name"] == "HUSKY Health"
    assert room.slots["insurance"] is None


async def test_details_of_a_door_are_told_by_its_number_in_the_last_answer(room: Room) -> None:
    room.slots |= {"zip": "06106", "child_age_months": 30.0, "needs": ["food_need"]}
    await room.run(ActionFindHelp(), intent="food_need")
    second = room.slots["listed"][1]
    room.said.clear()
    await room.run(ActionRepeat(), intent="repeat", entities=[{"entity": "door", "value": 2}])
    assert room.responses() == ["utter_details"]
    assert room.said[0]["doors"].casefold().startswith(second.partition(":")[2])
    await room.run(ActionRepeat(), intent="repeat", entities=[{"entity": "door", "value": 3}])
    assert room.said[-1]["response"] == "utter_no_such_door"
    assert room.said[-1]["most"] == 2


async def test_after_more_the_numbers_are_those_of_the_new_answer(room: Room) -> None:
    room.slots |= {"zip": "06106", "child_age_months": 30.0}
    await room.run(ActionFindHelp(), intent="food_need")
    first = list(room.slots["listed"])
    await room.run(ActionMoreOptions(), intent="more_options")
    assert not set(room.slots["listed"]) & set(first)


async def test_of_who_was_given_a_person_in_the_same_message_nothing_is_asked(room: Room) -> None:
    room.desk.called = True
    await room.run(ActionProgramInfo(), intent="program_info")
    await room.run(ActionFindHelp(), intent="food_need", labels=[{"name": "food_need"}])
    assert [said for said in room.responses() if str(said).startswith("utter_ask")] == []
    assert "question" not in room.slots
