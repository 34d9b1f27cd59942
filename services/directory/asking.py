"""Reads what a family asks for, into what the index is asked and what a service is held against."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from resources_db.index.wanted import Wanted
from resources_db.records import Service
from services.directory import weights
from services.directory.coverage import reaching
from services.directory.evidence import given
from services.directory.hearing import meant
from services.directory.likeness import sound_of
from services.directory.places import connecticut, fold
from services.directory.question import Queries, Question
from services.directory.sounding import group_asked
from services.directory.things import vocabulary
from services.directory.words import is_small, stem

_MOST_WORDS = 12  # of a long message; things are read from all of it
Named = tuple[str, tuple[str, ...]]  # a thing, and the broader ones that were named too


@dataclass(frozen=True, slots=True)
class Wish:
    """What is meant: things, and other words, each with the spellings under which the directory may know it.

    The index is asked for the things `sought`; the others only order what it brings, as each would double it.
    """

    things: tuple[Named, ...] = ()
    sought: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    meant: Mapping[str, float] = field(default_factory=dict)  # how much each of the things is (hearing.py)
    said: frozenset[str] = frozenset()  # the stems of all its own words, for knowing a service by its name
    sound: np.ndarray | None = field(default=None, compare=False)  # what services are held against (likeness.py)

    @property
    def sure(self) -> float:
        """0 to 1: how sure it is that any of the things is meant."""
        return min(1.0, max(self.meant.values(), default=0.0))


def wish_of(question: Question, queries: Queries) -> Wish:
    """What a question names or tells of beyond its need."""
    if not question.text:
        return Wish()
    asked = vocabulary().asked(question.text, question.language)
    spelled = (_spelled(word, queries) for word in asked.rest[:_MOST_WORDS])
    own = frozenset(stem(word) for word in fold(question.text).split() if len(word) > 2 and not is_small(word))
    words = tuple(each for each in spelled if each)
    named = tuple(key for key, _ in asked.things)
    much = meant(question.text, question.need, named)
    sought = named or tuple(sorted(much, key=lambda key: -much[key])[:1])
    sound = sound_of(question.text, question.language, much)
    return Wish(tuple(_all_of(asked.things, much)), sought, words, much, own, sound)


def _all_of(named: Sequence[Named], much: Mapping[str, float]) -> Iterator[Named]:
    """The things that were named, and those that were only heard, each with the broader ones that were named."""
    yield from named
    keys, known = [key for key, _ in named], vocabulary()
    for thing in much:
        if thing not in keys:
            yield thing, tuple(key for key in keys if thing in known.narrower[key])


def _spelled(word: str, queries: Queries) -> tuple[str, ...]:
    """The words of the directory that a word may be; one that we know is no misspelling: "dinero" is no diner.

    A town says where the family is, which is asked otherwise.
    """
    if connecticut().named(word):
        return ()
    found = tuple(queries.spellings(word))
    return found if word in found or not vocabulary().knows(word) else ()


def wanted_of(question: Question, wish: Wish, miles: float) -> Wanted:
    """What the index is asked: what is meant, what is broader (narrower ones bear its name too), need and sound."""
    sought = (key for thing in wish.sought for key in (thing, *vocabulary().above(thing)[:1]))
    labels = dict.fromkeys(filter(None, (*sought, question.need)))
    place = question.place
    return Wanted(
        labels=tuple(labels),
        words=wish.words,
        point=(place.lat, place.lon) if place else None,
        areas=reaching(place),
        miles=weights.STATEWIDE_MILES if place is None else miles,
        most=max(weights.MOST_LOOKED_AT, 2 * question.limit),
        also=(group_asked(wish.sound),) if wish.sound is not None else (),
        few=weights.MOST_HEARD_OUT,
        misfit_miles=weights.MISFIT_MILES,
    )


def relevance_of(service: Service, wish: Wish) -> float:
    """0 to 1: how much of what is meant a service gives, each thing as much as it is meant; the best a little more."""
    if not wish.things:
        return 0.0
    fits, much = [wish.meant[named[0]] * _fit(service, named) for named in wish.things], wish.meant.values()
    return weights.BEST_SHARE * max(fits) / max(much) + (1 - weights.BEST_SHARE) * sum(fits) / sum(much)


def gives_named(service: Service, question: Question) -> bool:
    """Whether a service gives any of the things that a question names for its need, whatever else is meant."""
    named = vocabulary().asked(question.text or "", question.language).things
    return any(_given(service, key) >= weights.GIVES_NAMED for key, _ in named)


def _fit(service: Service, named: Named) -> float:
    thing, broader = named
    fit = _focused(service, thing)
    for each in broader:
        fit = max(fit, weights.SAID_BROADER * _focused(service, each))
    if fit >= weights.BROADER:  # what is broader gives no more
        return fit
    return max(fit, *(weights.BROADER * _given(service, each) for each in vocabulary().above(thing)), 0.0)


@lru_cache(maxsize=32_768)
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
    """The fits of all that a service gives, by the names of broader things nearly as well, and the sum of its own."""
    known, own = vocabulary(), service.fits
    wide = {key: max(own.get(key, 0.0), weights.NARROWER * fit) for key, fit in known.widened(own).items()}
    return wide, sum(fit for key, fit in own.items() if key in known.things)


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
