"""What a turn, a coordinator or a receiver changes in a family's record; applied in the commit of what caused it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casebook.care.records import Child, FollowUp, NeedSource, NeedState, PlanItem, ReferralState, Screening


@dataclass(frozen=True, slots=True)
class TellFacts:
    """Facts that the family told; they win over older ones, None takes one away."""

    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeepChild:
    """A child as it is known now, new or known by its id."""

    child: Child


@dataclass(frozen=True, slots=True)
class KeepScreening:
    """A screening as it stands now, new or known by its id."""

    screening: Screening


@dataclass(frozen=True, slots=True)
class FindNeed:
    """A need was told or found; one known already is opened again, and a wish (`wants_help`) told now counts."""

    label: str
    source: NeedSource
    wants_help: bool | None = None


@dataclass(frozen=True, slots=True)
class CloseNeed:
    """A need is met or no longer one."""

    label: str
    state: NeedState


@dataclass(frozen=True, slots=True)
class Share:
    """A yes or no to sharing, with the words that were read. `id` ties a referral of the same commit to it."""

    id: str
    purpose: str
    subject: str
    granted: bool
    wording: str
    language: str
    channel: str


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """Put the family forward. Without `sharing` it stays a draft that nobody outside sees."""

    id: str
    need: str
    target: str
    name: str
    packet: Mapping[str, Any]
    sharing: str | None = None
    owner: str | None = None
    due_at: datetime | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class MoveReferral:
    """Move a referral on; `reason` where the state needs one (casebook/care/moves.py)."""

    referral: str
    to: ReferralState
    reason: str | None = None
    note: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A follow-up for later; the same kind for the same referral is scheduled once."""

    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class AnswerFollowUp:
    """What the family answered to a follow-up."""

    follow_up: str
    answer: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How the family was served, 1 to 5."""

    score: int
    referral: str | None = None


@dataclass(frozen=True, slots=True)
class KeepPlanItem:
    """A thing of the plan as it stands now, new or known by its id or its key."""

    item: PlanItem


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link to the plan: `token_hash` is the SHA-256 of its secret in hex; `whom` is None for the family's own."""

    token_hash: str
    expires_at: datetime
    whom: str | None = None


type Change = (
    TellFacts
    | KeepChild
    | KeepScreening
    | FindNeed
    | CloseNeed
    | Share
    | OpenReferral
    | MoveReferral
    | Schedule
    | AnswerFollowUp
    | Rate
    | KeepPlanItem
    | OpenLink
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change belongs: whose record, from which conversation (None: a desk), and who makes it."""

    family: str
    conversation: str | None = None
    actor: str = "bot"
