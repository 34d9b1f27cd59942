"""What the figures count: frozen rows that whoever reads the casebook fills in. Days are those of Connecticut.

`family` is any key that tells families apart; it is counted and never shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Family:
    """A family; races and ethnicity are OMB codes as the family gave them, town a town of Connecticut, or unknown."""

    family: str
    language: str
    town: str | None = None
    races: tuple[str, ...] = ()
    ethnicity: str | None = None


@dataclass(frozen=True, slots=True)
class NeedFound:
    """A need (one of the 16 labels) that a family told or that a screening found."""

    family: str
    need: str
    on: date


@dataclass(frozen=True, slots=True)
class Referral:
    """A family put forward. `connected_on` is when help came about, `closed_on` when it ended one way or another.

    `reason` is why it ended without (codes of content/interop/codes.yml).
    """

    family: str
    need: str
    asked_on: date
    accepted_on: date | None = None
    connected_on: date | None = None
    closed_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A family's answer to the one question about how it went."""

    family: str
    satisfied: bool
    on: date


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that the figures are made of."""

    families: tuple[Family, ...] = ()
    needs: tuple[NeedFound, ...] = ()
    referrals: tuple[Referral, ...] = ()
    ratings: tuple[Rating, ...] = ()


type Happening = Literal["need_found", "asked", "accepted", "declined", "on_hold", "connected", "ended"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened in a case. `need` is a label, `program` the name of a program or service, where known."""

    on: date
    what: Happening
    need: str
    program: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A family's way so far, as the casebook knows it, before anything is taken out.

    `note` is shown only when `note_edited` says that a coordinator wrote or edited it for this meeting.
    """

    family: str
    steps: tuple[Step, ...]
    child_age_months: int | None = None
    town: str | None = None
    language: str | None = None
    note: str | None = None
    note_edited: bool = False
