"""Chooses the words to show of a service."""

import re
from functools import lru_cache

from resources_db.records import Service
from services.directory.evidence import given
from services.directory.things import vocabulary
from services.library.messages import Messages
from services.library.root import CONTENT

SHORT = 120  # characters: what a family reads of one result
LONGEST = 240  # a first sentence longer than this is not shown
SURE = 0.6  # fits of services/directory/mapping.py: in the name, a heading or the first sentences
MOST_THINGS = 3
_GIVES = Messages.load(CONTENT / "messages" / "directory.yml")
_LABEL = re.compile(r"^[\s\d).]*[A-Z][A-Z &/,'-]{3,40}:\s*")  # "OVERVIEW:", "1) FOOD PANTRY:"
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s+[\"'¿¡A-ZÁÉÍÓÚÑ])|$)\s*", re.DOTALL)
_ABBREVIATED = re.compile(r"(?:\b(?:St|Mr|Mrs|Ms|Dr|No|Ave|Rd|Inc|Jr|Sr|Mt|U\.S|a\.m|p\.m)|\b[A-Z])\.$")


@lru_cache(maxsize=8192)
def summary(service: Service, language: str | None) -> str:
    """The line written for families, else the description's first sentences: never cut inside a sentence.

    Where those are too long to read, or in a language that the family does not read, the things that it gives.
    """
    written = in_language(service.summary or {}, language)
    if written:
        return written
    told = first_sentences(_LABEL.sub("", given(service.description or "")))
    if told and len(told) <= LONGEST and not (language or "en").startswith("es"):
        return told
    return gives(service, language) or told


def gives(service: Service, language: str | None) -> str:
    """The things that a service surely gives, named in the family's language; empty when none is known."""
    spoken = "es" if (language or "en").startswith("es") else "en"
    known = vocabulary()
    sure = sorted((-fit, thing) for thing, fit in service.fits.items() if thing in known.things and fit >= SURE)
    names = dict.fromkeys(known.label(thing, spoken) for _, thing in sure)
    return _GIVES.say("gives", spoken, things=", ".join(list(names)[:MOST_THINGS])) if names else ""


def in_language(words: object, language: str | None) -> str | None:
    """The words in a language, in English when they were not written in it."""
    said = words if isinstance(words, dict) else {}
    return said.get((language or "en")[:2].lower()) or said.get("en")


def first_sentences(description: str) -> str:
    """As many whole sentences as are short enough to read, at least one."""
    sentences = _sentences(description)
    shown = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*shown, sentence])) > SHORT:
            break
        shown.append(sentence)
    return " ".join(shown)


def _sentences(description: str) -> list[str]:
    whole: list[str] = []
    for piece in (match.strip() for match in _SENTENCE.findall(description)):
        if whole and _ABBREVIATED.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {piece}"
        elif piece:
            whole.append(piece)
    return whole
