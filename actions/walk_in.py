"""Names places to which a family can simply go, open at that time by what the directory says, or honestly none."""

from typing import Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.choosing import next_offers, off_point
from actions.words import say
from services.casework.offer import Offer
from services.casework.walk_in import can_walk_in

MOST_LOOKED_AT: Final = 60


def places_to_go(tracker: Tracker) -> tuple[list[Offer], list[Offer]]:
    """Those that are open then, and those whose hours nobody knows; what is closed then is none."""
    found = {
        door.key: door
        for need in reading.needs_so_far(tracker)
        for door in next_offers(tracker, need, MOST_LOOKED_AT)
        if can_walk_in(door) and not off_point(need, door)
    }
    doors = found.values()
    return [each for each in doors if _state(each) == "open"], [each for each in doors if _state(each) == "unknown"]


def say_nowhere(dispatcher: CollectingDispatcher, tracker: Tracker, when: str) -> None:
    """That no such place is known, and who looks with them."""
    dispatcher.utter_message(text=say(tracker, "nowhere_to_walk_in", when=when))


def _state(door: Offer) -> str | None:
    return door.found.then.state if door.found is not None and door.found.then is not None else None
