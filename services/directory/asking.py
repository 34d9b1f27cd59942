"""Reads what a family asks for, into what the index is asked and what a service is held against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from resources_db.index.wanted import Wanted
from resources_db.records import Service
from services.directory import weights
from services.directory.coverage import reaching
from services.directory.evidence import given
from services.directory.places import fold
from services.directory.question import Queries, Question
from services.directory.things import vocabulary
from services.directory.words import is_small, stem

_MOST_WORDS = 12  # of a long message; things are read from all of it
Named = tuple[str, tuple[str, ...]]  # a thing, and the broader ones that were named too


@dataclass(frozen=True, slots=True)
class Wish:
    """What was named: things, and other words, each with the spellings under which the directory may know it."""

    things: tuple[Named, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    said: frozenset[str] = frozenset()  # the stems of all its own words, for knowing a service by its name


def wish_of(question: Question, queries: Queries) -> Wish:
    """What a question names beyond its need."""
    if not question.text:
        return Wish()
    asked = vocabulary().asked(question.text, question.language)
    spelled = (_spelled(word, queries) for word in asked.rest[:_MOST_WORDS])
    own = frozenset(stem(word) for word in fold(question.text).split() if len(word) > 2 and not is_small(word))
    return Wish(asked.things, tuple(each for each in spelled if each), own)


def _spelled(word: str, queries: Queries) -> tuple[str, ...]:
    """The words of the directory that a word may be; one that we know is no misspelling: "dinero" is no diner."""
    found = tuple(queries.spellings(word))
    return found if word in found or not vocabulary().knows(word) else ()


def wanted_of(question: Question, wish: Wish, miles: float) -> Wanted:
    """What the index is asked: by what was named, by what is broader (narrower ones bear its name too), and by need."""
    known = vocabulary().things
    named = (key for thing, broader in wish.things for key in (thing, *broader, known[thing].under))
    labels = dict.fromkeys(filter(None, (*named, question.need)))
    place = question.place
    return Wanted(
        labels=tuple(labels),
        words=wish.words,
        point=(place.lat, place.lon) if place else None,
        areas=reaching(place),
        miles=weights.STATEWIDE_MILES if place is None else miles,
        most=max(weights.MOST_LOOKED_AT, 2 * question.limit),
        misfit_miles=weights.MISFIT_MILES,
    )


def relevance_of(service: Service, wish: Wish) -> float:
    """0 to 1: how much of the things that were named a service gives; the best counts most, the others a little."""
    if not wish.things:
        return 0.0
    fits = [_fit(service, named) for named in wish.things]
    return weights.BEST_SHARE * max(fits) + (1 - weights.BEST_SHARE) * sum(fits) / len(fits)


def _fit(service: Service, named: Named) -> float:
    thing, broader = named
    under = vocabulary().things[thing].under
    nearly = weights.BROADER * _given(service, under) if under else 0.0
    said = max((weights.SAID_BROADER * _focused(service, each) for each in broader), default=0.0)
    return max(_focused(service, thing), nearly, said)


def _focused(service: Service, thing: str) -> float:
    """How surely it gives a thing; less so when it gives much else besides."""
    own = _given(service, thing)
    if not own:
        return 0.0
    kin = vocabulary().kin(thing)
    others = max(_gives(service)[1] - sum(fit for key, fit in service.fits.items() if key in kin), 0.0)
    return float(own * (1 - weights.SCATTERED * (1 - (own / (own + others)) ** weights.FOCUS)))


def _given(service: Service, thing: str) -> float:
    return _gives(service)[0].get(thing, 0.0)


@lru_cache(maxsize=8192)
def _gives(service: Service) -> tuple[Mapping[str, float], float]:
    """The fits of all that a service gives, by the names of broader things too, and the sum of its own."""
    known = vocabulary()
    return known.widened(service.fits), sum(fit for key, fit in service.fits.items() if key in known.things)


def is_asked_by_name(service: Service, wish: Wish) -> bool:
    """Whether the family asks for this very service: its name is in their words, or nearly all of it."""
    name = _name(service)
    return len(name & wish.said) > 1 and len(name & wish.said) >= weights.BY_NAME * len(name)


@lru_cache(maxsize=8192)
def _name(service: Service) -> frozenset[str]:
    """The stems of the words of a service's name that say something."""
    return frozenset(stem(word) for word in fold(service.name).split() if len(word) > 2 and not is_small(word))


def needs_of(question: Question, wish: Wish) -> frozenset[str]:
    """The need asked for, else those of the things that were named."""
    if question.need:
        return frozenset((question.need,))
    return frozenset(vocabulary().things[key].need for key, _ in wish.things)


def said_of(service: Service, words: Sequence[Sequence[str]]) -> float:
    """0 to 1: how many of the words outside the vocabulary a service holds."""
    if not words:
        return 0.0
    name, text = _words(service)
    hits = (
        weights.NAME_WORDS if name & set(group) else weights.TEXT_WORDS if text & set(group) else 0.0 for group in words
    )
    return sum(hits) / len(words)


@lru_cache(maxsize=8192)
def _words(service: Service) -> tuple[frozenset[str], frozenset[str]]:
    """The folded words of a service's names, and of its text."""
    names = " ".join(filter(None, (service.name, service.alternate_name, service.organization)))
    text = " ".join([given(service.description or ""), *(service.summary or {}).values()])
    return frozenset(fold(names).split()), frozenset(fold(text).split())
