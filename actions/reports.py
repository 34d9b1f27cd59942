"""Takes a family's report that something is wrong with a place, and offers the next one."""

import json
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.choosing import next_offers
from actions.door_by_key import door_by_key
from actions.doors import cards, say
from actions.listing import Door, can_be_asked, doors_of, listed, spoken_of, targeted, told_last
from actions.no_refusal import answer_no_refusal, is_no_refusal, say_first_of_them, say_not_this
from actions.referral_moves import end_by, only_open
from actions.referrals import proposal_for, propose
from actions.reported import keys_of, line_is_no_help, name_again, note_reported
from actions.same_kind import by_oneself, next_of_kind
from actions.words import say as say_named
from casebook.care.records import FamilyRecord
from services.answers import answer_words
from services.casework import current
from services.casework.became_of import went
from services.casework.cards import opening
from services.casework.no_refusal import NOT_SO, NOT_THIS
from services.casework.offer import Offer
from services.casework.ordering import same_line
from services.casework.phrases import folded
from services.casework.place_reports import fault_in
from services.casework.referring import asks_to_refer
from services.casework.silent_lines import LINE_211, line_of, line_to, without_lines
from services.casework.when import door_named

MOST_LOOKED_AT = 40
FULL, WAIT_LIST = "full", "wait_list"
NO_FAULT = (FULL, WAIT_LIST, "not_for_us")


class ActionReportPlace(Action):
    """A dead number, a closed door, a wrong hour: kept for the editors without the person's words."""

    def name(self) -> str:
        return "action_report_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        record = await current.get().record()
        doors = _doors(tracker, record)
        fault = _fault(tracker)
        if fault == NOT_THIS:
            return say_not_this(dispatcher, tracker)
        rule = fault != NOT_SO and is_no_refusal(fault)  # told of who was called, be it no door of ours
        meant = told_last(tracker) if rule and not targeted(tracker) else _meant(tracker, doors)
        if meant is None and rule:
            return say_first_of_them(dispatcher, tracker)
        if not doors or fault is None:
            current.get().call_person("complaint")
            dispatcher.utter_message(response="utter_complaint")
            return []
        if meant is None:
            _ask_which(dispatcher, doors, fault)
            return []
        if is_no_refusal(fault):
            return answer_no_refusal(dispatcher, tracker, meant[0], fault, record)
        mended = _take_back(dispatcher, tracker)
        if meant[0].key in reading.reported(tracker):
            dispatcher.utter_message(text=say_named(tracker, "told_before"))
            return [*mended, *(await _next(dispatcher, tracker, *meant, list(tracker.get_slot("shown") or ())))]
        if "complaint" in reading.labels(tracker):
            current.get().call_person("complaint")
        ended = end_by(record, meant[0].key, fault)
        return [*mended, *(await _take(dispatcher, tracker, *meant, fault, ended=ended is not None))]


