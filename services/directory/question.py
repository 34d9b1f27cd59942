"""What a family asks of the directory, and what it is offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from resources_db.index.wanted import Wanted
from resources_db.records import Service
from services.directory.places import Place

Reach = Literal["local", "statewide"]
HoursState = Literal["open", "closed", "unknown"]
Cost = Literal["free", "sliding", "costs", "unknown"]  # sliding: as much as a family can pay


class Queries(Protocol):
    """Where services are asked for: resources_db.queries.Directory, or a fake."""

    def candidates(self, wanted: Wanted) -> Sequence[Service]:
        """The services that may answer, among them all that do best."""

    def spellings(self, word: str) -> Sequence[str]:
        """The words of the directory that a family's word may be, the word itself first when it is there."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time that a family asks about, local and naive; `code` names it (services/casework/when.py)."""

    code: str
    start: datetime
    end: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it has begun and is not over."""
        return self.start <= now.replace(tzinfo=None) < self.end


@dataclass(frozen=True, slots=True)
class Then:
    """A service within a window: `spans` are the openings that touch it, `holiday` that one of them is in doubt."""

    window: Window
    state: HoursState
    spans: tuple[tuple[datetime, datetime], ...] = ()
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One family's question. What is None is not known, and excludes nothing.

    `age_months` is the child's age. `now` is the moment that hours are judged for (naive means local time).
    `open_first` puts what is open at that moment before what is not. `text` is the family's own words.
    `within` does so for a stretch of time. `no_money` puts what is free before what costs.
    """

    need: str | None
    now: datetime
    place: Place | None = None
    age_months: float | None = None
    language: str | None = None
    limit: int = 5
    text: str | None = None
    open_first: bool = False
    within: Window | None = None
    no_money: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to offer. `phone` and `sms` are tappable; `miles` is None when there is no point to measure from.

    `why` holds codes, not sentences: see docs/reference/directory.md. `verified_on` is None when nobody has checked,
    `stale` says that it was too long ago. `next_open` is local time, None when open now or when it cannot be told;
    `closes_at` is told when it is open now; `then` when a time was asked about. `map_url` leads to a map of the
    address, and is None where there is none. `alert` is what its feed says of it just now, in its own words.
    `name` is told in the family's language, `own_name` is the same in every one.
    """

    service_id: str
    name: str
    organization: str
    summary: str
    next_step: str | None
    phone: str | None
    sms: str | None
    url: str | None
    address: str | None
    town: str | None
    miles: float | None
    reach: Reach
    hours_state: HoursState
    why: tuple[str, ...]
    verified_on: date | None
    last_resort: bool = False
    next_open: datetime | None = None
    closes_at: datetime | None = None
    cost: Cost = "unknown"
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    stale: bool = False
    map_url: str | None = None
    then: Then | None = None
    alert: str | None = None
    own_name: str = ""
