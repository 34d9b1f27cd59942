"""A conversation between two turns: a Rasa tracker made small enough to travel, and made whole again.

The state holds the current slots and loop, and the events of the last two turns without words, values or times.
Rules and forms look no further back, so they act on the restored tracker as they would on the full history.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT, SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import all_subclasses

from assistant.turn_request import BadRequest

TURNS_KEPT = 2
OUTSIDE_SLOTS = {REQUESTED_SLOT, SESSION_START_METADATA_SLOT}  # the loop carries the first, nothing needs the second

# Event kind -> what of it a later turn needs. Kinds not listed (bot texts, reminders) are forgotten.
KEPT_EVENTS: dict[str, tuple[str, ...]] = {
    "action": ("name",),
    "slot": ("name", "value"),
    "active_loop": ("name",),
    "action_execution_rejected": ("name",),
    "loop_interrupted": ("is_interrupted",),
    "user_featurization": ("use_text_for_featurization",),
    "followup": ("name",),
    "rewind": (),
    "undo": (),
    "restart": (),
    "reset_slots": (),
    "pause": (),
    "resume": (),
}


def new_tracker(sender_id: str, domain: Domain, events: Sequence[Event] = ()) -> DialogueStateTracker:
    """Return a tracker that has lived through `events` and waits for the family (no session-start action)."""
    started = [ActionExecuted(ACTION_LISTEN_NAME), *events]
    return DialogueStateTracker.from_events(sender_id, started, domain.slots)


def keep(tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Return the state that `restore` needs: {"slots", "loop", "events"}, plain JSON, a few kilobytes at most."""
    events = list(tracker.events)
    start = _window_start(events)
    before = new_tracker(tracker.sender_id, domain, events[:start])
    window = [*_as_they_were(before, events[start:]), *events[start:]]
    loop = tracker.active_loop_name
    return {
        "slots": {n: s.value for n, s in tracker.slots.items() if n not in OUTSIDE_SLOTS and _says_something(s)},
        "loop": {"name": loop, "requested_slot": tracker.get_slot(REQUESTED_SLOT)} if loop else None,
        "events": [small for event in window if (small := _shrink(event))],
    }


def restore(state: dict[str, Any] | None, sender_id: str, domain: Domain) -> DialogueStateTracker:
    """Return the tracker that `state` was kept from, or a new one for None.

    Names which an older model knew and this one does not are left out: a family goes on after an update.
    Raises BadRequest when `state` is not what `keep` returns.
    """
    if state is None:
        return new_tracker(sender_id, domain)
    slots, loop, events = _read_parts(state)
    known = {slot.name for slot in domain.slots}
    current: list[Event] = [SlotSet(name, value) for name, value in slots.items() if name in known]
    if not _all_known([*events, *([{"event": "active_loop", **loop}] if loop else [])], domain, known):
        return new_tracker(sender_id, domain, current)
    if loop:
        current += [ActiveLoop(loop.get("name")), SlotSet(REQUESTED_SLOT, loop.get("requested_slot"))]
    return new_tracker(sender_id, domain, [*current, *(_grow(small) for small in events)])


def _window_start(events: Sequence[Event]) -> int:
    """Return where the last two turns begin: at the listening before the family's message."""
    said = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) < TURNS_KEPT:
        return 0
    listens = (i for i in range(said[-TURNS_KEPT], -1, -1) if _is_listen(events[i]))
    return next(listens, 0)


def _is_listen(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _as_they_were(before: DialogueStateTracker, window: Sequence[Event]) -> list[Event]:
    """Return the events that set slots and loop back to how the window found them."""
    changed = dict.fromkeys(event.key for event in window if isinstance(event, SlotSet))
    found: list[Event] = [SlotSet(name, before.get_slot(name)) for name in changed]
    if any(isinstance(event, ActiveLoop) for event in window) or before.active_loop_name:
        found.append(ActiveLoop(before.active_loop_name))
    if before.is_active_loop_rejected:
        found.append(ActionExecutionRejected(before.active_loop_name))
    return [*found, ConversationPaused()] if before.is_paused() else found


def _says_something(slot: Any) -> bool:
    return slot.value is not None or slot.initial_value is not None


def _shrink(event: Event) -> dict[str, Any] | None:
    if isinstance(event, UserUttered):
        names = [{k: e[k] for k in ("entity", "role", "group") if e.get(k)} for e in event.entities]
        return {"event": "user", "intent": event.intent_name, "entities": names}
    if (fields := KEPT_EVENTS.get(event.type_name)) is None:
        return None
    full = event.as_dict()
    return {"event": event.type_name, **{name: full.get(name) for name in fields}}


def _grow(small: dict[str, Any]) -> Event:
    if small["event"] == "user":
        return UserUttered(None, {"name": small.get("intent"), "confidence": 1.0}, list(small.get("entities", [])))
    try:
        return _kinds()[small["event"]]._from_parameters(dict(small))
    except (RasaException, KeyError, TypeError, ValueError) as error:
        raise BadRequest(f"state.events holds a broken {small['event']} event") from error


@cache
def _kinds() -> dict[str, type[Event]]:
    return {kind.type_name: kind for kind in all_subclasses(Event)}  # Rasa looks through all of them for every event


def _read_parts(state: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None, list[dict[str, Any]]]:
    slots, loop, events = state.get("slots", {}), state.get("loop"), state.get("events", [])
    if not isinstance(slots, dict) or not isinstance(loop, (dict, type(None))) or not isinstance(events, list):
        raise BadRequest("state must hold slots (object), loop (object or null) and events (array)")
    for event in events:
        if not isinstance(event, dict) or event.get("event") not in {"user", *KEPT_EVENTS}:
            raise BadRequest("state.events holds something that is not a kept event")
        if event["event"] == "user" and not _is_user(event):
            raise BadRequest("state.events holds a broken user event")
    return slots, loop, events


def _is_user(event: dict[str, Any]) -> bool:
    entities = event.get("entities", [])
    named = isinstance(entities, list) and all(
        isinstance(e, dict) and isinstance(e.get("entity"), str) for e in entities
    )
    return named and isinstance(event.get("intent"), (str, type(None)))


def _all_known(events: list[dict[str, Any]], domain: Domain, slots: set[str]) -> bool:
    named = [event for event in events if event["event"] in ("action", "slot", "active_loop")]
    if not all(isinstance(event.get("name"), str) or _ends_loop(event) for event in named):
        raise BadRequest("state.events holds a name that is not a string")
    names = {"action": set(domain.action_names_or_texts), "slot": slots, "active_loop": {None, *domain.form_names}}
    return all(event.get("name") in names[event["event"]] for event in named)


def _ends_loop(event: dict[str, Any]) -> bool:
    return event["event"] == "active_loop" and event.get("name") is None
