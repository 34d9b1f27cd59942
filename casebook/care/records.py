"""What the house sees of a family's care: frozen records, opened and without database types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

ScreeningState = Literal["open", "paused", "done", "stopped"]
NeedSource = Literal["said", "screening", "staff"]
NeedState = Literal["open", "met", "dropped"]
FollowUpState = Literal["waiting", "sent", "answered", "person", "dropped"]
PlanKind = Literal["wish", "strength", "support", "step", "team"]
StepState = Literal["open", "done", "dropped"]
# The states of a FHIR Task for referral management; see casebook/care/moves.py for who may move where.
ReferralState = Literal[
    "draft",
    "requested",
    "accepted",
    "rejected",
    "in-progress",
    "on-hold",
    "completed",
    "failed",
    "cancelled",
    "entered-in-error",
]


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the family: its age in months as told on a day; `weeks_early` is None when nobody asked."""

    id: str
    age_months: float | None
    told_on: date
    weeks_early: int | None = None
    name: str | None = None

    def age_on(self, day: date) -> float | None:
        """Its age in months on a later day; None when it was never told."""
        if self.age_months is None:
            return None
        return self.age_months + (day - self.told_on).days / 30.4375


@dataclass(frozen=True, slots=True)
class Screening:
    """One run of an instrument; `progress` is the engine's own (services/screening), plain JSON."""

    id: str
    instrument: str
    version: str
    state: ScreeningState
    progress: Mapping[str, Any]
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need that was told or found; `wants_help` is None until the family was asked."""

    label: str
    source: NeedSource
    wants_help: bool | None
    state: NeedState
    found_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """A yes or no to sharing, for one `purpose` ("refer", "plan", "support") and one receiver (`subject`)."""

    id: str
    purpose: str
    subject: str
    granted: bool
    wording: str
    language: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a referral. `actor` is "family", "bot", "staff:<id>" or "receiver"."""

    before: ReferralState
    after: ReferralState
    actor: str
    at: datetime
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A family put forward to `target` ("program:birth_to_three" or "service:<id>"), with all its moves in order.

    `packet` is what the receiver gets, as the family saw it; `reason` is why it failed, was declined or cancelled.
    """

    id: str
    need: str
    target: str
    name: str
    state: ReferralState
    packet: Mapping[str, Any]
    sharing: str | None
    owner: str | None
    due_at: datetime | None
    created_at: datetime
    updated_at: datetime
    reason: str | None = None
    follows: str | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What we ask later, and what was answered; `due_at` is UTC."""

    id: str
    conversation: str
    kind: str
    state: FollowUpState
    due_at: datetime
    tries: int
    referral: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    answer: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing of the plan. `key` (a referral's target, a service) keeps it from standing there twice."""

    id: str
    kind: PlanKind
    text: str
    state: StepState
    actor: str
    created_at: datetime
    updated_at: datetime
    need: str | None = None
    who: str | None = None
    by_date: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """All that is kept of a family's care, each kind oldest first; `facts` by name (place, insurance, …).

    `facts_at` is when the last of them was told.
    """

    family: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[Child, ...] = ()
    screenings: tuple[Screening, ...] = ()
    needs: tuple[Need, ...] = ()
    sharings: tuple[Sharing, ...] = ()
    referrals: tuple[Referral, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    facts_at: datetime | None = None

    def shares(self, purpose: str, subject: str) -> Sharing | None:
        """The consent in force for a purpose and a receiver, or None: the last word counts."""
        words = [each for each in self.sharings if (each.purpose, each.subject) == (purpose, subject)]
        return words[-1] if words and words[-1].granted else None
