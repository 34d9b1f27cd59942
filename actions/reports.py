"""Takes a family's report that something is wrong with a place, and offers the next one."""

import json
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.choosing import next_offers
from actions.doors import cards, say
from actions.listing import Door, listed, spoken_of, targeted, told_last
from actions.reported import line_down, note_reported
from actions.words import say as say_named
from services.casework import current
from services.casework.cards import opening
from services.casework.offer import Offer
from services.casework.ordering import same_line
from services.casework.phrases import folded
from services.casework.place_reports import fault_in
from services.casework.silent_lines import line_of
from services.casework.when import door_named

MOST_LOOKED_AT = 40


class ActionReportPlace(Action):
    """A dead number, a closed door, a wrong hour: kept for the editors without the person's words."""

    def name(self) -> str:
        return "action_report_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        doors = _doors(tracker)
        fault = _fault(tracker)
        meant = _meant(tracker, doors)
        if not doors or fault is None:
            current.get().call_person("complaint")
            dispatcher.utter_message(response="utter_complaint")
            return []
        if meant is None:
            _ask_which(dispatcher, doors, fault)
            return []
        if "complaint" in reading.labels(tracker):
            current.get().call_person("complaint")
        return _take(dispatcher, tracker, *meant, fault)


def note_report(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Take the report of a message that also tells something new, which is answered next."""
    fault, meant = _fault(tracker), _meant(tracker, _doors(tracker))
    return _keep(dispatcher, tracker, *meant, fault) if fault and meant else []


def reports(tracker: Tracker) -> bool:
    """Whether a message that was read as something else tells of a dead number after places were named."""
    said = str(tracker.latest_message.get("text") or "")
    return bool(tracker.get_slot("listed")) and fault_in(said) is not None


def _doors(tracker: Tracker) -> list[Door]:
    """Those that may be meant: those that the report names, else the one told of last, else the last list."""
    alone = told_last(tracker)
    numbered = next(tracker.get_latest_entity_values("door"), None)
    if found := targeted(tracker):
        meant = found
    elif not numbered and (said := spoken_of(tracker, str(tracker.latest_message.get("text") or ""))):
        meant = said
    else:
        meant = [alone] if alone and not numbered else listed(tracker)
    return [each for each in meant if not each[0].last_resort]


def _fault(tracker: Tracker) -> str | None:
    told = next(tracker.get_latest_entity_values("fault"), None)
    return told or fault_in(str(tracker.latest_message.get("text") or ""))


def _meant(tracker: Tracker, doors: list[Door]) -> Door | None:
    """The door that is meant, by its number, its key, its name, or because there is no other."""
    said = str(tracker.latest_message.get("text") or "")
    number = next(tracker.get_latest_entity_values("door"), None) or door_named(folded(said))[0]
    if number:
        return doors[int(number) - 1] if 0 < int(number) <= len(doors) else None
    key = next(tracker.get_latest_entity_values("target"), None)
    for door in doors:
        if key == door[0].key or folded(door[0].name) in folded(said):
            return door
    return doors[0] if len(doors) == 1 else None


def _ask_which(dispatcher: CollectingDispatcher, doors: list[Door], fault: str) -> None:
    buttons = [
        {"title": door.name, "payload": f"/report_place{json.dumps({'target': door.key, 'fault': fault})}"}
        for door, _need in doors
    ]
    dispatcher.utter_message(response="utter_report_which", buttons=buttons)


def _take(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, need: str, fault: str
) -> list[dict[str, Any]]:
    if fault == "closed_now" and door.found and door.found.hours_state == "closed":
        hours = opening(door.found, current.get().now, reading.language(tracker))
        dispatcher.utter_message(response="utter_closed_as_known", name=door.name, hours=hours)
        return _next(dispatcher, tracker, door, need, [])
    return [
        *_keep(dispatcher, tracker, door, need, fault),
        *_next(dispatcher, tracker, door, need, [door.key]),
    ]


def _keep(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, need: str, fault: str
) -> list[dict[str, Any]]:
    """To the editors, by the line in the directory; what is only a program of ours, a person has to see."""
    desk = current.get()
    line = door if door.found else same_line(door, next_offers(tracker, need, MOST_LOOKED_AT))
    if line is None or line.found is None:
        desk.call_person("complaint")
    else:
        known = {"closed_now": "wrong_hours" if line.found.hours_state == "open" else "closed"}
        desk.tell(line.found.service_id, known.get(fault, fault))
    dispatcher.utter_message(response="utter_reported")
    return note_reported(tracker, [door.key, *filter(None, [line_of(door, fault)])])


def _next(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, need: str, reported: list[str]
) -> list[dict[str, Any]]:
    """The next door for the same need that was not named yet; 2-1-1 and a person when there is none."""
    shown = reading.in_order(tracker.get_slot("shown") or [], [door.key, *reported])
    others = [each for each in next_offers(tracker, need, MOST_LOOKED_AT) if each.key not in shown]
    fresh = [each for each in others if not each.last_resort][:1]
    if not fresh:
        silent = line_down(tracker)
        key = say_named(tracker, "nothing_but_person") if silent else None
        dispatcher.utter_message(text=key, response=None if silent else "utter_nothing_next")
        return reading.set_slots(listed=[key for key in tracker.get_slot("listed") or [] if key not in reported])
    said = say(tracker, fresh)
    dispatcher.utter_message(response="utter_next", doors=said, json_message=cards(tracker, fresh, said))
    return reading.set_slots(shown=[*shown, fresh[0].key], listed=_in_its_place(tracker, door, fresh[0]))


def _in_its_place(tracker: Tracker, wrong: Offer, fresh: Offer) -> list[str]:
    """The last list with the new door where the wrong one stood: "the second one" still means what it meant."""
    before = list(tracker.get_slot("listed") or [])
    return [fresh.key if key == wrong.key else key for key in before] if wrong.key in before else [fresh.key]
