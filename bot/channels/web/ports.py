"""What the widget may ask of the house beside saying something; a port that is None is not offered to families."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.messages import Language

BestTime = Literal["any", "morning", "afternoon", "evening"]


@dataclass(frozen=True, slots=True)
class Staffing:
    """Whether anybody who answers families is at work now; `back` is when they are next, as a sentence, if known."""

    here: bool
    back: str | None = None


@dataclass(frozen=True, slots=True)
class CallBack:
    """A wish to be called. `request` is the same when the browser sends it again, `phone` is E.164."""

    address: str
    request: str
    phone: str
    best_time: BestTime
    language: Language


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """What a family texts, and to which number (E.164), so that its phone joins this conversation."""

    text: str
    number: str
    minutes: int


class Plan(Protocol):
    """Where a family keeps what it wants to do. Raises errors.Refused or errors.Unavailable."""

    async def save(self, address: str, card: Mapping[str, Any]) -> None:
        """Keep a card of help; the same `key` twice is kept once."""

    async def saved(self, address: str) -> frozenset[str]:
        """The keys of the cards that the family of this address has kept."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The doors behind the widget's extra buttons. `read` is told how far a family has read what a person wrote.

    Each raises errors.Refused when it can never be done, errors.Unavailable when it may be tried again. `address` is
    the secret token of the browser. `call_back`, `code` and `read` answer the conversation that has moved, if any.
    """

    staffing: Callable[[Language], Awaitable[Staffing]] | None = None
    call_back: Callable[[CallBack], Awaitable[str | None]] | None = None
    code: Callable[[str, Language], Awaitable[PhoneCode]] | None = None
    read: Callable[[str, int], Awaitable[str | None]] | None = None
    plan: Plan | None = None

    def offers(self) -> list[str]:
        """The names of what works here, as the welcome tells them to the widget."""
        known = {"call_back": self.call_back, "text": self.code, "plan": self.plan}
        return [name for name, port in known.items() if port is not None]
