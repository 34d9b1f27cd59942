"""The words that the stages of the gateway share."""

from dataclasses import dataclass
from typing import Literal, Protocol

from casebook.records import Channel, Line, Owner, Sender, View

__all__ = [
    "Channel",
    "Inbound",
    "Language",
    "Line",
    "MediaKind",
    "Owner",
    "Receive",
    "Sender",
    "Stored",
    "Transcript",
    "View",
]

Language = Literal["en", "es"]
MediaKind = Literal["photo", "voice", "video", "file"]


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of a family as a channel hands it in.

    `address` is the E.164 number of a phone or the secret resume token of a browser; it is never logged.
    `provider_id` is the provider's (or browser's) own id of the message: the same id is taken in once.
    `media` counts attachments, `media_kind` says what the first one is. `carrier_keyword` is the keyword (stop, start,
    help) that the provider says it has answered itself.
    `choice` is (sequence number of the message that offered it, index) when a button was pressed.
    """

    channel: Channel
    provider: str
    provider_id: str
    address: str
    text: str
    choice: tuple[int, int] | None = None
    media: int = 0
    media_kind: MediaKind | None = None
    language: Language | None = None
    carrier_keyword: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What the inbox answers once the message is committed."""

    conversation: str
    seq: int
    duplicate: bool


class Receive(Protocol):
    """Commit one message to the inbox and wake its lane.

    Raises errors.Refused when the message can never be taken, errors.Unavailable when it may be sent again.
    """

    async def __call__(self, message: Inbound) -> Stored: ...


class Transcript(Protocol):
    """The conversation of an address as its family may see it, with the lines after a sequence number; None if unknown.

    Raises errors.Unavailable when it cannot be read now.
    """

    async def __call__(self, channel: Channel, address: str, after: int) -> View | None: ...
