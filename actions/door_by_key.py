"""A door by its key, as it is told to this family whatever the talk is about now."""

from rasa_sdk import Tracker

from actions import reading
from services.casework import current
from services.casework.offer import Offer, program_door, service_door
from services.directory.again import shown_again
from services.directory.question import Question
from services.eligibility import all_programs


def door_by_key(tracker: Tracker, key: str) -> Offer | None:
    """The door; None where neither a program nor the directory has it."""
    kind, _, id = key.partition(":")
    language = reading.language(tracker)
    if kind == "program":
        program = next((each for each in all_programs() if each.id == id), None)
        return program_door(program, language) if program else None
    service = current.get().service(id) if kind == "service" else None
    if service is None:
        return None
    family = reading.family(tracker)
    asked = Question(None, current.get().now, family.place, family.child_age_months, language)
    found = shown_again(service, asked)
    return service_door(found) if found else None


def needs_of(key: str) -> tuple[str, ...]:
    """The needs that a door is for, as it says itself."""
    kind, _, id = key.partition(":")
    if kind == "program":
        return next((tuple(each.needs) for each in all_programs() if each.id == id), ())
    service = current.get().service(id)
    return tuple(service.needs) if service else ()
