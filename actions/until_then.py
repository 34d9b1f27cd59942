"""Says what can be had until the places open that were named: the line that always answers, and one that is open."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.choosing import next_offers
from actions.doors import say as say_doors
from actions.listing import doors_of
from actions.words import say
from services.casework import current
from services.casework.offer import Offer, is_beside
from services.casework.silent_lines import LINE_211
from services.casework.until_then import opens_late
from services.casework.when import is_pressing

MOST_LOOKED_AT = 20
LINE = "211"  # a line of 2-1-1 that was named first says the same


def say_until_then(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], said: list[str]) -> list[str]:
    """Behind doors that open only later; answers the key of the one that is named beside, if any."""
    named = [door for door, _need in doors_of(tracker, said)]
    pressing = is_pressing(str(tracker.latest_message.get("text") or ""))
    if LINE_211 in reading.reported(tracker) or any(LINE in door.sign for door in named[:1]):
        return []
    if not opens_late(named, current.get().now, pressing=pressing):
        return []
    others = (door for need in needs[:1] for door in next_offers(tracker, need, MOST_LOOKED_AT))
    opened = next((door for door in others if door.key not in said and _is_open(door)), None)
    told = {"door": say_doors(tracker, [opened])} if opened else {}
    dispatcher.utter_message(text=say(tracker, "until_then_open" if opened else "until_then", **told))
    return [opened.key] if opened else []


def _is_open(door: Offer) -> bool:
    """Whether a place near the family is surely open; a line for something else is no help to who waits."""
    here = door.town is not None and not (door.last_resort or is_beside(door))
    return here and door.found is not None and door.found.hours_state == "open"
