"""Stretches of time as families say them ("3 weeks", "año y medio", "a few months"), in months."""

from spacy.tokens import Doc

from assistant.facts.lexicon import words
from assistant.facts.numbers import PARTS, months, unit, value
from assistant.facts.tokens import tag_at, text_at


def span_of_time(doc: Doc, start: int) -> tuple[float | None, int]:
    """Return the months that "3 weeks" or "a few months" at `start` says and the token after it."""
    start += tag_at(doc, start) == "one" and text_at(doc, start + 1) in words()["few"]
    if tag_at(doc, start) == "unit" and tag_at(doc, start + 1) == "half":  # "hace año y medio"
        return months(doc[start : start + 2]), start + 2
    count = words()["few"].get(text_at(doc, start)) or (value(doc[start]) if start < len(doc) else None)
    has_half = tag_at(doc, start + 1) == "half"
    at = start + 1 + has_half + (text_at(doc, start + 1) in ("of", "de"))
    if count is None or tag_at(doc, at) != "unit":
        return None, start
    more = text_at(doc, at + 1) in ("and", "y") and tag_at(doc, at + 2) == "number" and tag_at(doc, at + 3) == "unit"
    if more and unit(text_at(doc, at)) > unit(text_at(doc, at + 3)):  # "hace un año y tres meses"
        return months(doc[start : at + 4]), at + 4
    end = at + 1 + (tag_at(doc, at + 1) == "half")
    half = PARTS[text_at(doc, at + 1 if end > at + 1 else start + 1)] if has_half or end > at + 1 else 0.0
    return (count + half) * unit(text_at(doc, at)), end
