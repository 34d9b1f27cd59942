"""Keeps confidential places out of the directory: what is never stored can never leave."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from resources_db.importers.cleaning import text

_YES = {"true", "yes", "y", "1"}
_FLAGS = ("confidential", "is_confidential", "address_confidential", "x_confidential", "private", "is_private")
_IN_WORDS = re.compile(
    r"\b(confidential|undisclosed|private|secret)\s+(address|location|site|shelter)\b"
    r"|\b(address|location)\s+(is\s+)?(confidential|undisclosed|withheld|private)\b"
    r"|^\W*(confidential|undisclosed|withheld)\W*$",
    re.IGNORECASE,
)
_KIND = r"(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|pl|place|ter|terrace|cir|hwy|way)"
_BETWEEN = r"(?:[\s,+_-]|%20|%2C)+"  # between the words of a street, also inside a web address
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_END = re.compile(rf"[\s,]+{_KIND}\.?(?:[\s,]+(?:apt|unit|suite|ste|floor|fl|room|#).*)?$", re.IGNORECASE)
GONE = "…"


@dataclass(frozen=True, slots=True)
class _Street:
    pattern: str
    city: str | None
    postal_code: str | None

    def holds(self, address: dict[str, Any]) -> bool:
        """Whether an address is this one; an address without town and ZIP could be, so it is."""
        if not re.search(self.pattern, text(address.get("address_1")) or "", re.IGNORECASE):
            return False
        theirs = (_city(address), _zip(address))
        pairs = [(ours, other) for ours, other in zip((self.city, self.postal_code), theirs, strict=True)]
        known = [ours == other for ours, other in pairs if ours and other]
        return not known or any(known)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The confidential places of a feed: their ids and their streets."""

    ids: frozenset[str] = frozenset()
    streets: tuple[_Street, ...] = ()

    def hides(self, location: dict[str, Any]) -> bool:
        """Whether a place, or another entry of the same place, is confidential."""
        if text(location.get("id")) in self.ids or is_confidential(location):
            return True
        return any(street.holds(address) for street in self.streets for address in _addresses(location))

    def scrub(self, value: Any) -> Any:
        """The value with every confidential street taken out of its texts; address rows are for `hides` to judge."""
        if not self.streets:
            return value
        return _scrub(value, re.compile("|".join(street.pattern for street in self.streets), re.IGNORECASE))


def secrets_of(locations: Iterable[dict[str, Any]]) -> Secrets:
    """Everything confidential in the places of a feed."""
    hidden = [location for location in locations if is_confidential(location)]
    ids = frozenset(str(location["id"]).strip() for location in hidden if location.get("id"))
    return Secrets(ids, tuple({street for location in hidden for street in _streets(location)}))


def is_confidential(location: dict[str, Any]) -> bool:
    """Whether a location says, by a flag, an attribute or its words, that its address is not to be shown."""
    return any(map(is_flagged, [location, *_addresses(location)])) or _says_so(location)


def is_flagged(record: dict[str, Any]) -> bool:
    """Whether a service, a place or an address bears a flag that it is confidential."""
    ours = record.get("x_onedoor")
    marks = [record, ours] if isinstance(ours, dict) else [record]
    return any(str(mark.get(flag)).strip().lower() in _YES for mark in marks for flag in _FLAGS)


def _says_so(location: dict[str, Any]) -> bool:
    lines = [location.get("name"), *(address.get("address_1") for address in _addresses(location))]
    terms = [row.get("taxonomy_term") for row in _dicts(location.get("attributes"))]
    codes = {str(term.get("code")).lower() for term in _dicts(terms)}
    codes.add(str(location.get("location_type")).lower())
    return "confidential" in codes or any(_IN_WORDS.search(line) for line in map(text, lines) if line)


def _streets(location: dict[str, Any]) -> Iterator[_Street]:
    for address in _addresses(location):
        line = text(address.get("address_1")) or ""
        if " " in line and not _IN_WORDS.search(line):
            yield _Street(_street(line), _city(address), _zip(address))


def _street(line: str) -> str:
    """A pattern for a street however it is abbreviated: "12 Elm Street" also finds "12 elm st."."""
    short = _END.sub("", line)
    words = (short if " " in short else line).replace(",", " ").split()
    loose = (re.sub(r"\\?[^\w\s\\]", r"\\W?", re.escape(word)) for word in words)  # "St." is "st" in a web address
    return r"(?<![^\W_])" + _BETWEEN.join(loose) + rf"(?![^\W_])(?:{_BETWEEN}{_KIND}(?![^\W_])\.?)?"


def _scrub(value: Any, streets: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        scrubbed = streets.sub(GONE, value)  # of an address on the web nothing is left: it would lead nowhere
        return None if scrubbed != value and _WEB.fullmatch(value.strip()) else scrubbed
    if isinstance(value, list):
        return [_scrub(item, streets) for item in value]
    if isinstance(value, dict):
        return {key: item if key == "addresses" else _scrub(item, streets) for key, item in value.items()}
    return value


def _city(address: dict[str, Any]) -> str | None:
    return (text(address.get("city")) or "").lower() or None


def _zip(address: dict[str, Any]) -> str | None:
    return (text(address.get("postal_code")) or "")[:5] or None


def _addresses(location: dict[str, Any]) -> list[dict[str, Any]]:
    return _dicts(location.get("addresses"))


def _dicts(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
