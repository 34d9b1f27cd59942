"""What the rest of the house sees of the casebook: frozen records, opened and without database types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from casebook.care.changes import Change

Channel = Literal["sms", "web"]
Sender = Literal["family", "bot", "person", "note"]
Owner = Literal["bot", "queue", "person"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript, in the order of its sequence number; `note` lines are for staff only.

    `extras` is what a page shows beside the words (docs/reference/web-protocol.md): `cards`, `stands_for`, `progress`.
    """

    seq: int
    sender: Sender
    text: str
    at: datetime
    choices: tuple[str, ...] = ()
    provider_id: str | None = None
    author: str | None = None
    extras: Mapping[str, Any] = field(default_factory=dict)


class View(NamedTuple):
    """A conversation as its family may see it. `person` is the name of who has it, `read` how far staff have read,
    `reader` the name of who read so far first, `language` the one that is spoken now."""

    conversation: str
    owner: Owner
    lines: list[Line]
    person: str | None = None
    read: int = 0
    reader: str | None = None
    language: str | None = None


# Among the answers of a danger, and kept when that is over: somebody reads this phone, and nobody may write to it.
WATCHED: Final = "watched"
NOBODY_WRITES: Final = "nobody_writes"


@dataclass(frozen=True, slots=True)
class Danger:
    """Where a conversation stands with danger: the crisis found last, how many answers each topic got, and a doubt.

    `doubt` is the label that the family was asked about and has not answered; `doubt_at` stays: nobody asks twice.
    """

    crisis: str | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    doubt: str | None = None
    doubt_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One channel address and where its talk stands. `state` is Rasa's compact state, None at the start."""

    id: str
    family: str
    channel: Channel
    language: str
    language_chosen: bool
    owner: Owner
    staff: str | None
    queue_reason: str | None
    queue_priority: int
    queued_at: datetime | None
    opted_out: bool
    greeted: bool
    crisis_at: datetime | None
    closed_at: datetime | None
    last_seq: int
    created_at: datetime
    updated_at: datetime
    state: dict[str, Any] | None = None
    danger: Danger = Danger()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The inbox's receipt: the conversation, the message's sequence number, and whether it was known already."""

    conversation: str
    seq: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A message of a conversation that has not been worked, with all that its turn needs.

    `media_kind` is photo, voice, video or file. `also` are the messages before it that are read and worked with it:
    then `text` holds the words of all. `told_before` is what the family was told since it wrote before that, where a
    person has answered it. `missed` is a message that is read a second time, because the assistant was down.
    `earlier` is what it wrote itself in the last weeks, the oldest first.
    """

    message: str
    seq: int
    text: str
    choice: tuple[int, int] | None
    media: int
    carrier_keyword: str | None
    received_at: datetime
    conversation: Conversation
    offered: tuple[dict[str, Any], ...] = ()
    offered_before: tuple[dict[str, Any], ...] = ()  # of the last few lines, where our last one offers nothing
    began: str = ""  # what the family had said when the danger that stands, or the doubt, was heard first
    rang: tuple[str, ...] = ()  # that, and all it said since that sounded of danger: nothing else in it was answered
    provider: str = "twilio"
    media_kind: str | None = None
    also: tuple[str, ...] = ()
    told_before: str | None = None
    missed: bool = False
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """One text of ours: its words, the choices it offers (`{"title", "choice"}`), and a page's `extras` (see Line)."""

    text: str
    choices: tuple[dict[str, Any], ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """All that one turn leaves behind; it is committed as a whole or not at all.

    `reading` is what was understood: {"labels": [[name, confidence]], "handed_over": why or None}. It is None when
    nobody read.
    `also` are messages that were worked with it. `consent` is a yes or no to our texts, `consent_how` the rule by which
    it was heard, `consent_said` its words, `shown` what the family reads with its first text.
    `crisis` and `doubt` are labels found in this message, `danger_seq` is its number where a danger begins with it,
    `over` says that the family is out of danger. `crisis_answers` are what was told of it from now on; None: as before.
    `changes` go into the family's record; `forget` erases all that is kept of the family. `closing` says that it only
    ends the talk with a coordinator: nobody owes it an answer.
    """

    message: str
    conversation: str
    outcome: str = "answered"
    says: list[Say] = field(default_factory=list)
    state: dict[str, Any] | None = None
    keep_state: bool = True
    language: str | None = None
    language_chosen: bool = False
    queue_reason: str | None = None
    queue_priority: int = 0
    leave_queue: str | None = None
    greeted: bool = False
    crisis: str | None = None
    crisis_answers: Mapping[str, int] | None = None
    doubt: str | None = None
    danger_seq: int | None = None
    doubt_answered: bool = False
    over: bool = False
    consent: bool | None = None
    consent_how: str = ""
    consent_said: str = ""
    shown: str = ""
    also: tuple[str, ...] = ()
    alerts: list[str] = field(default_factory=list)
    audit: list[tuple[str, str]] = field(default_factory=list)
    even_if_owned: bool = False
    reading: dict[str, Any] | None = None
    changes: list[Change] = field(default_factory=list)
    forget: bool = False
    closing: bool = False

    def queue(self, reason: str, priority: int) -> None:
        """Put it in the queue, unless this turn has a more urgent reason."""
        if priority > self.queue_priority:
            self.queue_reason, self.queue_priority = reason, priority


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text that the provider still has to take.

    `unsure_until` is set while nobody can tell whether it has it; from that moment on a list without it is proof.
    `resends` counts how often it went again because the phone could not be reached.
    """

    message: str
    conversation: str
    address: str
    text: str
    attempts: int
    seq: int
    created_at: datetime
    resends: int = 0
    unsure_until: datetime | None = None
