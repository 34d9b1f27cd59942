"""Tells how alike names and addresses are that people write in more than one way."""

import re

from rapidfuzz import fuzz

_SIGNS = re.compile(r"['’]s\b|['’.]")  # "Mary's" is Mary, "St." is St
_WORD = re.compile(r"\w+")
_STEM = 4  # letters: "elem" for elementary
_MISSPELLED = 85.0  # of 100
_WRITTEN_OUT = {"st": "saint", "ste": "saint", "ctr": "center", "centre": "center", "assn": "association"}
_STREETS = {
    **{"street": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr", "lane": "ln"},
    **{"place": "pl", "court": "ct", "square": "sq", "highway": "hwy", "parkway": "pkwy", "turnpike": "tpke"},
    **{"north": "n", "south": "s", "east": "e", "west": "w"},
}


def words(name: str) -> list[str]:
    """The words of a name, each in one spelling."""
    return [_WRITTEN_OUT.get(word, word) for word in _WORD.findall(_SIGNS.sub("", name.casefold()))]


def alike(first: str, second: str) -> float:
    """How alike two names are, of 100, by their words in any order."""
    return fuzz.token_sort_ratio(" ".join(words(first)), " ".join(words(second)))


def door(street: str, postal_code: str | None) -> str:
    """A street address in one spelling, so that "10 Main Street" and "10 Main St." are the same door."""
    said = [_STREETS.get(word, word) for word in _WORD.findall(_SIGNS.sub("", street.casefold()))]
    return " ".join([*said, (postal_code or "")[:5]])


def is_within(first: str, second: str) -> bool:
    """Whether the shorter name says nothing that the longer does not say too, if in other spelling or cut short.

    Two programs at one door ("Ours, Fuel Fund" and "Ours, Legal Aid") each have words of their own.
    """
    fewer, more = sorted((words(first), words(second)), key=len)
    return all(any(_is_same(word, other) for other in more) for word in fewer)


def _is_same(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return short == long or (len(short) >= _STEM and long.startswith(short)) or fuzz.ratio(word, other) >= _MISSPELLED
