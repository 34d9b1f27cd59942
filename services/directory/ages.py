"""Reads the ages that a service is for out of its words, where its feed gives none as numbers."""

import re
from dataclasses import replace
from functools import lru_cache

from resources_db.records import Service

# In words, a whole number is a year of life: "ages 3 to 5" ends on the day before the sixth birthday.
THROUGH = 0.99
_NUMBER = r"(\d{1,2}|birth|newborn)"
_UNIT = r"(?:\s*(?:years?|yrs?)(?:\s*(?:of age|old))?)?"
_RANGE = re.compile(
    rf"(?:ages?d?|from|between|children|youth|boys|girls)\s*:?,?\s*{_NUMBER}{_UNIT}"
    r"\s*(?:-|–|to|through|and)\s*(?:age\s*)?(\d{1,2})",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"(?:\bages?|\bpersons|\badults|\bover(?: age)?|^)\s*:?,?\s*{_NUMBER}{_UNIT}"
    r"\s*(?:\+|and (?:older|over|up|above)|or (?:older|over)|years? and (?:older|over))"
    r"|\b(\d{1,2})\s*(?:\+|and older|years? and older|years? of age and older|or older)",
    re.IGNORECASE,
)
_UNDER = re.compile(r"(?:under(?: age)?|up to(?: age)?|younger than|through age)\s*(\d{1,2})", re.I)


def with_ages(service: Service) -> Service:
    """The limits (years in decimals) that the words on who may come give; the service's own numbers go before them."""
    if service.minimum_age is not None or service.maximum_age is not None or not service.eligibility:
        return service
    low, high = ages_in(service.eligibility)
    return replace(service, minimum_age=low, maximum_age=high)


@lru_cache(maxsize=4096)
def ages_in(words: str) -> tuple[float | None, float | None]:
    """The lowest and highest age that words name; None where they set no limit, or several that leave none."""
    ranges: list[tuple[float, float | None]] = [
        (_years(low), float(high) + THROUGH) for low, high in _RANGE.findall(words)
    ]
    ranges += [(_years(first or second), None) for first, second in _FROM.findall(words)]
    ranges += [(0.0, float(high) + THROUGH) for high in _UNDER.findall(words)]
    sound = [(low, high) for low, high in ranges if high is None or low < high]
    if not sound:
        return None, None
    highest = [high for _, high in sound]
    low = min(low for low, _ in sound)
    return low or None, None if None in highest else max(high for high in highest if high is not None)


def _years(word: str) -> float:
    return float(word) if word.isdigit() else 0.0
