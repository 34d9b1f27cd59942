"""A door as a page shows it: each thing that is known in a place of its own, worded for the family."""

from datetime import datetime, time, timedelta
from typing import Any

from services.casework.cards import far, notes, opening, say
from services.casework.offer import Offer
from services.directory.hours import LOCAL
from services.directory.question import Found


def card_data(offer: Offer, now: datetime, language: str, number: int | None = None) -> dict[str, Any]:
    """The fields of a card (docs/reference/web-protocol.md); what is not known is left out.

    `hours_until` is until when the sentence of `hours` stays true, ISO 8601: a page may be read tomorrow.
    """
    found = offer.found
    told = {
        "key": offer.key,
        "number": number,
        "name": offer.name,
        "about": offer.summary,
        "next": offer.next_step,
        "near": _near(offer, language),
        "phone": found.phone if found else offer.phone,
    }
    return {name: value for name, value in (told | _of(found, now, language)).items() if value}


def _of(found: Found | None, now: datetime, language: str) -> dict[str, Any]:
    """What only the directory knows."""
    if found is None:
        return {}
    hours = "" if found.last_resort else opening(found, now, language)
    return {
        "hours": hours,
        "hours_until": _until(found, now) if hours else None,
        "open": found.hours_state == "open" and bool(hours) and not _later(found, now),
        "address": found.address,
        "sms": found.sms,
        "map": found.map_url,
        "web": found.url,
        "notes": list(notes(found, language)),
    }


def _near(offer: Offer, language: str) -> str:
    found = offer.found
    if offer.town and offer.miles is not None:
        return say("card_near", language, town=offer.town, far=far("card_far", offer.miles, language))
    if offer.town:
        return offer.town
    return far("card_far", found.miles, language) if found and found.miles and found.address else ""


def _later(found: Found, now: datetime) -> bool:
    """Whether its hours are told for another time than the present."""
    return found.then is not None and not found.then.window.holds(now)


def _until(found: Found, now: datetime) -> str | None:
    if found.hours_state == "open" and not _later(found, now):
        return found.closes_at.replace(tzinfo=LOCAL).isoformat() if found.closes_at else None
    here = now.astimezone(LOCAL) if now.tzinfo else now.replace(tzinfo=LOCAL)
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), LOCAL)  # "today" and "tomorrow" end there
    opens = found.next_open.replace(tzinfo=LOCAL) if found.next_open and not _later(found, now) else midnight
    return min(opens, midnight).isoformat()
