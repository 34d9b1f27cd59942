"""What tells one door from the others that were named: its names, what it gives, its town and its numbers."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from resources_db.records import Service
from services.casework.offer import digits
from services.casework.phrases import folded
from services.directory.places import connecticut
from services.directory.things import vocabulary
from services.directory.words import is_small, stem
from services.eligibility import Program, all_programs

type Services = Callable[[str], Service | None]

MOST = 16  # doors of a talk that are kept in mind, the newest
_PROGRAM, _SERVICE = "program:", "service:"
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_IN_WORDS = 0.8  # how surely it gives what the words of a program name


@dataclass(frozen=True, slots=True)
class Named:
    """One door that was named. `names` are by language; `phrases` are whole names, folded; `words`, `about` are stems.

    `marks` are the capital letters by which it, or who answers there, goes ("CPAC"), folded.
    `things` says how surely it gives each thing of content/things (0 to 1); `numbers` are as they are dialled.
    """

    key: str
    names: Mapping[str, str]
    phrases: tuple[str, ...]
    words: frozenset[str]
    about: frozenset[str]
    things: Mapping[str, float]
    towns: frozenset[str]
    numbers: tuple[str, ...]
    marks: frozenset[str] = frozenset()

    def title(self, language: str) -> str:
        """Its name in a family's language."""
        return self.names.get(language) or self.names["en"]


def in_mind(keys: Iterable[str]) -> list[str]:
    """The doors of a talk that may still be meant, each once, in the order in which they were told last."""
    newest = dict.fromkeys(reversed(list(keys)))
    return list(reversed(list(newest)[:MOST]))


def named(keys: Iterable[str], services: Services) -> list[Named]:
    """The doors of some keys; those that the directory holds no more are left out."""
    return [door for key in keys if (door := _named(key, services)) is not None]


def _named(key: str, services: Services) -> Named | None:
    if key.startswith(_PROGRAM):
        return _programs().get(key)
    found = services(key.removeprefix(_SERVICE)) if key.startswith(_SERVICE) else None
    return None if found is None else _of_service(key, found)


@cache
def _programs() -> Mapping[str, Named]:
    return {f"{_PROGRAM}{each.id}": _of_program(each) for each in all_programs()}


def _of_program(program: Program) -> Named:
    names = (program.name.en, program.name.es, *program.aliases)
    about = (program.summary.en, program.summary.es, program.next_step.en, program.next_step.es)
    things = {key: _IN_WORDS for text in (*names, program.summary.en) for key, _ in vocabulary().named(text)}
    return Named(
        f"{_PROGRAM}{program.id}",
        {"en": program.name.en, "es": program.name.es},
        tuple(dict.fromkeys(folded(name).strip() for name in names)),
        _stems(names),
        _stems(about),
        things,
        frozenset(),
        _numbers([program.phone]),
        _marks((*names, *about)),
    )


def _of_service(key: str, service: Service) -> Named:
    called = (service.name, service.alternate_name or "", *(service.names or {}).values())
    names = tuple(filter(None, called))
    about = [*(service.summary or {}).values(), *(service.next_step or {}).values(), service.organization]
    phones = [*service.phones, *(phone for place in service.locations for phone in place.phones)]
    return Named(
        key,
        {"en": service.name} | dict(service.names or {}),
        tuple(dict.fromkeys(folded(name).strip() for name in names)),
        _stems(names),
        _stems(about),
        {thing: fit for thing, fit in service.fits.items() if thing in vocabulary().things},
        frozenset(town for place in service.locations for town in connecticut().named(place.town or "")),
        _numbers(phone.number for phone in phones),
        _marks((*names, *about)),
    )


def _stems(texts: Iterable[str]) -> frozenset[str]:
    words = (word for text in texts for word in folded(text).split())
    return frozenset(stem(word) for word in words if len(word) > 2 and word.isalpha() and not is_small(word))


def _marks(texts: Iterable[str]) -> frozenset[str]:
    """Capitals that name no thing: "IEP" says what is done there, "CPAC" who does it."""
    found = {each.casefold() for text in texts for each in _CAPITALS.findall(text)}
    return frozenset(each for each in found if not vocabulary().asked(each).things)


def _numbers(phones: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(filter(None, map(digits, phones)))
