"""Where a family lives: kept whoever answered the message that told it, and not lost over another's town."""

from collections.abc import Mapping
from typing import Any, Final

from bot.turn.named import OPEN, Meaning, Talk, meaning
from casebook.care.changes import TellFacts
from casebook.records import Outcome, Pending
from services.casework.homes import (
    asks_elsewhere,
    asks_there,
    is_anothers,
    names_only_doors,
    only_town,
    town_told,
)
from services.directory.places import connecticut

PLACE: Final = "place"
# What ends a question that stands open, as the assistant keeps what happened.
NO_QUESTION: Final = (
    {"event": "slot", "name": "question", "value": None},
    {"event": "slot", "name": "requested_slot", "value": None},
    {"event": "active_loop", "name": None},
)
OF_A_PLACE: Final = (PLACE, "zip", "town")  # slots
THERE_FOR: Final = 0.8  # how surely a door gives what it is there for
EMPTY: Final[Mapping[str, Any]] = {"slots": {}, "loop": None, "events": []}


def elsewhere(talk: Talk) -> Meaning | None:
    """The help that was named, looked for in another town ("and in Waterbury where my mother lives?")."""
    if talk.loop not in OPEN or not talk.needs:
        return None
    if (there := asks_there(talk.text)) is not None:
        things = _told_last(talk)
        return meaning("more_options", named=" ".join(things), town=there) if things else meaning("inform", town=there)
    if not talk.slots.get(PLACE):
        return None
    town = asks_elsewhere(talk.text)
    return meaning("inform", town=town) if town else None


def _told_last(talk: Talk) -> list[str]:
    """What the door is there for that was told of last, or the first of the last list; [] where that is not known."""
    shown, listed = list(talk.slots.get("shown") or ()), talk.listed
    key = shown[-1] if shown and shown[-1] not in listed else next(iter(listed), None)
    door = next((door for door in talk.doors() if door.key == key), None)
    most = sorted((door.things if door else {}).items(), key=lambda pair: -pair[1])
    return [thing for thing, fit in most if fit >= THERE_FOR][:1]


def at_home(pending: Pending, state: dict[str, Any], talk: Talk) -> dict[str, Any]:
    """The state after a turn: another's town, or one in a door's name, counted for that turn only."""
    before = _slots(pending.conversation.state)
    if not before.get(PLACE) or not (is_anothers(pending.text) or names_only_doors(pending.text, talk.doors())):
        return state
    kept = {name: before[name] for name in OF_A_PLACE if name in before}
    others = {name: value for name, value in _slots(state).items() if name not in OF_A_PLACE}
    return {**state, "slots": {**others, **kept}}


def note_home(pending: Pending, outcome: Outcome) -> None:
    """Keep the town that a message told by the way, or in a danger, where nobody else has taken it up."""
    told = _told(pending, outcome) if pending.choice is None else None
    found = connecticut().find(told) if told else None
    before, state = pending.conversation.state, outcome.state or pending.conversation.state or EMPTY
    now = _slots(state).get(PLACE)
    if found is None or outcome.forget or now != _slots(before).get(PLACE):
        return
    named = found.zip or found.village or found.town
    if now != named:
        outcome.state = _with_home(state, named)
        outcome.changes.append(TellFacts({PLACE: named}))


def _with_home(state: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The state with the town in it; where that was asked for it is no question any more.

    Left open it would be answered by whatever comes next ("thank you, for families in New Britain"), and that be lost.
    """
    slots = {**_slots(state), PLACE: place}
    if (state.get("loop") or {}).get("requested_slot") != PLACE:
        return {**state, "slots": slots}
    closed = dict.fromkeys(each["name"] for each in NO_QUESTION[:2])
    return {**state, "slots": {**slots, **closed}, "loop": None, "events": [*state.get("events", ()), *NO_QUESTION]}


def _told(pending: Pending, outcome: Outcome) -> str | None:
    """The town that is told; in a danger, which nobody reads for facts, any one town counts, as in a calm talk."""
    danger = pending.conversation.danger
    in_danger = outcome.crisis or outcome.doubt or danger.crisis or danger.doubt
    known = _slots(pending.conversation.state).get(PLACE)
    return town_told(pending.text) or (only_town(pending.text) if in_danger and not known else None)


def _slots(state: Mapping[str, Any] | None) -> dict[str, Any]:
    return dict((state or {}).get("slots") or {})
