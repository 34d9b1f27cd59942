"""The desk of one turn: tools to look things up, and the wishes that the turn's one commit carries out."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from casebook.care.changes import Change
from casebook.care.records import FamilyRecord
from resources_db.records import Service
from services.directory.question import Found, Question

QueueReason = Literal[
    "crisis",
    "worried",
    "asked",
    "complaint",
    "referral_status",
    "delete_data",
    "not_understood",
    "screening",
    "said_safe",
    "no_answer",
    "loop",
    "call_back",
    "merge",
]

# Who is seen first in the queue. "worried": the safety layer has a doubt; "said_safe": a danger is over, it says.
PRIORITY: dict[QueueReason, int] = {
    "crisis": 9,
    "worried": 7,
    "asked": 5,
    "call_back": 5,
    "complaint": 4,
    "delete_data": 4,
    "said_safe": 4,
    "screening": 3,
    "referral_status": 3,
    "no_answer": 2,
    "not_understood": 2,
    "loop": 2,
    "merge": 2,
}

# With these the family was told that a person will write or read.
ANNOUNCED: Final = ("asked", "call_back", "complaint", "referral_status", "delete_data")


def _to_nobody(_service: str, _fault: str) -> None:
    pass


def _unknown(_service: str) -> Service | None:
    return None


async def _nobodys() -> FamilyRecord:
    return FamilyRecord("")


@dataclass(slots=True)
class Desk:
    """Made by the gateway for each turn; actions reach it by `current.get()`.

    `service` is one service of the directory by its id, however the family may have come to it.
    `changes` are committed with the turn. `tell` takes a fault of a service down for the editors.
    `in_danger` says that a crisis stands: then no screening begins or goes on.
    `announced` says that a person was called who has not taken the talk yet.
    `called` says that an earlier part of the message called one: then nothing is asked of the family.
    `consent_asked` says that the last line before this message asked for a yes to what would be told.
    `more_follows` says that this is the first part of a message: another answer stands behind this one.
    `answered` says that what the message asks was answered already, and what it needs is still to be.
    `asks` says that this part of a message is a question, and tells no need.
    `home` is the town that another part of the message tells.
    An action that sees a danger names it in `crisis`; the gateway answers it.
    """

    now: datetime
    find: Callable[[Question], list[Found]]
    service: Callable[[str], Service | None] = _unknown
    hand_off: QueueReason | None = None
    in_danger: bool = False
    announced: bool = False
    called: bool = False
    consent_asked: bool = False
    more_follows: bool = False
    answered: bool = False
    asks: bool = False
    home: str | None = None
    crisis: str | None = None
    language: str | None = None
    stop: bool = False
    forget: bool = False
    conversation: str = ""
    instruments: Path | None = None  # the folder of questionnaires that this site has imported
    public_url: str = ""
    open_record: Callable[[], Awaitable[FamilyRecord]] = _nobodys
    changes: list[Change] = field(default_factory=list)
    tell: Callable[[str, str], None] = _to_nobody
    _record: FamilyRecord | None = None

    @property
    def utc(self) -> datetime:
        """The present as the casebook keeps it: UTC, without zone."""
        return self.now.astimezone(UTC).replace(tzinfo=None)

    async def record(self) -> FamilyRecord:
        """What is kept of this family's care, as it stood before this turn; read when first asked for."""
        if self._record is None:
            self._record = await self.open_record()
        return self._record

    def call_person(self, reason: QueueReason) -> None:
        """Put the conversation in the queue when the turn commits; the most urgent reason of a turn wins."""
        if self.hand_off is None or PRIORITY[reason] > PRIORITY[self.hand_off]:
            self.hand_off = reason


current: ContextVar[Desk] = ContextVar("desk")
