"""Answers what a family asks about the help that was named: what it costs, where it is, what to bring."""

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading, where
from actions.before_consent import answers, waits_for_consent
from actions.choosing import next_offers
from actions.doors import say_near
from actions.listing import doors_of, listed, targeted, telling_of, told_last
from actions.reported import note_reported
from actions.words import person_choice, say
from services.answers import answer_words, need_told
from services.casework import current
from services.casework.after_applying import program_of
from services.casework.asked import ABOUT_THE_FIRST, FIRST, KNOWN, SAME, told
from services.casework.asked_of import UNKNOWN
from services.casework.homes import with_home
from services.casework.offer import Offer, digits
from services.casework.plainly_asked import told_of
from services.casework.refused_thing import without_refused
from services.casework.silent_lines import BUSY, LINE_211, near, without_lines

MOST_TOLD = 2
MOST_SHOWN = 30
MOST_LOOKED_AT = 40
PAPERS = "status"
ANYTHING = "how"  # where we cannot answer: whom to ask
UNCLEAR = "unclear"


class ActionTellAboutDoors(Action):
    """What is known of the doors named last, or of the one asked about; what is not known is said so."""

    def name(self) -> str:
        return "action_tell_about_doors"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return tell_about(dispatcher, tracker, str(next(tracker.get_latest_entity_values("aspect"))).split())


class ActionTellKnown(Action):
    """The answer to a question that is the same for everybody; what we asked ourselves stays open."""

    def name(self) -> str:
        return "action_tell_known"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        id = str(next(tracker.get_latest_entity_values("answer_id")))
        noted = reading.reported(tracker)
        said = without_refused(answer_words(id, reading.language(tracker)), noted)
        answer = said and without_lines(said, noted)
        if answer is None:  # it only sent to the line that does not do it
            dispatcher.utter_message(text=say(tracker, "not_known"), buttons=[person_choice(tracker)])
            return []
        dispatcher.utter_message(text=_in_place(tracker, answer))
        if id == BUSY:
            return _without_the_line(dispatcher, tracker)
        kept = note_reported(tracker, given) if (given := told_of(id)) else []
        told = [*kept, *_with_need(tracker, need_told(id, reading.language(tracker))), *_spoken_of(tracker)]
        program = program_of(id)
        if program is None or listed(tracker):
            return told
        return [*told, *reading.set_slots(listed=[f"program:{program}"], shown=[f"program:{program}"])]


def _spoken_of(tracker: Tracker) -> list[dict[str, Any]]:
    """A program that the question names, and that was named before, is what "can they call me" is about then."""
    key = f"program:{next(tracker.get_latest_entity_values('program'), None)}"
    doors = [door for door, _ in doors_of(tracker, [key])] if key in (tracker.get_slot("shown") or ()) else []
    return reading.set_slots(shown=telling_of(tracker, doors)) if doors else []


def _in_place(tracker: Tracker, answer: str) -> str:
    """An answer that does not ask for the town which the family told before."""
    home, language = where.home(tracker), reading.language(tracker)
    return with_home(answer, language, say(tracker, "town_known", home=home.home)) if home else answer


