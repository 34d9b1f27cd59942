"""Reads the query of a request, and says plainly what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from resources_db.publishing.finding import Filters

MOST: Final = 1000  # records on one page
USUAL: Final = 50
LONGEST: Final = 200  # characters of a value
_LAST_PAGE: Final = 1_000_000
Query = Mapping[str, Sequence[str]]


class Refused(Exception):
    """The request cannot be answered; `status` and the message go to who asked."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read. Proximity is in metres."""

    filters: Filters
    page: int = 1
    per_page: int = USUAL
    as_lines: bool = False
    full: bool = False
    full_service: bool = False
    minimal: bool = False
    postcode: str | None = None
    proximity: float | None = None
    parent_id: str | None = None
    top_only: bool = False


def read(query: Query) -> Asked:
    """The query. Raises Refused (400) when a value is not what the specification allows."""
    form = _one(query, "format") or ("" if query.get("format") else "json")
    if form not in ("json", "ndjson"):
        raise Refused(400, "format is json or ndjson")
    return Asked(
        filters=Filters(
            search=_one(query, "search"),
            taxonomy_term_id=_one(query, "taxonomy_term_id"),
            taxonomy_id=_one(query, "taxonomy_id"),
            organization_id=_one(query, "organization_id"),
            modified_after=_moment(query, "modified_after"),
        ),
        page=_whole(query, "page", 1, _LAST_PAGE),
        per_page=_whole(query, "per_page", USUAL, MOST),
        as_lines=form == "ndjson",
        full=_yes(query, "full"),
        full_service=_yes(query, "full_service"),
        minimal=_yes(query, "minimal"),
        postcode=_postcode(query),
        proximity=_metres(query),
        parent_id=_one(query, "parent_id"),
        top_only=_yes(query, "top_only"),
    )


def _one(query: Query, name: str) -> str | None:
    values = query.get(name, ())
    if len(values) > 1:
        raise Refused(400, f"{name} is given more than once")
    if values and len(values[0]) > LONGEST:
        raise Refused(400, f"{name} is longer than {LONGEST} characters")
    return values[0] if values and values[0] else None


def _whole(query: Query, name: str, usual: int, most: int) -> int:
    words = _one(query, name)
    if words is None and not query.get(name):
        return usual
    if not words or not words.isascii() or not words.isdigit() or not 1 <= int(words) <= most:
        raise Refused(400, f"{name} is a whole number from 1 to {most}")
    return int(words)


def _yes(query: Query, name: str) -> bool:
    words = _one(query, name)
    if query.get(name) and words not in ("true", "false"):
        raise Refused(400, f"{name} is true or false")
    return words == "true"


def _moment(query: Query, name: str) -> str | None:
    words = _one(query, name)
    if query.get(name) and not words:
        raise Refused(400, f"{name} is a date and time, such as 2026-01-31T00:00:00Z")
    if not words:
        return None
    try:
        at = datetime.fromisoformat(words.replace(" ", "+"))  # a bare + in an address is a space
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")  # as the directory keeps them
    except (ValueError, OverflowError):
        raise Refused(400, f"{name} is a date and time, such as 2026-01-31T00:00:00Z") from None


def _postcode(query: Query) -> str | None:
    words = _one(query, "postcode")
    if query.get("postcode") and not (words and len(words) == 5 and words.isascii() and words.isdigit()):
        raise Refused(400, "postcode is five digits")
    return words


def _metres(query: Query) -> float | None:
    words = _one(query, "proximity")
    if not query.get("proximity"):
        return None
    if not words or not words.isascii() or not words.isdigit() or len(words) > 8:
        raise Refused(400, "proximity is a number of metres")
    return float(words)
