"""Searches the public directory for one family; there is always something to offer."""

from collections.abc import Iterable
from dataclasses import replace

from resources_db.records import Phone
from services.directory.last_resort import last_resort
from services.directory.matching import match
from services.directory.question import Found, Queries, Question
from services.directory.ranking import Match, sort_key
from services.directory.wording import in_language, summary

_NOT_FOR_TALKING = {"sms", "text", "fax", "tty", "tdd", "pager", "textphone"}


def search(queries: Queries, question: Question) -> list[Found]:
    """What to offer, best first, at most `question.limit`.

    Nearest local help goes first, then statewide lines, of which the best keeps a place when the limit cuts.
    The last resort (2-1-1) closes the list when there is room; it is the whole answer when nothing else is.
    """
    matches = [found for service in queries.serving(question.need) if (found := match(service, question))]
    ranked = sorted(matches, key=lambda found: sort_key(found, question))
    helps = [found for found in ranked if not found.service.last_resort]
    chosen = [_found(each, question) for each in _cut(helps, question.limit)]
    if len(chosen) < max(question.limit, 1):
        kept = next((each for each in ranked if each.service.last_resort), None) or _always(question)
        chosen += [_found(kept, question)] if kept else []
    return chosen


def _always(question: Question) -> Match | None:
    return match(last_resort(), replace(question, text=None))  # whatever the words: it is for everything


def _cut(ranked: list[Match], limit: int) -> list[Match]:
    shown = ranked[: max(limit, 0)]
    statewide = next((each for each in ranked if each.tier == "statewide"), None)
    if statewide is None or statewide in shown or len(shown) < 2:
        return shown
    return [*shown[:-1], statewide]


def _found(match: Match, question: Question) -> Found:
    service, place = match.service, match.location
    near = place.phones if place else ()
    phones = (*service.phones, *near) if match.tier == "statewide" else (*near, *service.phones)
    return Found(
        service_id=service.id,
        name=service.name,
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
        hours_state=match.hours,
        why=(*match.why, "last_resort") if service.last_resort else match.why,
        verified_on=service.assured_date,
        last_resort=service.last_resort,
    )


def _first(phones: Iterable[Phone]) -> str | None:
    return next((phone.number for phone in phones), None)
