"""Says which doors are open at the time that a family asks about, and truly so when that is not known."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading, where
from actions.choosing import next_offers
from actions.doors import cards, say
from actions.listing import MOST_SHOWN, listed, targeted
from actions.walk_in import places_to_go, say_nowhere
from services.casework import current
from services.casework.cards import when_words
from services.casework.offer import Offer
from services.casework.when import NOW, VISITS, WALK, window

MOST_LOOKED_AT = 40
MOST_SAID = 2


class ActionTellHours(Action):
    """The hours of the doors named last, or of the one asked about; and others when none of those is open then."""

    def name(self) -> str:
        return "action_tell_hours"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        needs = reading.needs_so_far(tracker)
        if not needs:
            dispatcher.utter_message(response="utter_ask_need")
            return []
        if next(tracker.get_latest_entity_values("which"), None) == WALK:
            return _say_where_to_go(dispatcher, tracker)
        meant = _meant(tracker)
        if meant:
            _say(dispatcher, tracker, "utter_hours", meant)
        visits = next(tracker.get_latest_entity_values("which"), None) == VISITS
        enough = any(map(_is_open, meant)) or (visits and bool(meant))
        others = [] if enough else _say_others(dispatcher, tracker, needs, meant)
        if where.place(tracker) is None:
            dispatcher.utter_message(response="utter_hours_where")
        elif not current.get().more_follows:  # how to go on is said once, behind the last part
            dispatcher.utter_message(response="utter_after_help")
        said = [door.key for door in (*meant, *others)]
        shown = [*(tracker.get_slot("shown") or []), *said][-MOST_SHOWN:]
        numbered = {"listed": said} if others else {}  # else the family's numbers mean what they meant before
        when = {} if visits else {"open_when": reading.when(tracker) or NOW}  # who asks what they have wants no hour
        return reading.set_slots(shown=shown, **when, **numbered)


def _say_where_to_go(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Places to walk into then: those that are open, else those that may be, said so; or that none is known."""
    opened, unknown = places_to_go(tracker)
    doors = (opened or unknown)[:MOST_SAID]
    when = when_words(window(reading.when(tracker) or NOW, current.get().now), reading.language(tracker))
    nowhere_yet = where.place(tracker) is None  # near whom there may be one is asked first
    if doors:
        _say(dispatcher, tracker, "utter_open" if opened else "utter_open_unknown", doors)
    elif not nowhere_yet:
        say_nowhere(dispatcher, tracker, when)
    if nowhere_yet:
        dispatcher.utter_message(response="utter_hours_where")
    elif doors and not current.get().more_follows:
        dispatcher.utter_message(response="utter_after_help")
    keys = [door.key for door in doors]
    shown = [*(tracker.get_slot("shown") or []), *keys][-MOST_SHOWN:]
    return reading.set_slots(shown=shown, **({"listed": keys} if keys else {}))


def _meant(tracker: Tracker) -> list[Offer]:
    """Those of the last answer that are asked about; none when any place would do."""
    if next(tracker.get_latest_entity_values("which"), None) == "any":
        return []
    if found := targeted(tracker):
        return [door for door, _need in found]
    doors = [door for door, _need in listed(tracker) if not door.last_resort]
    number = next(tracker.get_latest_entity_values("door"), None)
    return doors[int(number) - 1 : int(number)] if number else doors[:MOST_SAID]


def _say_others(
    dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], meant: list[Offer]
) -> list[Offer]:
    """What else is open then; where nothing surely is, what may be, and where all is closed, who always answers."""
    named = {door.key for door in meant}
    found = [door for need in needs for door in next_offers(tracker, need, MOST_LOOKED_AT) if door.key not in named]
    places = list({door.key: door for door in found if door.found and not door.last_resort}.values())
    opened = [door for door in places if _is_open(door)][:MOST_SAID]
    unknown = [door for door in places if door.found and door.found.then and door.found.then.state == "unknown"]
    first = len(meant) + 1
    if opened:
        _say(dispatcher, tracker, "utter_open", opened, first)
        return opened
    if meant or not unknown:  # they have heard of some already: no need for more that may not be open
        _say(dispatcher, tracker, "utter_none_open", [])
        return []
    _say(dispatcher, tracker, "utter_open_unknown", unknown[:MOST_SAID], first)
    return unknown[:MOST_SAID]


def _say(dispatcher: CollectingDispatcher, tracker: Tracker, response: str, doors: list[Offer], first: int = 1) -> None:
    desk, language = current.get(), reading.language(tracker)
    when = when_words(window(reading.when(tracker) or NOW, desk.now), language)
    number = first if len(doors) > 1 or first > 1 else None
    said = say(tracker, doors, first=number) if doors else ""
    beside = cards(tracker, doors, said, number) if doors else {}
    dispatcher.utter_message(response=response, doors=said, when=when, json_message=beside)


def _is_open(door: Offer) -> bool:
    return door.found is not None and door.found.then is not None and door.found.then.state == "open"
