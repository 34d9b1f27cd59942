"""How much the tokens of an age say, in months."""

from spacy.tokens import Span, Token

from assistant.facts.lexicon import words
from assistant.facts.tokens import closest_unit

MONTHS_IN_YEAR = 12.0
PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def months(span: Span) -> float:
    """Return the months that "2 and a half", "18mo" or "one year and 3 months" says; a bare number is years."""
    total, number, first_unit, part = 0.0, None, None, 0.0
    for token in span:
        if token.tag_ == "half":
            part = PARTS[token.text]
        elif token.tag_ == "unit":
            first_unit = first_unit or unit(token.text)
            total += (1.0 if number is None else number) * unit(token.text)
            number = None
        elif token.tag_ == "one" and number:  # "half a year", "2 a y medio"
            continue
        elif (said := value(token)) is not None:
            number = (number or 0.0) + said
    total += (number or 0.0) * MONTHS_IN_YEAR
    return round(total + (first_unit or MONTHS_IN_YEAR) * part, 1)


def unit(text: str) -> float:
    """Return the months in one of this unit."""
    units = words()["units"]
    known = units.get(text) or words()["glued_units"].get(text) or units[closest_unit(text)]
    return float(known)


def value(token: Token) -> float | None:
    """Return what a number says, 1 for "a" and "one", 0.5 for "half", None for other words."""
    text = token.text
    if token.tag_ == "number" and text[0].isdigit():
        return float(text.replace(",", "."))
    if token.tag_ in ("number", "tens"):
        return float(words()["numbers"].get(text) or words()["tens"].get(text) or 0)
    if token.tag_ == "one":
        return 1.0
    return 0.5 if text in ("half", "medio", "media") else None
