"""Reads what a family asks for, into what the index is asked and what a service is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from resources_db.index.wanted import Wanted
from resources_db.records import Service
from services.directory.coverage import reaching
from services.directory.mapping import given
from services.directory.places import fold
from services.directory.question import Queries, Question
from services.directory.ranking import (
    BEST_SHARE,
    BROADER,
    BY_NAME,
    MISFIT_MILES,
    MOST_LOOKED_AT,
    NAME_WORDS,
    STATEWIDE_MILES,
    TEXT_WORDS,
    WORDS_WEIGHT,
)
from services.directory.things import vocabulary
from services.directory.words import is_small, stem, stems

_MOST_WORDS = 12  # of a long message; things are read from all of it


@dataclass(frozen=True, slots=True)
class Wish:
    """What was named: things, and other words, each with the spellings under which the directory may know it."""

    things: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    said: frozenset[str] = frozenset()  # the stems of all its own words, for telling equals apart


def wish_of(question: Question, queries: Queries) -> Wish:
    """What a question names beyond its need."""
    if not question.text:
        return Wish()
    asked = vocabulary().asked(question.text)
    spelled = (tuple(queries.spellings(word)) for word in asked.rest[:_MOST_WORDS])
    own = frozenset(stem(word) for word in fold(question.text).split() if len(word) > 2 and not is_small(word))
    return Wish(asked.things, tuple(each for each in spelled if each), own)


def wanted_of(question: Question, wish: Wish, miles: float) -> Wanted:
    """What the index is asked: by what was named (narrower things bear the name of the broader too), and by need."""
    labels = dict.fromkeys(filter(None, (*wish.things, question.need)))
    place = question.place
    return Wanted(
        labels=tuple(labels),
        words=wish.words,
        point=(place.lat, place.lon) if place else None,
        areas=reaching(place),
        miles=STATEWIDE_MILES if place is None else miles,
        most=max(MOST_LOOKED_AT, 2 * question.limit),
        misfit_miles=MISFIT_MILES,
    )


def relevance_of(service: Service, wish: Wish) -> float:
    """0 to 1: how much of what was named a service gives."""
    named = _named(service, wish.things)
    said = _said(service, wish.words)
    if _is_named(service, wish):
        return 1.0
    if not wish.things:
        return said
    return named if not wish.words else (named + WORDS_WEIGHT * said) / (1 + WORDS_WEIGHT * (said > 0))


def _is_named(service: Service, wish: Wish) -> bool:
    """Whether the family asks for this very service: its name is in their words, or nearly all of it."""
    name = _name(service)
    return len(name & wish.said) > 1 and len(name & wish.said) >= BY_NAME * len(name)


@lru_cache(maxsize=8192)
def _name(service: Service) -> frozenset[str]:
    """The stems of the words of a service's name that say something."""
    return frozenset(stem(word) for word in fold(service.name).split() if len(word) > 2 and not is_small(word))


def _named(service: Service, things: Sequence[str]) -> float:
    """The best of the things named counts most, the others a little."""
    fits = [_fit(service, thing) for thing in things]
    return BEST_SHARE * max(fits) + (1 - BEST_SHARE) * sum(fits) / len(fits) if fits else 0.0


def _fit(service: Service, key: str) -> float:
    direct = max(service.fits.get(each, 0.0) for each in vocabulary().narrower[key])
    under = vocabulary().things[key].under
    return max(direct, BROADER * service.fits.get(under, 0.0)) if under else direct


def needs_of(question: Question, wish: Wish) -> frozenset[str]:
    """The need asked for, else those of the things that were named."""
    if question.need:
        return frozenset((question.need,))
    return frozenset(vocabulary().things[key].need for key in wish.things)


def wording_of(service: Service, wish: Wish) -> float:
    """0 to 1: how much of a family's very words a service has in its names."""
    return len(wish.said & _roots(service)) / len(wish.said) if wish.said else 0.0


def _said(service: Service, words: Sequence[Sequence[str]]) -> float:
    if not words:
        return 0.0
    name, text = _words(service)
    hits = [NAME_WORDS if name & set(group) else TEXT_WORDS if text & set(group) else 0.0 for group in words]
    return sum(hits) / len(hits)


@lru_cache(maxsize=8192)
def _words(service: Service) -> tuple[frozenset[str], frozenset[str]]:
    """The folded words of a service's names, and of its text."""
    names = " ".join(filter(None, (service.name, service.alternate_name, service.organization)))
    text = " ".join([given(service.description or ""), *(service.summary or {}).values()])
    return frozenset(fold(names).split()), frozenset(fold(text).split())


@lru_cache(maxsize=8192)
def _roots(service: Service) -> frozenset[str]:
    """The stems of a service's names."""
    return frozenset(stems(" ".join(filter(None, (service.name, service.alternate_name, service.organization)))))