def _without_the_line(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Remember that 2-1-1 does not answer them, and name help for what they need that it is not needed for."""
    events = note_reported(tracker, [LINE_211])
    shown = list(tracker.get_slot("shown") or [])
    fitting = [
        door
        for need in reading.needs_so_far(tracker)[:1]
        for door in next_offers(tracker, need, MOST_LOOKED_AT)
        if door.key not in shown and not door.last_resort
    ]
    if not (nearby := near(fitting)[:MOST_TOLD]):
        return events
    fresh = say_near(dispatcher, tracker, nearby)
    return [*events, *reading.set_slots(shown=(shown + fresh)[-MOST_SHOWN:], listed=fresh)]


def _with_need(tracker: Tracker, told: tuple[str, str] | None) -> list[dict[str, Any]]:
    """The talk is about what a question tells of, too: a town told next brings help for it."""
    before = reading.needs_so_far(tracker)
    if told is None or told[0] in before:
        return []
    need, words = told
    said = ". ".join(filter(None, (words, tracker.get_slot("words"))))
    return reading.set_slots(needs=reading.in_order([need], before)[: reading.MOST_NEEDS], words=said)


def asks_about_doors(tracker: Tracker) -> bool:
    """Whether a question names no program, so that it is about the doors named last."""
    named = next(tracker.get_latest_entity_values("program"), None)
    return named is None and bool(listed(tracker))


def tell_about(dispatcher: CollectingDispatcher, tracker: Tracker, aspects: Sequence[str]) -> list[dict[str, Any]]:
    """Answer for each door that is meant, before a consent for the one that waits for it."""
    if next(tracker.get_latest_entity_values("which"), None) == UNCLEAR and len(listed(tracker)) > 1:
        return _ask_which(dispatcher, tracker, aspects)
    if UNKNOWN in aspects:
        return _unknown(dispatcher, tracker, _meant(tracker, ANYTHING))
    if int(next(tracker.get_latest_entity_values("door"), 0)) > len(listed(tracker)) and not targeted(tracker):
        dispatcher.utter_message(response="utter_no_such_door", most=len(listed(tracker)))
        return []
    before = answers(tracker, aspects) if waits_for_consent(tracker) else []
    of_doors = [aspect for aspect in aspects if aspect in KNOWN]
    doors = {aspect: _meant(tracker, aspect) for aspect in of_doors}
    if of_doors and not any(doors.values()):
        dispatcher.utter_message(response="utter_ask_need")
        return []
    lines = [*before, *(line for each, some in doors.items() for line in _told(tracker, each, some).split("\n"))]
    said = "\n".join(dict.fromkeys(lines))  # whom to call first may be what to say there too
    if waits_for_consent(tracker) or current.get().more_follows:
        dispatcher.utter_message(text=said)  # the consent is put again behind it (bot/turn/again.py)
    else:
        dispatcher.utter_message(response="utter_about_papers" if PAPERS in aspects else "utter_about", doors=said)
    meant = {door.key: door for some in doors.values() for door in some}
    return reading.set_slots(shown=telling_of(tracker, list(meant.values()))) if len(meant) == 1 else []


def _ask_which(dispatcher: CollectingDispatcher, tracker: Tracker, aspects: Sequence[str]) -> list[dict[str, Any]]:
    """Which of the last list is meant, rather than an answer for the wrong one."""
    buttons = [
        {"title": door.name, "payload": f"/ask_about{json.dumps({'aspect': ' '.join(aspects), 'target': door.key})}"}
        for door, _need in listed(tracker)
    ]
    dispatcher.utter_message(text=say(tracker, "about_which"), buttons=buttons)
    return []


def _unknown(dispatcher: CollectingDispatcher, tracker: Tracker, doors: list[Offer]) -> list[dict[str, Any]]:
    """That we do not know it of these, and their numbers: they do."""
    dispatcher.utter_message(response="utter_about_unknown", doors=_told(tracker, "number", doors))
    return reading.set_slots(shown=telling_of(tracker, doors)) if len(doors) == 1 else []


def _told(tracker: Tracker, aspect: str, doors: Sequence[Offer]) -> str:
    lines = [told(door, aspect, reading.language(tracker)) for door in doors]
    first = _of_one_number(tracker, doors) if aspect == SAME and len(doors) > 1 else None
    return "\n".join([first, *lines] if first else lines)


def _of_one_number(tracker: Tracker, doors: Sequence[Offer]) -> str | None:
    """Whether all of some doors are called by one number; None where that of one is not known."""
    numbers = {digits((door.found.phone if door.found else door.phone) or "") for door in doors}
    return None if "" in numbers else say(tracker, "same_number" if len(numbers) == 1 else "not_same_number")


def _meant(tracker: Tracker, aspect: str) -> list[Offer]:
    """By its key, by its number, the one that waits for a consent, the one told of last, else the last list."""
    doors = [door for door, _need in listed(tracker)]
    number = int(next(tracker.get_latest_entity_values("door"), 0))
    if found := targeted(tracker):
        return [door for door, _need in found]
    if 0 < number <= len(doors):
        return doors[number - 1 : number]
    if waits_for_consent(tracker):
        return [door for door, _need in doors_of(tracker, [tracker.get_slot("referral")["target"]])]
    if aspect == SAME and len(doors) > 1:
        return doors[:MOST_TOLD]
    if aspect != FIRST and (alone := told_last(tracker)):
        return [alone[0]]
    return doors[: 1 if aspect in ABOUT_THE_FIRST else MOST_TOLD]
