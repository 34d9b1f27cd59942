"""Finds the door after one that closed: fitting, and not tried before."""

from collections.abc import Callable
from datetime import datetime

from casebook.care.records import FamilyRecord, Referral
from services.casework.help import Family, offers
from services.casework.offer import Offer
from services.directory.places import connecticut
from services.directory.question import Found, Question

LOOKED_AT = 12


def next_door(
    record: FamilyRecord, closed: Referral, language: str, now: datetime, find: Callable[[Question], list[Found]]
) -> Offer | None:
    """The best door for the same need that the family was not put forward to; None when there is none but 2-1-1."""
    place = record.facts.get("place")
    family = Family(
        place=connecticut().find(str(place)) if place else None,
        child_age_months=record.facts.get("child_age_months"),
        insurance=record.facts.get("insurance"),
    )
    tried = {each.target for each in record.referrals}
    doors = offers(closed.need, family, language, now, find, LOOKED_AT)
    return next((door for door in doors if door.key not in tried and not door.last_resort), None)
