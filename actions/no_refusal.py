"""Takes back a refusal that was none, and tells who gives what a place asks for first."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.listing import MOST_SHOWN
from actions.reported import name_again, note_reported
from actions.words import person_choice, say
from casebook.care.moves import ENDED
from casebook.care.records import FamilyRecord
from services.answers import answer_words, known_answer
from services.casework import current
from services.casework.no_refusal import FIRST, NOT_SO, THEN, who_gives
from services.casework.offer import Offer
from services.casework.refused_thing import Refused, without_refused


def say_not_this(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """The line is not given for that thing again; who else gives it, where that is known, else the person."""
    figures, _, thing = str(next(tracker.get_latest_entity_values("named"), None) or "").partition(" ")
    events = note_reported(tracker, [Refused(figures, thing).noted])
    dispatcher.utter_message(text=say(tracker, "noted_not_this", number=figures, thing=thing))
    id = known_answer(say(tracker, "who_gives", thing=thing), reading.needs_so_far(tracker))
    answer = without_refused(answer_words(id, reading.language(tracker)), reading.reported(tracker)) if id else None
    if answer is not None:
        dispatcher.utter_message(text=answer)
        return events
    dispatcher.utter_message(text=say(tracker, "go_on"), buttons=[person_choice(tracker)])
    return events


def is_no_refusal(fault: str | None) -> bool:
    """Whether what is told of a door is that it did not refuse, or asks for something first."""
    return fault == NOT_SO or str(fault).startswith(FIRST)


def answer_no_refusal(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, fault: str, record: FamilyRecord
) -> list[dict[str, Any]]:
    """What is said of a door that did not refuse, or that asks for something first."""
    if fault == NOT_SO:
        return take_back(dispatcher, tracker, door, record)
    return say_first(dispatcher, tracker, door, fault)


def take_back(
    dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, record: FamilyRecord
) -> list[dict[str, Any]]:
    """A door is named again that was noted by mistake; a request to it that we stopped needs a new yes."""
    said = [say(tracker, "taken_back", name=door.name)]
    if any(each.target == door.key and each.state in ENDED for each in record.referrals):
        said.append(say(tracker, "request_again"))
    if not current.get().more_follows:
        said += [door.next_step, say(tracker, "go_on")]
    dispatcher.utter_message(text=" ".join(said))
    kept = name_again(tracker, door)
    listed = [door.key, *(key for key in tracker.get_slot("listed") or [] if key != door.key)]
    shown = [*(tracker.get_slot("shown") or []), door.key][-MOST_SHOWN:]
    tracker.slots |= {"listed": listed, "shown": shown}
    return reading.set_slots(reported=kept, listed=listed, shown=shown)


def say_first(dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer, fault: str) -> list[dict[str, Any]]:
    """The door stays; who gives what it asks for, where its own words tell that, else a person looks."""
    if fault == f"{FIRST}{THEN}":
        dispatcher.utter_message(text=say(tracker, fault, name=door.name))
        return []
    who = who_gives(fault.removeprefix(FIRST), (door.next_step, door.summary))
    if who is None:
        current.get().call_person("asked")
    end = say(tracker, "first_by_record", who=who) if who else say(tracker, "first_by_person")
    dispatcher.utter_message(text=f"{say(tracker, fault, name=door.name)} {end}")
    return []


def say_first_of_them(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """The same of a place that we did not name, or that is not clear: a person looks who gives it."""
    current.get().call_person("asked")
    dispatcher.utter_message(text=f"{say(tracker, 'first_of_them')} {say(tracker, 'first_by_person')}")
    return []
