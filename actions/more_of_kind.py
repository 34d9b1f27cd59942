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
from actions.reported import line_is_no_help, note_reported
from actions.same_kind import GIVES, kind_of, of_kinds
from actions.words import say
from services.casework import current
from services.casework.care_words import listed
from services.casework.known_by import BY_NAME, called
from services.casework.naming import in_mind, named
from services.casework.offer import Offer
from services.casework.phrases import folded
from services.casework.silent_lines import REFUSED, gives_line, line_of
from services.directory.things import vocabulary

MOST_LOOKED_AT: Final = 60
MOST_TOLD: Final = 2


def more_of(dispatcher: CollectingDispatcher, tracker: Tracker, things: Sequence[str]) -> list[dict[str, Any]]:
    """Name doors that give one of these and were not named before."""
    fault = next(tracker.get_latest_entity_values("fault"), None)
    found = _fresh(tracker, things, anew=bool(fault))
    refusers = _refusers(tracker, found)
    if refusers and (kind := [each for each in listed("another_kind") if _gives(refusers, each)]):
        found = [*found, *(door for door in _fresh(tracker, kind, anew=True) if door not in found)]
    noted = note_reported(tracker, [key for door in refusers for key in (door.key, line_of(door, REFUSED)) if key])
    fresh = [door for door in found if door not in refusers]
    fresh = [door for door in fresh if not gives_line(door.next_step, reading.reported(tracker))][:MOST_TOLD]
    if fault:
        dispatcher.utter_message(text=say(tracker, "sorry_for_that"))
    if not fresh and _serve_there(dispatcher, tracker, things):
        return noted
    if not fresh:
        alone = "nothing_but_person" if line_is_no_help(tracker) else "no_other"
        dispatcher.utter_message(text=say(tracker, "nothing_but_coming" if current.get().announced else alone))
        return noted
    first = 1 if len(fresh) > 1 else None
    said = say_doors(tracker, fresh, first=first)
    dispatcher.utter_message(response="utter_doors", doors=said, json_message=cards(tracker, fresh, said, first))
    dispatcher.utter_message(response="utter_after_help")
    keys = [door.key for door in fresh]
    needs = reading.in_order(_needs(things), reading.needs_so_far(tracker))[: reading.MOST_NEEDS]
    shown = [*(tracker.get_slot("shown") or []), *keys]
    return [*noted, *reading.set_slots(shown=shown, listed=keys, needs=needs)]


def _gives(doors: Sequence[Offer], thing: str) -> bool:
    """Whether one of some doors gives a thing that is its kind: a lawyer is followed by a lawyer."""
    return any(each.things.get(thing, 0.0) >= GIVES for each in named([d.key for d in doors], current.get().service))


def _refusers(tracker: Tracker, doors: Sequence[Offer]) -> list[Offer]:
    """Those that the family says it was refused by, though we had not named them: they are not named now either."""
    refused = next(tracker.get_latest_entity_values("fault"), None) == REFUSED
    said = folded(str(next(tracker.get_latest_entity_values("aspect"), None) or ""))
    known = {each.key: each for each in named([door.key for door in doors], current.get().service)} if refused else {}
    language, some = reading.language(tracker), list(known.values())
    return [door for door in doors if door.key in known and called(said, known[door.key], some, language) >= BY_NAME]


def _serve_there(dispatcher: CollectingDispatcher, tracker: Tracker, things: Sequence[str]) -> bool:
    """Say which of those that were named serve the town too that the message asks of; False where none does."""
    town, home = next(tracker.get_latest_entity_values("town"), None), where.place(tracker)
    if town is None or home is None:
        return False
    known = doors_of(tracker, in_mind(tracker.get_slot("shown") or []))
    everywhere = [door for door, _ in known if door.found is None or door.found.reach == "statewide"]
    serving = of_kinds(tracker, everywhere, [*things, *kind_of(things)])[:MOST_TOLD]
    for door in serving:
        dispatcher.utter_message(text=say(tracker, "also_serves", need=door.name, home=home.home))
    if serving:
        dispatcher.utter_message(response="utter_after_help")
    return bool(serving)


def _fresh(tracker: Tracker, things: Sequence[str], *, anew: bool) -> list[Offer]:
    """Those not named yet; with `anew` those that were, too: who was refused elsewhere may still call them."""
    shown = set() if anew else set(tracker.get_slot("shown") or [])
    found = {door.key: door for need in _needs(things) for door in next_offers(tracker, need, MOST_LOOKED_AT)}
    fresh = [door for key, door in found.items() if key not in shown and not door.last_resort]
    return of_kinds(tracker, fresh, things)


def _needs(things: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(vocabulary().things[thing].need for thing in things))
