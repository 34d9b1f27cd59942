"""The doors that were named: those of the last answer, which a family means by their number, and all before them."""

from rasa_sdk import Tracker

from actions import reading
from actions.doors import next_offers
from services.casework.help import Offer

MOST_LOOKED_AT = 60


def listed(tracker: Tracker) -> list[tuple[Offer, str]]:
    """Those of the last answer, each with the need that it was named for, in their order."""
    return _named(tracker, list(tracker.get_slot("listed") or []))


def referable(tracker: Tracker) -> list[tuple[Offer, str]]:
    """All that were named and that one can be put forward to, programs first: who has no phone cannot be asked."""
    named = _named(tracker, list(dict.fromkeys(tracker.get_slot("shown") or [])))
    can = [each for each in named if not each[0].last_resort and (_is_program(each[0]) or each[0].phone)]
    return sorted(can, key=lambda each: not _is_program(each[0]))


def _is_program(door: Offer) -> bool:
    return door.key.startswith("program:")


def _named(tracker: Tracker, keys: list[str]) -> list[tuple[Offer, str]]:
    found: dict[str, tuple[Offer, str]] = {}
    for need in reading.needs_so_far(tracker):
        for offer in next_offers(tracker, need, MOST_LOOKED_AT):
            if offer.key in keys:
                found.setdefault(offer.key, (offer, need))
    return [found[key] for key in keys if key in found]
