"""Finds where a service speaks of a thing, and says how sure it is that the service gives it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from math import prod, sqrt

from resources_db.records import Service
from services.directory import weights
from services.directory.places import fold
from services.directory.things import vocabulary
from services.directory.words import listed, stems

_CAPITALS = re.compile(r"\b[A-Z][A-Z&/,'() -]{3,60}:")
_HEADING = re.compile(r"^[\s\d).-]*([A-Za-z ]{3,40}?)\s*:", re.MULTILINE)
_CODE = re.compile(r"[\d.-]+")
_SURE = {
    "term": weights.BY_TERM,
    "name": weights.IN_NAME,
    "summary": weights.IN_SUMMARY,
    "heading": weights.IN_HEADING,
    "description": weights.IN_OPENING,
    "text": weights.IN_TEXT,
    "organization": weights.IN_OWNER,
    "eligibility": weights.IN_WHO,
}
_IN_PASSING = frozenset(("description", "text", "organization", "eligibility"))


def things_of(service: Service) -> dict[str, tuple[float, str]]:
    """Each thing that a service gives, with its fit (0 to 1) and the best reason: "name: food pantry"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[tuple[str, str], str] = {}
    for thing, where, said in _mentions(service):
        found[thing][where] += 1
        reasons.setdefault((thing, where), said)
    terms = len({term for term in service.terms if not _CODE.fullmatch(term)})
    return {thing: _fit(thing, places, terms, reasons) for thing, places in found.items()}


def _fit(
    thing: str, places: Mapping[str, int], terms: int, reasons: Mapping[tuple[str, str], str]
) -> tuple[float, str]:
    sure = {where: _sure(where, count, terms) for where, count in places.items()}
    best = max(sure, key=lambda where: (sure[where], where))
    why = f"{'description' if best == 'text' else best}: {reasons[thing, best]}"
    return round(1 - prod(1 - each for each in sure.values()), 3), why


def _sure(where: str, count: int, terms: int) -> float:
    if where == "text":
        return float(1 - (1 - _SURE[where]) ** min(count, weights.MOST_MENTIONS))
    few = sqrt(min(1.0, weights.TERMS_ENOUGH / max(terms, 1))) if where == "term" else 1.0
    return _SURE[where] * few


def _mentions(service: Service) -> Iterator[tuple[str, str, str]]:
    """(thing, where, the words that name it)."""
    known, weak = vocabulary(), _weak()
    for term in service.terms:
        for thing in known.of_term(term):
            yield thing, "term", term
    text = given(service.description or "")
    owner = "" if fold(service.organization) == fold(service.name) else service.organization
    for where, words in (
        ("name", f"{service.name} {service.alternate_name or ''}"),
        ("summary", " ".join((service.summary or {}).values())),
        ("heading", " ; ".join(_CAPITALS.findall(text))),
        ("description", text[: weights.OPENING]),
        ("text", text[weights.OPENING :]),
        ("organization", owner),
        ("eligibility", service.eligibility or ""),
    ):
        for thing, said in known.named(words) if words else ():
            if where not in _IN_PASSING or tuple(stems(said)) not in weak:
                yield thing, where, said


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


def headings(description: str) -> list[str]:
    """The headings inside a description, without their numbers and signs."""
    return [found.strip(" :") for found in _CAPITALS.findall(description)]
