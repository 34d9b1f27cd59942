"""After places were named: whether they are open, and what a family tells of one that is not right."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.hours import ActionTellHours
from actions.reports import ActionReportPlace
from services.casework import Desk, current
from services.directory.question import Found, HoursState, Question, Then

NOON = datetime(2026, 11, 24, 12)  # a Tuesday


def found(name: str, state: HoursState, **more: Any) -> Found:
    return Found(
        service_id=name, name=name, organization=name, summary="Food.", next_step=None, phone=None, sms=None, url=None,
        address=None, town="Hartford", miles=1.0, reach="local", hours_state=state, why=(), verified_on=None, **more,
    )  # fmt: skip


class Room:
    """A desk with three pantries, of which the first two were named, and what was said and told to the editors."""

    def __init__(self, *states: HoursState) -> None:
        self.places = [found(f"Pantry {number}", state) for number, state in enumerate(states, 1)]
        self.told: list[tuple[str, str]] = []
        self.said: list[dict[str, Any]] = []
        current.set(Desk(NOON, self._find, tell=lambda *report: self.told.append(report)))
        named = [f"service:{each.name}" for each in self.places[:2]]
        self.slots: dict[str, Any] = {"language": "en", "needs": ["legal_need"], "place": "06106"}
        self.slots |= {"shown": named, "listed": named}

    def _find(self, question: Question) -> list[Found]:
        if question.within is None:
            return self.places
        within = question.within
        return [replace(each, then=Then(within, each.hours_state)) for each in self.places]

    async def run(self, action: Any, **entities: Any) -> None:
        latest = {"intent": {"name": "ask"}, "text": entities.pop("text", "")}
        latest["entities"] = [{"entity": name, "value": value} for name, value in entities.items()]
        tracker = Tracker("turn", dict(self.slots), latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        for event in await action.run(dispatcher, tracker, {}):
            self.slots[event["name"]] = event["value"]
        self.said += dispatcher.messages

    def responses(self) -> list[str]:
        return [str(message.get("response")) for message in self.said]


async def test_when_one_of_those_named_is_open_nothing_else_is_named() -> None:
    room = Room("closed", "open", "open")
    await room.run(ActionTellHours(), when="now", which="listed")
    assert room.responses() == ["utter_hours", "utter_after_help"]
    assert "Pantry 3" not in room.said[0]["doors"]


async def test_when_none_of_those_named_is_open_another_that_is_follows() -> None:
    room = Room("closed", "unknown", "open")
    await room.run(ActionTellHours(), when="now", which="listed")
    assert room.responses() == ["utter_hours", "utter_open", "utter_after_help"]
    assert "Pantry 3" in room.said[1]["doors"]
    assert room.slots["listed"] == [f"service:Pantry {number}" for number in (1, 2, 3)]


async def test_unknown_is_not_called_open() -> None:
    room = Room("unknown", "closed", "unknown")
    await room.run(ActionTellHours(), when="now", which="any")
    assert room.responses() == ["utter_open_unknown", "utter_after_help"]


async def test_when_all_is_closed_who_always_answers_is_named() -> None:
    room = Room("closed", "closed", "closed")
    await room.run(ActionTellHours(), when="now", which="any")
    assert room.responses() == ["utter_none_open", "utter_after_help"]


async def test_the_door_asked_about_by_number_is_the_only_one_told_of() -> None:
    room = Room("closed", "open", "open")
    await room.run(ActionTellHours(), when="now", which="listed", door=2)
    assert "Pantry 2" in room.said[0]["doors"]
    assert "Pantry 1" not in room.said[0]["doors"]
    assert room.slots["listed"] == ["service:Pantry 1", "service:Pantry 2"]  # "2" still means the second


async def test_a_report_is_told_to_the_editors_and_the_next_place_named() -> None:
    room = Room("open", "open", "open")
    await room.run(ActionReportPlace(), fault="phone_dead", door=2)
    assert room.told == [("Pantry 2", "phone_dead")]
    assert room.responses() == ["utter_reported", "utter_next"]
    assert "Pantry 3" in room.said[1]["doors"]
    assert room.slots["reported"] == ["service:Pantry 2"]


async def test_a_place_that_was_reported_is_not_offered_again() -> None:
    room = Room("open", "open", "open")
    await room.run(ActionReportPlace(), fault="phone_dead", door=1)
    await room.run(ActionTellHours(), when="now", which="any")
    assert "Pantry 1" not in room.said[-2]["doors"]


async def test_when_it_is_not_clear_which_is_meant_it_is_asked() -> None:
    room = Room("open", "open", "open")
    await room.run(ActionReportPlace(), fault="phone_dead")
    assert room.told == []
    assert [button["title"] for button in room.said[0]["buttons"]] == ["Pantry 1", "Pantry 2"]
    await room.run(ActionReportPlace(), fault="phone_dead", target="service:Pantry 2")
    assert room.told == [("Pantry 2", "phone_dead")]


@pytest.mark.parametrize(
    ("state", "told", "first"),
    [
        ("open", [("Pantry 1", "wrong_hours")], "utter_reported"),
        ("unknown", [("Pantry 1", "closed")], "utter_reported"),
        ("closed", [], "utter_closed_as_known"),
    ],
)
async def test_closed_at_the_moment_is_a_fault_only_when_we_said_otherwise(
    state: HoursState, told: list[tuple[str, str]], first: str
) -> None:
    room = Room(state, "open", "open")
    await room.run(ActionReportPlace(), fault="closed_now", door=1)
    assert (room.told, room.responses()[0]) == (told, first)


async def test_with_no_other_place_2_1_1_and_a_person_are_named() -> None:
    room = Room("open", "open")
    await room.run(ActionReportPlace(), fault="no_answer", door=1)
    assert room.responses() == ["utter_reported", "utter_nothing_next"]
