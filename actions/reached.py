"""Says who writes to a family and when, keeps how it is reached, and names doors for who cannot call."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import cache
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.listing import can_be_asked, listed
from actions.reported import note_reported
from services.casework import current, staff_hours
from services.casework.offer import Offer
from services.casework.reached import (
    CALL,
    GONE,
    HOURS,
    TEXT,
    WAYS,
    WHO,
    goes_by_text,
    time_told,
    to_keep,
    wishes_a_call,
)
from services.casework.walk_in import can_walk_in
from services.library.messages import Messages
from services.library.root import CONTENT
from services.referrals.status import open_ones, status

MOST_DOORS: Final = 2


def ways_of(tracker: Tracker) -> list[str]:
    """What a message asks or tells of how its writer is reached, as the gateway heard it."""
    aspect = str(next(tracker.get_latest_entity_values("aspect"), None) or "")
    return [way for way in aspect.split() if way in WAYS]


async def say_reached(dispatcher: CollectingDispatcher, tracker: Tracker, ways: Sequence[str]) -> list[dict[str, Any]]:
    """The answer to each of the ways, in one text; a person is called where a call is wished for and none was."""
    calls = not current.get().announced and (CALL in ways or (HOURS in ways and wishes_a_call(_text(tracker))))
    lines = list(_kept(tracker, ways))
    choices: list[dict[str, str]] = []
    if calls:
        current.get().call_person("asked")
        lines.append(_say(tracker, "who_called_now"))
    elif WHO in ways or (HOURS in ways and CALL not in ways and not current.get().announced):
        lines += [line async for line in _who(tracker)]
        choices = [] if current.get().announced else _askable(tracker)
    if TEXT in ways:
        lines += [] if current.get().more_follows else _doors_to_use(tracker)
        offers = not (current.get().announced or current.get().more_follows)
        choices = [_person(tracker, "call_for_me"), *_askable(tracker)] if offers else []
    elif choices:
        choices = [_person(tracker, "write_to_me"), *choices]
    dispatcher.utter_message(text="\n".join(lines), **({"buttons": choices} if choices else {}))
    return note_reported(tracker, to_keep(_text(tracker), ways))


def keep_time(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Keep the time at which a family wants to be called by the door that it asks for, and say it back."""
    said = next(tracker.get_latest_entity_values("aspect"), None)
    if not said:
        return []
    dispatcher.utter_message(text=_say(tracker, "kept_time", said=said))
    return note_reported(tracker, to_keep(str(said), [HOURS]))


def _kept(tracker: Tracker, ways: Sequence[str]) -> Iterator[str]:
    """What is kept for who writes or calls; a time is said back."""
    for way in (HOURS, CALL, TEXT, GONE):
        if way in ways:
            said = time_told(_text(tracker)) if way == HOURS else None
            yield _say(tracker, "kept_time", said=said) if said else _say(tracker, f"kept_{way}")


async def _who(tracker: Tracker) -> AsyncIterator[str]:
    """Who will write: the person who was called, the places that were asked, or nobody yet."""
    desk, language = current.get(), reading.language(tracker)
    asked = open_ones((await desk.record()).referrals)
    for each in asked[-MOST_DOORS:]:
        yield _say(tracker, "who_asked", name=each.name, status=status(each, language))
    if desk.announced:
        yield _say(tracker, "who_coming", back=staff_hours.back(desk.now, language) or "").strip()
    elif not asked:
        yield _say(tracker, "who_nobody_but" if _askable(tracker) else "who_nobody")


def _doors_to_use(tracker: Tracker) -> list[str]:
    """What can be reached without a call, and who helps with the rest."""
    return [*_doors(tracker), _say(tracker, "calling_coming" if current.get().announced else "calling_for")]


def _doors(tracker: Tracker) -> Iterator[str]:
    """The doors of the last list that can be texted or visited."""
    for door in [door for door, _ in listed(tracker)][:MOST_DOORS]:
        if goes_by_text(door.next_step):
            yield _say(tracker, "by_text", door=f"{door.name}. {door.next_step}")
        elif door.found is not None and can_walk_in(door):
            yield _say(tracker, "by_going", name=door.name, address=door.found.address)


def _askable(tracker: Tracker) -> list[dict[str, str]]:
    """The doors of the last list that can be asked for the family, as choices."""
    doors: list[Offer] = [door for door, _ in listed(tracker) if can_be_asked(door)]
    return [
        {
            "title": _say(tracker, "ask_for_me", name=door.name),
            "payload": f"/refer_me{json.dumps({'target': door.key})}",
        }
        for door in doors[:MOST_DOORS]
    ]


def _person(tracker: Tracker, title: str) -> dict[str, str]:
    return {"title": _say(tracker, title), "payload": "/talk_to_person"}


def _text(tracker: Tracker) -> str:
    """The family's words, which the gateway hands over with what they mean."""
    return str(next(tracker.get_latest_entity_values("named"), None) or tracker.latest_message.get("text") or "")


def _say(tracker: Tracker, key: str, **values: object) -> str:
    return _words().say(key, reading.language(tracker), **values)


@cache
def _words() -> Messages:
    return Messages.load(CONTENT / "messages" / "reached.yml")
