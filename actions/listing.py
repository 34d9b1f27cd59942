"""The doors that were named last, which a family means by their number."""

from rasa_sdk import Tracker

from actions import reading
from actions.doors import next_offers
from services.casework.help import Offer

MOST_LOOKED_AT = 60


def listed(tracker: Tracker) -> list[tuple[Offer, str]]:
    """Each with the need that it was named for, in their order."""
    last = list(tracker.get_slot("listed") or [])
    found: dict[str, tuple[Offer, str]] = {}
    for need in reading.needs_so_far(tracker):
        for offer in next_offers(tracker, need, MOST_LOOKED_AT):
            if offer.key in last:
                found.setdefault(offer.key, (offer, need))
    return [found[key] for key in last if key in found]
