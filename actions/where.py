"""Reads where a family lives, as its message or the talk tells it."""

from rasa_sdk import Tracker

from services.casework import current
from services.casework.homes import is_told_of_before
from services.directory.places import Place, connecticut


def place(tracker: Tracker) -> Place | None:
    """Where the family lives, from the ZIP code or town they named last."""
    now = [next(tracker.get_latest_entity_values(kind), None) for kind in ("zip", "town")]
    if tracker.get_slot("place") and is_told_of_before(str(tracker.latest_message.get("text") or "")):
        now = []
    for told in (*now, tracker.get_slot("place"), tracker.get_slot("zip"), tracker.get_slot("town")):
        if told and (found := connecticut().find(str(told))):
            return found
    return None


def home(tracker: Tracker) -> Place | None:
    """The same, or the town that another part of the message tells: it is no answer of this part to our question."""
    told = current.get().home
    return place(tracker) or (connecticut().find(told) if told else None)


def place_slot(tracker: Tracker) -> dict[str, str]:
    """The place as a slot when it is news, so that one told later wins over the one before."""
    found = place(tracker)
    named = found and (found.zip or found.village or found.town)
    return {"place": named} if named and named != tracker.get_slot("place") else {}