def _take_back(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Name the door again that was noted where another refused, as the family tells now."""
    key = next(tracker.get_latest_entity_values("which"), None)
    door = door_by_key(tracker, str(key)) if key else None
    if door is None:
        return []
    dispatcher.utter_message(text=say_named(tracker, "taken_back", name=door.name))
    return reading.set_slots(reported=name_again(tracker, door))


def note_report(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Take the report of a message that also tells something new, which is answered next."""
    fault, meant = _fault(tracker), _meant(tracker, _doors(tracker))
    return _keep(dispatcher, tracker, *meant, fault) if fault and meant else []


def reports(tracker: Tracker) -> bool:
    """Whether a message that was read as something else tells of a dead number after places were named."""
    said = str(tracker.latest_message.get("text") or "")
    return bool(tracker.get_slot("listed")) and fault_in(said) is not None


def _doors(tracker: Tracker, record: FamilyRecord | None = None) -> list[Door]:
    """Those that may be meant: named in the report, else the one that was asked, told of last, or the last list."""
    asked = only_open(record) if record else None
    wished = next(tracker.get_latest_entity_values("named"), None)  # names another door than the wrong one
    alone = told_last(tracker)
    numbered = next(tracker.get_latest_entity_values("door"), None)
    if found := targeted(tracker):
        meant = found
    elif not (numbered or wished) and (said := spoken_of(tracker, str(tracker.latest_message.get("text") or ""))):
        meant = said
    elif not numbered and asked and asked.target in (tracker.get_slot("shown") or ()):
        meant = doors_of(tracker, [asked.target])
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
    there = [door for door in doors if door[0].found and door[0].found.address] if went(said) else []
    some = there or doors
    return some[0] if len(some) == 1 else None


def _ask_which(dispatcher: CollectingDispatcher, doors: list[Door], fault: str) -> None:
    buttons = [
        {"title": door.name, "payload": f"/report_place{json.dumps({'target': door.key, 'fault': fault})}"}
        for door, _need in doors
    ]
    dispatcher.utter_message(response="utter_report_which", buttons=buttons)


async def _take(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, need: str, fault: str, *, ended: bool
) -> list[dict[str, Any]]:
    if fault == "closed_now" and door.found and door.found.hours_state == "closed":
        hours = opening(door.found, current.get().now, reading.language(tracker))
        dispatcher.utter_message(response="utter_closed_as_known", name=door.name, hours=hours)
        return await _next(dispatcher, tracker, door, need, [])
    return [
        *_keep(dispatcher, tracker, door, need, fault, ended=ended),
        *(await _next(dispatcher, tracker, door, need, [door.key])),
    ]


def _keep(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, need: str, fault: str, *, ended: bool = False
) -> list[dict[str, Any]]:
    """To the editors, by the line in the directory; what is only a program of ours, a person has to see.

    A place that is full, or not for them, is no fault of the directory: the family hears that it is not named again.
    """
    desk = current.get()
    others = next_offers(tracker, need, MOST_LOOKED_AT)
    keys = keys_of(tracker, door, others)
    if fault in NO_FAULT:
        said = say_named(tracker, f"noted_{fault}", name=door.name)
        dispatcher.utter_message(text=f"{said} {say_named(tracker, 'request_ended')}" if ended else said)
        if fault in (FULL, WAIT_LIST):
            return note_reported(tracker, keys)
    line = door if door.found else same_line(door, others)
    if line is None or line.found is None:
        desk.call_person("complaint")
    else:
        known = {"closed_now": "wrong_hours" if line.found.hours_state == "open" else "closed"}
        desk.tell(line.found.service_id, known.get(fault, fault))
    if fault not in NO_FAULT:
        dispatcher.utter_message(response="utter_reported")
        if ended:
            dispatcher.utter_message(text=say_named(tracker, "request_ended"))
    return note_reported(tracker, [*keys, *filter(None, [line_of(door, fault)])])


async def _next(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, need: str, reported: list[str]
) -> list[dict[str, Any]]:
    """The next door of the same kind that is not known to be wrong; 2-1-1 and a person when there is none."""
    if (itself := by_oneself(tracker, door, instead=True)) is not None:
        answer = answer_words(itself, reading.language(tracker))
        dispatcher.utter_message(text=without_lines(answer, reading.reported(tracker)) or answer)
        return []
    wrong = reading.in_order([door.key, *reading.reported(tracker)], reported)
    wished = str(next(tracker.get_latest_entity_values("named"), None) or "")
    found = next_of_kind(tracker, door, need, wished, wrong)
    shown = reading.in_order(tracker.get_slot("shown") or [], [door.key])
    if found is None:
        silent = line_is_no_help(tracker) or line_to(door) == LINE_211 or current.get().announced
        key = say_named(tracker, "nothing_but_coming" if current.get().announced else "nothing_but_person")
        dispatcher.utter_message(text=key if silent else None, response=None if silent else "utter_nothing_next")
        if (itself := by_oneself(tracker, door)) is not None:
            dispatcher.utter_message(text=answer_words(itself, reading.language(tracker)))
        return reading.set_slots(listed=[key for key in tracker.get_slot("listed") or [] if key not in reported])
    fresh = [found]
    said = say(tracker, fresh)
    if asks_to_refer(wished) and can_be_asked(found):  # "send me to the legal aid one instead"
        proposal = proposal_for(tracker, found, need, await current.get().record())
        told = [*(key for key in shown if key != found.key), found.key]
        kept = reading.set_slots(shown=told, listed=_in_its_place(tracker, door, found))
        return [*kept, *propose(dispatcher, tracker, proposal)]
    dispatcher.utter_message(response="utter_next", doors=said, json_message=cards(tracker, fresh, said))
    told = [*(key for key in shown if key != found.key), found.key]
    return reading.set_slots(shown=told, listed=_in_its_place(tracker, door, found))


def _in_its_place(tracker: Tracker, wrong: Offer, fresh: Offer) -> list[str]:
    """The last list with the new door where the wrong one stood: "the second one" still means what it meant."""
    before = [key for key in tracker.get_slot("listed") or [] if key != fresh.key]
    return [fresh.key if key == wrong.key else key for key in before] if wrong.key in before else [fresh.key]
