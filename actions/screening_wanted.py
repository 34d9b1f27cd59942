"""What a family says of the questions themselves: other ones are wanted, none are, or it asks what they are."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from actions import reading
from actions.screening_room import Room
from actions.screening_said import ENTITY, other_topic, said_in
from actions.screening_spot import leave, listen
from casebook.care.changes import KeepScreening
from casebook.care.records import Screening
from services.screening.answering import yes_or_no
from services.screening.hearing import wish
from services.screening.progress import from_json
from services.screening.talk import explained, hear
from services.screening.turns import Line, say
from services.screening.wanting import Meant, answer_before, meant, refuses


def of_the_questions(room: Room, elsewhere: Collection[str]) -> list[dict[str, Any]] | None:
    """The events that a message about the questions leads to; None when it is about something else.

    What rules answer (`elsewhere`, by intent) is left to them, unless it is asked about our questions.
    """
    text, now = _text(room), _topic(room)
    if now is None or next(room.tracker.get_latest_entity_values(ENTITY), None):
        return None
    if (other := other_topic(room.tracker, now)) is not None:
        return listen(_turn_to(room, other))
    if _refused(room):
        return _leave(room)
    if wish(text) or _answers(room, answer_before(text)):
        return None
    asked = meant(text)
    if asked == "other" and ("offer" in room.spot or set(reading.labels(room.tracker)) & set(elsewhere)):
        return None
    return _explain(room, asked) if asked else None


def _text(room: Room) -> str:
    return str(room.tracker.latest_message.get("text") or "")


def _open(room: Room) -> Screening | None:
    return room.screening(room.spot.get("id"))


def _topic(room: Room) -> str | None:
    """What is offered or asked about now."""
    screening = _open(room)
    return room.spot.get("offer") or (screening.instrument if screening else None)


def _turn_to(room: Room, name: str) -> dict[str, Any]:
    """Offer the other talk that is asked for; one that was open keeps its place."""
    screening = _open(room)
    if screening is not None and screening.state == "open":
        room.desk.changes.append(KeepScreening(replace(screening, state="paused", updated_at=room.desk.utc)))
    room.offer(name)
    return {"offer": name}


def _refused(room: Room) -> bool:
    """Whether the questions are not wanted; at the end "that is not what I said" puts something right instead."""
    screening = _open(room)
    asked = "offer" in room.spot or (screening is not None and screening.progress.get("stage", "items") == "items")
    return asked and refuses(_text(room))


def _leave(room: Room) -> list[dict[str, Any]]:
    screening = _open(room)
    if screening is not None:
        room.desk.changes.append(KeepScreening(replace(screening, state="stopped", updated_at=room.desk.utc)))
    room.tell(Line(say("left", room.language)))
    return leave()


def _answers(room: Room, part: str | None) -> bool:
    """Whether a part of the message is an answer to what is open."""
    if not part:
        return False
    screening = _open(room)
    said = replace(said_in(room.tracker, room.desk.now), text=part, needs=())
    if screening is None:
        return yes_or_no(said, "offer") is not None
    told, progress = room.talk_of(screening), from_json(screening.progress)
    return hear(told, progress, said, room.known(screening)) is not None


def _explain(room: Room, asked: Meant) -> list[dict[str, Any]]:
    """One honest line to what the family asks, and our question again."""
    screening = _open(room)
    if screening is None:
        room.tell(Line(say("own_words", room.language)))
        room.offer(room.spot["offer"])
        return listen(room.spot)
    told, progress = room.talk_of(screening), from_json(screening.progress)
    said, known = said_in(room.tracker, room.desk.now), room.known(screening)
    return room.take(screening, told, explained(told.build(progress), progress, said, known, asked))
