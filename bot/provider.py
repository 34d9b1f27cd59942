"""The port to a provider of texts: what the gateway needs of one, whoever it is. Adapters are in bot/channels/sms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.messages import Inbound

# Where a text of ours stands, in the order in which it passes through them; the last four and `delivered` are ends.
Status = Literal[
    "accepted", "scheduled", "queued", "sending", "sent", "delivered", "read", "undelivered", "failed", "canceled"
]
# accepted: the provider has it. permanent: never will. retry: it does not have it now. unknown: nobody can tell.
Verdict = Literal["accepted", "permanent", "retry", "unknown"]


@dataclass(frozen=True, slots=True)
class Webhook:
    """A call of a provider as it came in: `target` is path and query as sent, header names are in lower case."""

    target: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one send.

    `code` is the provider's own error code, `answered` whether it said anything at all. `stopped` says that the number
    refuses our texts, `ours` that the fault is in our account and so meets every text. `after` is the least number of
    seconds to wait before another try.
    """

    verdict: Verdict
    provider_id: str | None = None
    code: int | None = None
    answered: bool = False
    stopped: bool = False
    ours: bool = False
    after: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery status of a text of ours. `outbox` is our own id of it, empty where the call did not carry it."""

    provider: str
    outbox: str
    provider_id: str
    status: Status
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A text as the provider's list shows it; `at` is UTC without zone. `outbox` is our id where the list holds it."""

    provider_id: str
    direction: Literal["in", "out"]
    phone: str
    text: str
    at: datetime
    status: Status | None = None
    code: int | None = None
    media: int = 0
    outbox: str | None = None


class NotSigned(Exception):
    """The call is not the provider's, or is too old to be believed."""


class NotAForm(Exception):
    """The call's body is of a kind that this provider never sends."""


class CannotList(Exception):
    """The provider's list cannot be read. `permanent`: it has none at this address."""

    def __init__(self, why: str, *, permanent: bool = False) -> None:
        super().__init__(why)
        self.permanent = permanent


class Provider(Protocol):
    """One account at one provider. `name` is what the inbox calls it."""

    name: str

    def verify(self, call: Webhook) -> None:
        """Raise NotSigned or NotAForm for a call that is not the provider's own."""

    def parse_inbound(self, call: Webhook) -> Inbound | None:
        """The family's text in a verified call; None when the call is about something else. Raises errors.Refused."""

    def parse_status(self, call: Webhook) -> Delivery | None:
        """The delivery status in a verified call; None when there is none that we know."""

    async def send(self, to: str, text: str, outbox: str) -> Sent:
        """Hand over one text; `outbox` comes back with each of its delivery statuses. Raises nothing."""

    async def list_since(self, since: datetime, phone: str | None = None) -> list[Listed]:
        """Texts in both directions since a moment (UTC without zone), oldest first; of one phone only where given.

        Raises CannotList.
        """

    async def close(self) -> None:
        """Let go of connections."""
