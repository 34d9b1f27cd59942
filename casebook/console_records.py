"""What the queue and the sign-in of the console hold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from casebook.records import Conversation, Sender

Stage = Literal["code", "enrol", "full"]


@dataclass(frozen=True, slots=True)
class Wait:
    """What a family waits for, a person's first words or the next ones, and since when."""

    kind: Literal["first", "next"]
    since: datetime


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One conversation as the console's queue shows it.

    `asleep_until` is set while it is put off; `given_by` names the colleague who put it in its owner's hands, until the
    owner has answered; `team` is (id, name) of the team that it waits for.
    """

    conversation: Conversation
    last_text: str
    last_sender: Sender
    last_at: datetime
    staff_name: str | None
    waiting_since: datetime | None
    wait: Wait | None = None
    asleep_until: datetime | None = None
    given_by: str | None = None
    team: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """A person of the Infoline with an account."""

    id: str
    email: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Session:
    """A staff member's signed-in session; `csrf` goes into each form.

    `stage` is "full", or before it "code" (a code of the second factor is awaited) or "enrol" (one must be set up).
    `second_factor` says whether the account has one.
    """

    staff: Staff
    csrf: str
    expires_at: datetime
    stage: Stage = "full"
    second_factor: bool = True
