"""The next door of the same kind as one that did not help: a lawyer after a lawyer, never one of another need."""

from collections.abc import Sequence
from typing import Final

from rasa_sdk import Tracker

from actions import reading
from actions.choosing import next_offers
from actions.listing import Door, doors_of
from services.casework import current
from services.casework.became_of import named_in
from services.casework.care_words import listed
from services.casework.naming import Named, in_mind, named
from services.casework.offer import Offer
from services.casework.phrases import folded, within
from services.casework.pointing import kinds
from services.casework.silent_lines import gives_line
from services.casework.told_first import is_for_one_alone
from services.directory.things import vocabulary

MOST_LOOKED_AT: Final = 60
GIVES: Final = 0.8  # of a thing that a door is known for
ABOVE_ALL: Final = 0.9  # of what it is there for


def next_of_kind(tracker: Tracker, wrong: Offer, need: str, wished: str, without: Sequence[str]) -> Offer | None:
    """The door to name in place of `wrong`: the one that is `wished` by name, else the likest of its kind.

    One that stood in an earlier list is as good, unless it is among those `without`.
    """
    pool = {door.key: door for door in _pool(tracker, need) if not door.last_resort and door.key not in without}
    pool = {key: door for key, door in pool.items() if not gives_line(door.next_step, without)}
    pool.pop(wrong.key, None)
    known = {each.key: each for each in named([wrong.key, *pool], current.get().service)}
    own = known.pop(wrong.key, None)
    if own is None:  # what it gives is not known: one for the same need that was not named yet
        return next((door for key, door in pool.items() if key not in (tracker.get_slot("shown") or ())), None)
    if (plainly := named_in(wished, [known[key] for key in pool if key in known], _language(tracker))) is not None:
        return pool[plainly]
    wanted = kinds(f" {wished} ", _language(tracker)) or [
        each for each in listed("another_kind") if each in _gives(own)
    ]
    kind = kind_of(wanted) or kind_of(_meant_of(tracker, own)) or kind_of(_gives(own))
    broader = [thing for each in kind for thing in vocabulary().above(each) if thing in listed("or_else")]
    here = [key for key in pool if key in known]
    fitting = [key for key in here if _is_like(known[key], own, kind)] or (
        [key for key in here if broader and _is_like(known[key], own, broader)]
    )
    said = kinds(f" {reading.words(tracker) or ''} ", _language(tracker))
    # Who reaches nobody about HUSKY, which pays a dentist too, seeks no dentist.
    fitting = [key for key in fitting if _for_one_thing(known[key]) <= {*_for_one_thing(own), *kind, *said}]
    meant = {*_gives(own), *said}

    def far(key: str) -> tuple[bool, int]:
        return is_for_one_alone(pool[key]), _apart(known[key], meant)

    return pool[min(fitting, key=far)] if fitting else None


def by_oneself(tracker: Tracker, wrong: Offer, *, instead: bool = False) -> str | None:
    """The id of the answer that tells what a family can do itself where none of a kind is left; None for none.

    `instead`: only one that is told in place of any other door.
    """
    own = next(iter(named([wrong.key], current.get().service)), None)
    gives = set(_gives(own)) if own else set()
    said = folded(f"{reading.words(tracker) or ''} {tracker.latest_message.get('text') or ''}")
    some = (each for each in listed("by_oneself") if each["thing"] in gives and within(each["when"]).search(said))
    return next((str(each["answer"]) for each in some if each.get("instead", False) or not instead), None)


def _for_one_thing(door: Named) -> set[str]:
    """What a door is there for above all, where it is no general one of its kind: a lawyer against discrimination."""
    return {thing for thing in listed("for_one_thing") if door.things.get(thing, 0.0) >= ABOVE_ALL}


def _meant_of(tracker: Tracker, own: Named) -> list[str]:
    """What the family asked for, of what the door gives: who was sent there for a crib seeks no coat."""
    meant = kinds(f" {reading.words(tracker) or ''} ", _language(tracker))
    some = {thing for group in listed("same_kind") for thing in group}
    return [thing for thing in meant if thing in some and own.things.get(thing, 0.0) >= GIVES]


def of_kinds(tracker: Tracker, doors: Sequence[Offer], things: Sequence[str]) -> list[Offer]:
    """Those of some doors that give one of the things."""
    known = {each.key: each for each in named([door.key for door in doors], current.get().service)}
    kin = {other for thing in things for other in vocabulary().narrower.get(thing, ())}
    meant = {*things, *kinds(f" {reading.words(tracker) or ''} ", _language(tracker))}
    here = [door for door in doors if door.key in known and kin & set(_gives(known[door.key]))]
    here = [door for door in here if _sensitive(known[door.key]) | _for_one_thing(known[door.key]) <= meant]
    other = set(listed("another_kind")) - meant
    here = [door for door in here if not other & set(_gives(known[door.key]))]  # a lawyer for renters pays no rent
    here = [door for door in here if not gives_line(door.next_step, reading.reported(tracker))]

    def far(door: Offer) -> tuple[bool, int]:
        return not set(things) & set(_gives(known[door.key])), _apart(known[door.key], meant)

    return sorted(here, key=far)


def _pool(tracker: Tracker, need: str) -> list[Offer]:
    """What is found for the need, then what was named before."""
    before: list[Door] = doors_of(tracker, in_mind(tracker.get_slot("shown") or []))
    wrong = set(reading.reported(tracker))
    return [*next_offers(tracker, need, MOST_LOOKED_AT), *(door for door, _ in before if door.key not in wrong)]


def _is_like(door: Named, own: Named, kind: Sequence[str]) -> bool:
    gives = set(_gives(door))
    if not _sensitive(door) <= set(_gives(own)):
        return False
    if set(listed("another_kind")) & gives - set(_gives(own)) - set(kind):
        return False  # a lawyer for renters pays no rent
    if kind:
        return any(vocabulary().narrower[each] & gives for each in kind)
    return bool(gives & set(_gives(own)))


def _sensitive(door: Named) -> set[str]:
    """What a door gives that nobody is sent to unasked: help where somebody hurts another."""
    return {thing for thing, fit in door.things.items() if fit > 0 and thing in listed("sensitive")}


def _apart(door: Named, meant: set[str]) -> int:
    """How many things it is there for that nobody meant: an immigration lawyer comes behind one for all."""
    kin = {other for thing in meant for other in (thing, *vocabulary().above(thing))}
    return sum(fit >= ABOVE_ALL and thing not in kin for thing, fit in door.things.items())


def kind_of(things: Sequence[str]) -> Sequence[str]:
    """What a door that gives some things is; the narrowest where the page names none of them."""
    first = next((group for group in listed("same_kind") if set(group) & set(things)), None)
    narrow = [each for each in things if not any(each in vocabulary().above(other) for other in things)]
    return first or narrow[:1]


def _gives(door: Named) -> list[str]:
    return [thing for thing, fit in sorted(door.things.items(), key=lambda pair: -pair[1]) if fit >= GIVES]


def _language(tracker: Tracker) -> str:
    return reading.language(tracker)
