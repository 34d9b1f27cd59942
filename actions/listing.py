"""The doors that were named: those of the last answer, which a family means by their number, and all before them."""

from collections.abc import Iterable

from rasa_sdk import Tracker

from actions import reading
from actions.choosing import next_offers
from actions.door_by_key import door_by_key, needs_of
from services.casework import current
from services.casework.asked_of import is_shaped
from services.casework.help import facts
from services.casework.naming import in_mind, named
from services.casework.needs import all_needs
from services.casework.offer import Offer, program_door
from services.casework.phrases import folded
from services.casework.which import which, which_of
from services.eligibility import all_programs, best_for

MOST_LOOKED_AT = 60
MOST_SHOWN = 30
type Door = tuple[Offer, str]


def listed(tracker: Tracker) -> list[Door]:
    """Those of the last answer, each with the need that it was named for, in their order."""
    return _named(tracker, _unreported(tracker, tracker.get_slot("listed") or []))


def doors_of(tracker: Tracker, keys: Iterable[str]) -> list[Door]:
    """Some of those that were named at any time of the talk, in this order."""
    return _named(tracker, list(keys))


def targeted(tracker: Tracker) -> list[Door]:
    """The doors that a message means by their keys (one, or two in doubt); [] where it names none so."""
    keys = str(next(tracker.get_latest_entity_values("target"), None) or "")
    return doors_of(tracker, [keys]) or doors_of(tracker, keys.split())


def told_last(tracker: Tracker) -> Door | None:
    """The one door that was told of alone since the last list; None when the list is the last that was told.

    A door that is told of again stands at the end of `shown` once more (`telling_of`).
    """
    last, shown = list(tracker.get_slot("listed") or []), list(tracker.get_slot("shown") or [])
    if not shown or shown[-len(last) :] == last or not set(last) <= set(shown):
        return None
    return next(iter(_named(tracker, _unreported(tracker, shown[-1:]))), None)


def telling_of(tracker: Tracker, doors: list[Offer]) -> list[str]:
    """All that was told so far with a door that is told of now, where it is one: "is it free" then asks about it."""
    last, again = list(tracker.get_slot("listed") or []), [door.key for door in doors] if len(doors) == 1 else []
    shown = [*(tracker.get_slot("shown") or []), *again]
    if again and shown[-len(last) :] == last:  # one after the other they would look like the list itself
        shown += again
    return shown[-MOST_SHOWN:]


def referable(tracker: Tracker) -> list[Door]:
    """All that were named and that one can be put forward to, programs first: who has no phone cannot be asked."""
    doors = _named(tracker, _unreported(tracker, in_mind(tracker.get_slot("shown") or [])))
    can = [each for each in doors if can_be_asked(each[0])]
    return sorted(can, key=lambda each: not _is_program(each[0]))


def can_be_asked(door: Offer) -> bool:
    """Whether one can be put forward to a door."""
    return not door.last_resort and bool(_is_program(door) or door.phone)


def all_meant(tracker: Tracker, program: str | None, named: str, number: int | None = None) -> list[Door]:
    """The doors that a wish to be put forward may mean: by its program, by words and a number, else the first of them.

    By words also one that nobody can be put forward to. None where something is named that is none of them.
    """
    doors = referable(tracker)
    if program:
        key = f"program:{program}"
        found = next((each for each in doors if each[0].key == key), None) or _of_need(tracker, program)
        return [found] if found else []
    if named:
        return _by_words(tracker, named, number)
    return list(_last_first(tracker, doors))[:1]


def first_meant(tracker: Tracker) -> Door | None:
    """The door that is put forward to where none is named."""
    return next(iter(all_meant(tracker, None, "")), None)


def _by_words(tracker: Tracker, words: str, number: int | None) -> list[Door]:
    keys = list(tracker.get_slot("listed") or [])
    numbered = keys[number - 1] if number and 0 < number <= len(keys) else None
    known = named(_unreported(tracker, in_mind(tracker.get_slot("shown") or keys)), current.get().service)
    meant = [each.key for each in which_of(folded(words), numbered, known, reading.language(tracker))]
    return _named(tracker, meant or ([numbered] if numbered else []))


def spoken_of(tracker: Tracker, text: str) -> list[Door]:
    """The doors of the talk that a longer message plainly speaks of."""
    keys = in_mind([*(tracker.get_slot("shown") or ()), *(tracker.get_slot("listed") or ())])
    said, language = folded(text), reading.language(tracker)
    likely = which(said, named(keys, current.get().service), language)
    plainly = [each.key for each in likely if each.surely or is_shaped(said)]
    return _named(tracker, plainly)


def _of_need(tracker: Tracker, name: str) -> Door | None:
    """A program that was not named yet, where it may fit the family; for a need that the talk is about, if it can."""
    program = next(each for each in all_programs() if each.id == name)
    need = next((need for need in reading.needs_so_far(tracker) if need in program.needs), program.needs[0])
    today = current.get().now.date()
    fitting = best_for(need, facts(need, reading.family(tracker), today), today)
    return (program_door(program, reading.language(tracker)), need) if program in fitting else None


def _last_first(tracker: Tracker, doors: list[Door]) -> list[Door]:
    """What the family was told about last, then its list in its order, then what was named before."""
    last, shown = list(tracker.get_slot("listed") or []), list(tracker.get_slot("shown") or [])
    alone = told_last(tracker)
    order = [*([alone[0].key] if alone else []), *last, *reversed(shown)]
    return sorted(doors, key=lambda each: order.index(each[0].key))


def _is_program(door: Offer) -> bool:
    return door.key.startswith("program:")


def _unreported(tracker: Tracker, keys: Iterable[str]) -> list[str]:
    wrong = set(tracker.get_slot("reported") or [])
    return [key for key in keys if key not in wrong]


def _named(tracker: Tracker, keys: list[str]) -> list[Door]:
    """Doors as the search finds them for what the talk is about now, else as they are told to anybody."""
    found: dict[str, Door] = {}
    for need in reading.needs_so_far(tracker):
        for offer in next_offers(tracker, need, MOST_LOOKED_AT):
            if offer.key in keys:
                found.setdefault(offer.key, (offer, need))
    for key in keys:
        if key not in found and (door := _looked_up(tracker, key)) is not None:
            found[key] = door
    return [found[key] for key in keys if key in found]


def _looked_up(tracker: Tracker, key: str) -> Door | None:
    """A door that was named for another need than the talk is about now."""
    door = door_by_key(tracker, key)
    needs = [need for need in needs_of(key) if need in all_needs()] if door else []
    return (door, _need(tracker, needs)) if door and needs else None


def _need(tracker: Tracker, needs: Iterable[str]) -> str:
    """For which need it was named: one that the talk is about, if it can be."""
    some = list(needs)
    return next((need for need in reading.needs_so_far(tracker) if need in some), some[0])
