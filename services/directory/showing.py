"""Puts together what is told of a service that is offered."""

from collections.abc import Iterable
from urllib.parse import urlencode

from resources_db.records import Location, Phone
from services.directory.matching import languages_of
from services.directory.opening import opening_now, opening_then
from services.directory.question import Found, Question
from services.directory.ranking import Match
from services.directory.wording import in_language, summary

_NOT_FOR_TALKING = {"sms", "text", "fax", "tty", "tdd", "pager", "textphone"}
_MAP = "https://www.openstreetmap.org/search?"  # opened by the family's own browser, and only when pressed
_HOURS = {"open": ("open_now",), "closed": ("closed_now",), "unknown": ()}


def found_of(match: Match, question: Question) -> Found:
    """One thing to offer, with all that a family may read of it."""
    service, place = match.service, match.location
    near = place.phones if place else ()
    phones = (*service.phones, *near) if match.tier == "statewide" else (*near, *service.phones)
    hours = opening_now(service, place, question.now)
    hidden = ("hidden_place",) if place and place.confidential else ()
    why = (*match.why, *_HOURS[hours.state], *(("holiday",) if hours.holiday else ()), *hidden)
    return Found(
        service_id=service.id,
        name=in_language(service.names, question.language) or service.name,
        organization=service.organization,
        summary=summary(service, question.language),
        next_step=in_language(service.next_step, question.language),
        phone=_first(p for p in phones if p.type not in _NOT_FOR_TALKING),
        sms=_first(p for p in phones if p.type in ("sms", "text")),
        url=service.url,
        address=place.address if place else None,
        town=place.town if place else None,
        miles=None if match.miles is None else round(match.miles, 1),
        reach="statewide" if match.tier == "statewide" else "local",
        hours_state=hours.state,
        why=(*why, "last_resort") if service.last_resort else why,
        verified_on=service.assured_date,
        last_resort=service.last_resort,
        next_open=hours.next_open,
        closes_at=hours.closes_at,
        cost=match.cost,
        languages=languages_of(service, place),
        documents=service.documents,
        stale="stale" in match.why,
        alert=service.alert,
        own_name=service.name,
        map_url=_map(place),
        then=opening_then(service, place, question.within) if question.within else None,
    )


def _map(place: Location | None) -> str | None:
    """A map of a street address; none of a confidential place, which has no address here at all."""
    if place is None or place.confidential or not place.address:
        return None
    return _MAP + urlencode({"query": place.address})


def _first(phones: Iterable[Phone]) -> str | None:
    return next((phone.number for phone in phones), None)
