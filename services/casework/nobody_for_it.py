"""2-1-1 goes first where no door gives the very thing that a family named: content/search/nobody_for_it.yml."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from services.casework.offer import Offer
from services.directory.last_resort import last_resort
from services.directory.things import vocabulary
from services.library.documents import document
from services.library.root import CONTENT


def line_first(need: str, words: str | None, language: str, doors: Sequence[Offer]) -> list[Offer]:
    """The doors, behind 2-1-1 with the name of what is asked for, where none of them gives it.

    Only for needs of things that are had or not: what is for a child with any illness is for this one too.
    """
    named = _named(need, words, language) if need in _page()["needs"] else []
    if not named or any(_gives(door, named) for door in doors):
        return list(doors)
    return [_line(named[0], language), *doors]


def _named(need: str, words: str | None, language: str) -> list[str]:
    """The things of a need that a family's words name; () of those in which everything is."""
    known = vocabulary()
    asked = [key for key, _ in known.asked(words or "", language).things]
    narrow = [key for key in asked if key not in _page()["anything"]]
    return [key for key in narrow if need in (known.things[key].need, *known.things[key].also)]


def _gives(door: Offer, named: Sequence[str]) -> bool:
    if door.found is not None:
        return "named" in door.found.why
    known = vocabulary()
    told = {key for key, _ in known.named(f"{door.sign} {door.name} {door.summary}")}
    return any(not told.isdisjoint(known.kin(key)) for key in named)


def line_for(thing: Mapping[str, str], language: str, summary: Mapping[str, str] | None = None) -> Offer:
    """2-1-1 with the name of a thing to ask for, and what is said of it: that nobody else gives it, or a `summary`."""
    page, line, spoken = _page(), last_resort(), "es" if language == "es" else "en"
    step = str(page["next_step"][spoken]).format(thing=thing[spoken])
    said = str((summary or page["summary"])[spoken])
    return Offer(f"service:{line.id}", line.name, line.name, said, step, last_resort=True)


def _line(thing: str, language: str) -> Offer:
    return line_for({spoken: vocabulary().label(thing, spoken) for spoken in ("en", "es")}, language)


@cache
def _page() -> Mapping[str, Any]:
    return document(CONTENT / "search" / "nobody_for_it.yml")
