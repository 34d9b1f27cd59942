"""Tells what a service gives: from its taxonomy's terms and its own words to things, and from things to needs.

How sure a match is, from 0 to 1, is its *fit*; every need says why it is there (docs/reference/directory.md).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from resources_db.needs import NEEDS
from resources_db.records import Service
from services.directory.ages import with_ages
from services.directory.groups import marks_of
from services.directory.places import fold
from services.directory.things import vocabulary
from services.directory.words import listed, stems

# How sure a match is by where it was found.
BY_EDITOR = 1.0
DECLARED = 1.0  # the feed names our need itself; each further need of a service a little less
DECLARED_STEP = 0.05
BY_TERM = 0.9
IN_NAME = 0.95
IN_SUMMARY = 0.8
IN_OPENING = 0.6  # the first sentences of the description
IN_HEADING = 0.7  # "1) EMERGENCY FOOD:"
IN_TEXT = 0.4
AGAIN = 0.03  # more for each further mention …
MOST_AGAIN = 5  # … up to so many: who speaks of it often is about it
ALSO = 0.8  # of the fit, for a need that a thing serves besides its own
OPENING = 240  # characters
ENOUGH = 0.5  # below this a need is not borne
_CAPITALS = re.compile(r"\b[A-Z][A-Z&/,'() -]{3,60}:")
_HEADING = re.compile(r"^[\s\d).-]*([A-Za-z ]{3,40}?)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Overrule:
    """An editor's word on whether a service bears a need."""

    need: str
    bears: bool
    why: str


def described(service: Service, overrules: Iterable[Overrule] = ()) -> Service:
    """The service with all its needs, each with its reason, and with the fit of its needs and things."""
    things = things_of(service)
    needs = dict(_needs(service, things))
    for each in overrules:
        needs.pop(each.need, None)
        if each.bears:
            needs[each.need] = (BY_EDITOR, each.why)
    fits = {thing: fit for thing, (fit, _) in things.items()} | {need: fit for need, (fit, _) in needs.items()}
    return replace(
        with_ages(service), needs={need: why for need, (_, why) in needs.items()}, fits=fits, marks=marks_of(service)
    )


def things_of(service: Service) -> dict[str, tuple[float, str]]:
    """Each thing that a service gives, with its fit and why."""
    found: dict[str, tuple[float, str]] = {}
    mentions: Counter[str] = Counter()
    for thing, fit, why in _matches(service):
        mentions[thing] += 1
        if fit > found.get(thing, (0.0, ""))[0]:
            found[thing] = (fit, why)
    more = {thing: AGAIN * min(count - 1, MOST_AGAIN) for thing, count in mentions.items()}
    return {thing: (min(fit + more[thing], 1.0), why) for thing, (fit, why) in found.items()}


def _matches(service: Service) -> Iterator[tuple[str, float, str]]:
    known, weak = vocabulary(), _weak()
    for term in service.terms:
        for thing in known.of_term(term):
            yield thing, BY_TERM, f"term: {term}"
    written = " ".join((service.summary or {}).values())
    text = given(service.description or "")
    opening, rest, headings = text[:OPENING], text[OPENING:], " ; ".join(_CAPITALS.findall(text))
    name = f"{service.name} {service.alternate_name or ''}"
    for fit, where, words in (
        (IN_NAME, "name", name),
        (IN_SUMMARY, "summary", written),
        (IN_HEADING, "heading", headings),
        (IN_OPENING, "description", opening),
        (IN_TEXT, "description", rest),
    ):
        for thing, said in known.named(words) if words else ():
            if where != "description" or tuple(stems(said)) not in weak:
                yield thing, fit, f"{where}: {said}"


@cache
def _weak() -> frozenset[tuple[str, ...]]:
    """Words too common to count inside a text, as stems."""
    return frozenset(tuple(stems(words)) for words in listed("weak"))


def given(description: str) -> str:
    """A description without the paragraphs on donations, volunteers and the like."""
    asked = {fold(heading) for heading in listed("not_given")}
    kept = []
    for paragraph in re.split(r"\n\s*\n|\n(?=[A-Z ]{4,}:)", description):
        heading = _HEADING.match(paragraph)
        if heading is None or fold(heading[1]) not in asked:
            kept.append(paragraph)
    return " ".join(" ".join(kept).split()).removeprefix("OVERVIEW: ")


def _needs(service: Service, things: Mapping[str, tuple[float, str]]) -> Iterator[tuple[str, tuple[float, str]]]:
    """The feed's own needs, else what the things come to: a feed that names our needs has been thought about."""
    if service.needs:
        for rank, (need, why) in enumerate(service.needs.items()):
            yield need, (max(DECLARED - rank * DECLARED_STEP, ENOUGH), why)
        return
    found: dict[str, tuple[float, str]] = {}
    for thing, (fit, why) in things.items():
        entry = vocabulary().things[thing]
        for need, sure in ((entry.need, fit), *((other, fit * ALSO) for other in entry.also)):
            found[need] = max(found.get(need, (0.0, "")), (round(sure, 3), why))
    yield from ((need, found[need]) for need in NEEDS if need in found and found[need][0] >= ENOUGH)
