"""What is told of a family to another system: frozen records that whoever reads the casebook fills in.

Moments are UTC; those without a time zone are taken as UTC. Ids are the casebook's own; they never leave as they are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from services.interop.transitions import Side

# What a consent lets out beyond the case itself.
type Shared = Literal["name", "phone", "characteristics"]
type Outcome = Literal["enrolled", "not-enrolled", "not-enrolled-on-waitlist"]


@dataclass(frozen=True, slots=True)
class Coding:
    """A code of a system (an address); `text` is its words, left out for SNOMED CT and LOINC."""

    system: str
    code: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """An adult or child. `birth_month` is YYYY-MM; `races` and `ethnicity` are OMB codes, given by the person or empty.

    `name` is (given, family), `phone` E.164; both go out only under a consent that shares them.
    """

    id: str
    language: str | None = None
    birth_month: str | None = None
    races: tuple[str, ...] = ()
    ethnicity: str | None = None
    name: tuple[str, str] | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """Ours, or one that receives referrals. Phone and address on the web are public."""

    id: str
    name: str
    phone: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A service or program of the directory; `needs` are need labels, `languages` BCP 47 tags."""

    id: str
    name: str
    needs: tuple[str, ...] = ()
    phone: str | None = None
    languages: tuple[str, ...] = ()
    capacity: Literal["capacity", "no-capacity", "waitlist", "additional-assessment-required"] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an instrument; `options` are what may be answered, empty for free text."""

    link_id: str
    text: str
    code: Coding | None = None
    options: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions. `url` and `version` name it for ever; `language` is that of its texts."""

    url: str
    version: str
    title: str
    language: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a code, a text, or neither where the family would rather not say.

    `domain` is the guide's domain when the question is about a social need.
    """

    id: str
    link_id: str
    at: datetime
    value: Coding | None = None
    text: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """One talk through an instrument, about one person (`about` is a person's id)."""

    id: str
    about: str
    instrument: Instrument
    at: datetime
    answers: tuple[Answer, ...]
    done: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """A need. `label` is one of the 16; `domain` a narrower one that a coordinator chose; `evidence` ids of answers.

    Found by software, it stays unconfirmed until `confirmed_at`. `closed_at` is when it was met or fell away.
    """

    id: str
    about: str
    label: str
    found_at: datetime
    found_by: Literal["software", "person"] = "software"
    domain: str | None = None
    evidence: tuple[str, ...] = ()
    confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    mistaken: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """What the family wants, in its own words; `needs` are needs' ids."""

    id: str
    about: str
    text: str
    needs: tuple[str, ...]
    started_on: date
    due_on: date | None = None
    state: Literal["open", "reached", "given_up"] = "open"


@dataclass(frozen=True, slots=True)
class Consent:
    """A yes or no to one purpose: the words that were asked in, when, and what it lets out."""

    id: str
    about: str
    purpose: str
    wording: str
    language: str
    at: datetime
    granted: bool
    shares: frozenset[Shared] = frozenset()
    withdrawn_at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A referral's step to a state (`transitions.MOVES`), by our side or the receiver's, with a reason of codes.yml."""

    state: str
    at: datetime
    by: Side
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A family put forward, with consent. `outcome` is what became of a program's place; `quiet`: do not contact it."""

    id: str
    about: str
    receiver: Organization
    needs: tuple[str, ...]
    consent: str
    moves: tuple[Move, ...]
    service: Service | None = None
    code: Coding | None = None
    goals: tuple[str, ...] = ()
    screenings: tuple[str, ...] = ()
    reason: str | None = None
    urgent: bool = False
    quiet: bool = False
    outcome: Outcome | None = None


type Told = Screening | Need | Goal | Consent | Referral


@dataclass(frozen=True, slots=True)
class FamilyCase:
    """All that one bundle tells. `address` is our own on the web, under which its resources are named.

    `relationship` is the adult's to the children, in v3-RoleCode (PRN: parent, GRPRN: grandparent, GUARD: guardian).
    """

    written_at: datetime
    address: str
    ours: Organization
    software: str
    version: str
    person: Person
    children: tuple[Person, ...] = ()
    relationship: str = "PRN"
    screenings: tuple[Screening, ...] = ()
    needs: tuple[Need, ...] = ()
    goals: tuple[Goal, ...] = ()
    consents: tuple[Consent, ...] = ()
    referrals: tuple[Referral, ...] = ()

    def told(self) -> list[Told]:
        """Everything that is about somebody of the family."""
        return [*self.screenings, *self.needs, *self.goals, *self.consents, *self.referrals]
