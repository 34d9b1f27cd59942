"""Chooses the words to show of a service."""

import re

from resources_db.records import Service

SHORT = 120  # characters: what a family reads of one result
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s+[\"'¿¡A-ZÁÉÍÓÚÑ])|$)\s*", re.DOTALL)
_ABBREVIATED = re.compile(r"(?:\b(?:St|Mr|Mrs|Ms|Dr|No|Ave|Rd|Inc|Jr|Sr|Mt|U\.S|a\.m|p\.m)|\b[A-Z])\.$")


def summary(service: Service, language: str | None) -> str:
    """The line written for families, else the description's first sentences: never cut inside a sentence."""
    written = in_language(service.summary or {}, language)
    return written or first_sentences(service.description or "")


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
