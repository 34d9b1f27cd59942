"""The doors that were named: those of the last answer, which a family means by their number, and all before them."""

from rasa_sdk import Tracker

from actions import reading
from actions.doors import next_offers
from services.casework import current
from services.casework.help import facts
from services.casework.offer import Offer, program_door
from services.casework.referring import likest
from services.eligibility import all_programs, best_for

MOST_LOOKED_AT = 60


def listed(tracker: Tracker) -> list[tuple[Offer, str]]:
    """Those of the last answer, each with the need that it was named for, in their order."""
    return _named(tracker, list(tracker.get_slot("listed") or []))


def referable(tracker: Tracker) -> list[tuple[Offer, str]]:
    """All that were named and that one can be put forward to, programs first: who has no phone cannot be asked."""
    named = _named(tracker, list(dict.fromkeys(tracker.get_slot("shown") or [])))
    can = [each for each in named if not each[0].last_resort and (_is_program(each[0]) or each[0].phone)]
    return sorted(can, key=lambda each: not _is_program(each[0]))


def first_meant(tracker: Tracker, program: str | None, named: str) -> tuple[Offer, str] | None:
    """The door that a wish to be put forward means: by its program, by words of its name, else the first of them.

    None where something is named that is none of them, or nothing can be put forward to.
    """
    doors = referable(tracker)
    if program:
        key = f"program:{program}"
        return next((each for each in doors if each[0].key == key), None) or _of_need(tracker, program)
    if named:
        place = likest(named, [f"{door.name} {door.sign}" for door, _need in doors])
        return None if place is None else doors[place]
    return next(iter(_last_first(tracker, doors)), None)


def _of_need(tracker: Tracker, name: str) -> tuple[Offer, str] | None:
    """A program that was not named yet, where it may fit the family; for a need that the talk is about, if it can."""
    program = next(each for each in all_programs() if each.id == name)
    need = next((need for need in reading.needs_so_far(tracker) if need in program.needs), program.needs[0])
    today = current.get().now.date()
    fitting = best_for(need, facts(need, reading.family(tracker), today), today)
    return (program_door(program, reading.language(tracker)), need) if program in fitting else None


def _last_first(tracker: Tracker, doors: list[tuple[Offer, str]]) -> list[tuple[Offer, str]]:
    """What the family was told about last, then its list in its order, then what was named before."""
    last, shown = list(tracker.get_slot("listed") or []), list(tracker.get_slot("shown") or [])
    order = [*(key for key in shown[-1:] if key not in last), *last, *shown]
    return sorted(doors, key=lambda each: order.index(each[0].key))


def _is_program(door: Offer) -> bool:
    return door.key.startswith("program:")


def _named(tracker: Tracker, keys: list[str]) -> list[tuple[Offer, str]]:
    found: dict[str, tuple[Offer, str]] = {}
    for need in reading.needs_so_far(tracker):
        for offer in next_offers(tracker, need, MOST_LOOKED_AT):
            if offer.key in keys:
                found.setdefault(offer.key, (offer, need))
    return [found[key] for key in keys if key in found]
