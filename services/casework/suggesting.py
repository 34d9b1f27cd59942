"""Help that a coordinator may name in answer to a family's last message, worded as the family would get it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, zip_longest
from typing import Any, Final

from services.casework.card_data import card_data
from services.casework.help import Family, offers
from services.casework.needs import all_needs
from services.casework.offer import Offer
from services.casework.telling import tell
from services.directory.places import connecticut
from services.directory.question import Found, Question

MOST: Final = 4
MOST_NEEDS: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One door. `text` is for the family, in its language; `near`, `hours` and `phone` are for whoever writes.

    `verified_on` is None when nobody has checked the record, and for a program, whose rules bear their own days.
    """

    key: str
    name: str
    text: str
    near: str = ""
    hours: str = ""
    phone: str = ""
    verified_on: date | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to look for: the needs, best first, what is known of the family, its language and channel, its words."""

    needs: Sequence[str]
    family: Family
    language: str
    channel: str
    words: str | None = None


def suggest(
    wish: Wish, staff_language: str, now: datetime, find: Callable[[Question], list[Found]]
) -> list[Suggestion]:
    """The best doors, the needs taking turns; none when no need is known."""
    needs = [need for need in dict.fromkeys(wish.needs) if need in all_needs()][:MOST_NEEDS]
    found = [offers(need, wish.family, wish.language, now, find, MOST, wish.words) for need in needs]
    turns = [each for each in chain.from_iterable(zip_longest(*found)) if each is not None]
    once = {each.key: each for each in turns}.values()
    return [_suggestion(each, wish, staff_language, now) for each in once][:MOST]


def family_of(facts: Mapping[str, Any]) -> Family:
    """What eligibility and search may know of a family, from what it told."""
    place = facts.get("place")
    found = connecticut().find(str(place)) if place else None
    return Family(found, facts.get("child_age_months"), facts.get("insurance"))


def _suggestion(offer: Offer, wish: Wish, staff_language: str, now: datetime) -> Suggestion:
    shown = card_data(offer, now, staff_language)
    return Suggestion(
        key=offer.key,
        name=offer.name,
        text=tell([offer], now, wish.language, wish.channel),
        near=shown.get("near", ""),
        hours=shown.get("hours", ""),
        phone=shown.get("phone", ""),
        verified_on=offer.found.verified_on if offer.found else None,
        stale=offer.found.stale if offer.found else False,
    )
