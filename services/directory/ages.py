"""Reads the ages that a service is for out of its words, where its feed gives none as numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from resources_db.records import Service

# In words, a whole number is a year (or month) of life: "ages 3 to 5" ends on the day before the sixth birthday.
THROUGH = 0.99
_PER_YEAR = {"m": 12.0, "w": 52.0, "y": 1.0, "": 1.0}  # by the first letter of the unit
_NUMBER = r"(\d{1,2}|birth|newborn)"
_UNIT = r"(?:[\s-]*(years?|yrs?|months?|mos|weeks?|wks?)\b(?:\s*(?:of age|old))?)?+"  # never given back
_NO_AGE = r"(?!\d|\s*%|\s*(?:of|in|percent|days?|miles?|hours?|people|persons)\b)"
_RANGE = re.compile(
    rf"((?:ages?d?|from|between|children|youth|boys|girls|infants|toddlers)\s*:?,?\s*)?\b{_NUMBER}{_UNIT}"
    rf"\s*(?:-|–|to|through|and)\s*(?:age\s*)?(\d{{1,2}}){_UNIT}{_NO_AGE}",
    re.IGNORECASE,
)
_OLDER = r"\s*(?:\+|and (?:older|over|up|above)|or (?:older|over))"
_FROM = re.compile(
    rf"(?:\bages?|\bpersons|\badults|\bover(?: age)?|^)\s*:?,?\s*{_NUMBER}{_UNIT}{_OLDER}{_UNIT}"
    rf"|\b(\d{{1,2}}){_UNIT}\s*(?:\+|and older|or older){_UNIT}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\b(?:(under(?: age)?|younger than)|up to(?: age)?|through age)\s*(\d{{1,2}}){_UNIT}{_NO_AGE}", re.I
)
_DENIED = re.compile(
    r"\b(?:no ?(?:one|body|child(?:ren)?|kids|infants|youth|minors|persons|people)|(?:not|cannot|can't|don't|doesn't)"
    r"(?: be| for| open| accept| serve| admit| take| available| offered)*(?: to)?|exclud\w+|except)\b[\w\s]{0,20}$",
    re.IGNORECASE,
)


def with_ages(service: Service) -> Service:
    """The limits (years in decimals) that the words on who may come give; the service's own numbers go before them."""
    if service.minimum_age is not None or service.maximum_age is not None or not service.eligibility:
        return service
    low, high = ages_in(service.eligibility)
    return replace(service, minimum_age=low, maximum_age=high)


@lru_cache(maxsize=4096)
def ages_in(words: str) -> tuple[float | None, float | None]:
    """The lowest and highest age that words name; None where they set no limit, or several that leave none."""
    ranges = [*_between(words), *_from(words), *_until(words)]
    sound = [(low, high) for low, high in ranges if high is None or low < high]
    highest = [high for _, high in sound]
    lowest = max([min((low for low, _ in sound), default=0.0), *_shut_out(words)])
    return lowest or None, None if None in highest else max((high for high in highest if high), default=None)


_Limits = Iterator[tuple[float, float | None]]


def _between(words: str) -> _Limits:
    for found in _RANGE.finditer(words):
        named, low, low_unit, high, high_unit = found.groups()
        first = found.start() == 0 and (low_unit or high_unit)
        if (named or first or not low.isdigit()) and not _is_denied(words, found):
            yield _years(low, low_unit or high_unit), _years(high, high_unit or low_unit, THROUGH)


def _from(words: str) -> _Limits:
    for found in _FROM.finditer(words):
        low, unit, later, other, other_unit, other_later = found.groups()
        if not _is_denied(words, found):
            yield _years(low or other, unit or later or other_unit or other_later), None


def _until(words: str) -> _Limits:
    for found in _UNTIL.finditer(words):
        under, high, unit = found.groups()
        if not _is_denied(words, found):
            yield 0.0, _years(high, unit) - 1 + THROUGH if under else _years(high, unit, THROUGH)


def _shut_out(words: str) -> Iterator[float]:
    """What "no one under 18" starts at."""
    for found in _UNTIL.finditer(words):
        if found[1] and _is_denied(words, found):
            yield _years(found[2], found[3])


def _is_denied(words: str, found: re.Match[str]) -> bool:
    """Whether it is told of those who may not come."""
    return bool(_DENIED.search(words[: found.start()]))


def _years(number: str, unit: str | None, more: float = 0.0) -> float:
    if not number.isdigit():
        return 0.0
    return (float(number) + more) / _PER_YEAR[(unit or "")[:1].lower()]
