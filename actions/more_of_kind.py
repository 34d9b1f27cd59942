"""Another door for a kind of thing ("another place for diapers"): one not named before, or that none is left."""

from collections.abc import Sequence
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading, where
from actions.choosing import next_offers
from actions.doors import cards
from actions.doors import say as say_doors
from actions.listing import doors_of
from actions.reported import line_is_no_help
from actions.same_kind import of_kinds
from actions.words import say
from services.casework import current
from services.casework.naming import in_mind
from services.casework.offer import Offer
from services.directory.things import vocabulary

MOST_LOOKED_AT: Final = 60
MOST_TOLD: Final = 2


def more_of(dispatcher: CollectingDispatcher, tracker: Tracker, things: Sequence[str]) -> list[dict[str, Any]]:
    """Name doors that give one of these and were not named before."""
    fresh = _fresh(tracker, things)[:MOST_TOLD]
    if next(tracker.get_latest_entity_values("fault"), None):
        dispatcher.utter_message(text=say(tracker, "sorry_for_that"))
    if not fresh and _serve_there(dispatcher, tracker, things):
        return []
    if not fresh:
        alone = "nothing_but_person" if line_is_no_help(tracker) else "no_other"
        dispatcher.utter_message(text=say(tracker, "nothing_but_coming" if current.get().announced else alone))
        return []
    first = 1 if len(fresh) > 1 else None
    said = say_doors(tracker, fresh, first=first)
    dispatcher.utter_message(response="utter_doors", doors=said, json_message=cards(tracker, fresh, said, first))
    dispatcher.utter_message(response="utter_after_help")
    keys = [door.key for door in fresh]
    needs = reading.in_order(_needs(things), reading.needs_so_far(tracker))[: reading.MOST_NEEDS]
    return reading.set_slots(shown=[*(tracker.get_slot("shown") or []), *keys], listed=keys, needs=needs)


def _serve_there(dispatcher: CollectingDispatcher, tracker: Tracker, things: Sequence[str]) -> bool:
    """Say which of those that were named serve the town too that the message asks of; False where none does."""
    town, home = next(tracker.get_latest_entity_values("town"), None), where.place(tracker)
    if town is None or home is None:
        return False
    named = doors_of(tracker, in_mind(tracker.get_slot("shown") or []))
    everywhere = [door for door, _ in named if door.found is None or door.found.reach == "statewide"]
    serving = of_kinds(tracker, everywhere, things)[:MOST_TOLD]
    for door in serving:
        dispatcher.utter_message(text=say(tracker, "also_serves", need=door.name, home=home.home))
    if serving:
        dispatcher.utter_message(response="utter_after_help")
    return bool(serving)


def _fresh(tracker: Tracker, things: Sequence[str]) -> list[Offer]:
    shown = set(tracker.get_slot("shown") or [])
    found = {door.key: door for need in _needs(things) for door in next_offers(tracker, need, MOST_LOOKED_AT)}
    fresh = [door for key, door in found.items() if key not in shown and not door.last_resort]
    return of_kinds(tracker, fresh, things)


def _needs(things: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(vocabulary().things[thing].need for thing in things))
