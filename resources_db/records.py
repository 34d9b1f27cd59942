"""The directory's answers: frozen, free of SQL, and holding nothing that may not be shown to a family."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_EVERY_WEEK = re.compile(r"(?:^|,)\s*[A-Z]", re.IGNORECASE)  # a day of the week without a number


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call, or to text when `type` is "sms"; written so that a phone makes it tappable."""

    number: str
    type: str = "voice"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """One line of opening times in the HSDS (RFC 5545) words; times are HH:MM local, None when not understood."""

    freq: str | None = None
    byday: str | None = None
    bymonthday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    until: date | None = None
    interval: int = 1
    description: str | None = None
    count: str | None = None
    byweekno: str | None = None
    byyearday: str | None = None
    notes: str | None = None
    bymonth: str | None = None

    @property
    def yearly(self) -> bool:
        """Whether it is a rule of single days of each year, as holidays are, and not of a season's every Monday."""
        dated = self.dtstart or self.valid_from or self.bymonth or self.byyearday
        return (self.freq or "").upper() == "YEARLY" and bool(dated) and not _EVERY_WEEK.search(self.byday or "")

    @property
    def exception(self) -> bool:
        """Whether it says what holds on its own dates instead of all other hours: on one day, once or each year, or
        while a holiday lasts.

        It is told by what every format can carry: dates from and to, and for several days the notes of HOLIDAYS.
        """
        if self.yearly:
            return True
        if self.valid_from is None or self.valid_to is None:
            return False
        noted = (self.notes or "").lower() in HOLIDAYS
        return self.valid_from == self.valid_to or (noted and not self.freq and not self.byday)


CLOSED, HOLIDAY_HOURS = "closed", "holiday hours"
HOLIDAYS = (CLOSED, HOLIDAY_HOURS)
"""The notes of a schedule that is an exception; a closed one has no times."""


@dataclass(frozen=True, slots=True)
class Price:
    """One way to pay: an amount in money, 0 when it is free, None when it is told in words alone."""

    amount: float | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Who is served, as the feed says it: a state, region, county, town names or ZIP codes."""

    name: str | None
    extent: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place of a service. A confidential one has nothing but its id: no name, address, phone or point."""

    id: str
    confidential: bool = False
    name: str | None = None
    address: str | None = None
    town: str | None = None
    state: str | None = None
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    areas: tuple[Area, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """One service with all that a search or a card needs.

    `needs` maps each need label to the reason it bears it. Ages are years in decimals, None when unknown.
    `names` are what families read for its name, by language, where the sign on its door would tell them nothing;
    `summary` and `next_step` are family-facing lines by language ("en", "es"), empty when nobody wrote them.
    `assured_date` is the day a person last checked the record, None when nobody has.
    `fits` says how surely it is for a need or a thing (0 to 1), as the index found; `terms` are its taxonomies' words.
    `alert` is what its feed says of it just now, in its own words ("Closed until further notice").
    `marks` are the groups that it is only for, and "children" when it speaks of them; `denied` are needs that an editor
    says it is not for. `voice` holds the vectors of what it says (services/directory/likeness.py), empty when nobody
    listened.
    Two are the same only when they are the same object, so that what is worked out for one may be kept.
    """

    id: str
    name: str
    organization: str
    needs: Mapping[str, str]
    alternate_name: str | None = None
    description: str | None = None
    names: Mapping[str, str] | None = None
    summary: Mapping[str, str] | None = None
    next_step: Mapping[str, str] | None = None
    last_resort: bool = False
    url: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    languages: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    areas: tuple[Area, ...] = ()
    locations: tuple[Location, ...] = ()
    fees: str | None = None
    prices: tuple[Price, ...] = ()
    eligibility: str | None = None
    documents: tuple[str, ...] = ()
    additional_information: str | None = None
    alert: str | None = None
    source: str | None = None
    assured_date: date | None = None
    terms: tuple[str, ...] = ()
    fits: Mapping[str, float] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    voice: bytes = b""
