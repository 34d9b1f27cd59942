"""What a family asks of the directory, and what it is offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from resources_db.records import Service
from services.directory.places import Place

Reach = Literal["local", "statewide"]
HoursState = Literal["open", "closed", "unknown"]


class Queries(Protocol):
    """Where services are asked for: resources_db.queries.Directory, or a fake."""

    def serving(self, need: str | None) -> Sequence[Service]:
        """Every service that bears a need label; with None, every service."""


@dataclass(frozen=True, slots=True)
class Question:
    """One family's question. What is None is not known, and excludes nothing.

    `age_months` is the child's age. `now` is the moment that hours are judged for (naive means local time).
    `open_first` puts what is open at that moment before what is not. `text` is the family's own words.
    """

    need: str | None
    now: datetime
    place: Place | None = None
    age_months: float | None = None
    language: str | None = None
    limit: int = 5
    text: str | None = None
    open_first: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to offer. `phone` and `sms` are tappable; `miles` is None when there is no point to measure from.

    `why` holds codes, not sentences: see docs/reference/directory.md. `verified_on` is None when nobody has checked.
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
