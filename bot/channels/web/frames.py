"""What a browser may say to us, each kind of frame in its own shape."""

from dataclasses import dataclass
from typing import Literal

from bot.channels.web.ports import BestTime
from bot.errors import Refused
from bot.messages import Language

MAX_FRAME_BYTES = 16 * 1024
MAX_CHARACTERS = 2_000

Code = Literal["bad_frame", "empty", "too_long", "too_fast", "stale_choice", "bad_phone", "refused", "unavailable"]


class BadFrame(Refused):
    """The browser sent something that cannot be taken; `code` names why, `id` names the message if it had one."""

    def __init__(self, code: Code, message_id: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.id = message_id


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame of a socket: who comes back (token), and what it has seen."""

    token: str | None
    last_seq: int
    language: Language


@dataclass(frozen=True, slots=True)
class Said:
    """A text of 1 to 2,000 characters under the browser's own id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Chose:
    """A button pressed: the `index`th choice of the line `seq`."""

    id: str
    seq: int
    index: int


@dataclass(frozen=True, slots=True)
class Switched:
    """The family now reads the widget in this language."""

    language: Language


@dataclass(frozen=True, slots=True)
class Saved:
    """A card kept in the plan: the `index`th card of the line `seq`."""

    id: str
    seq: int
    index: int


@dataclass(frozen=True, slots=True)
class AskedCall:
    """The family wants to be called: an E.164 number of North America, and when it suits best."""

    id: str
    phone: str
    best_time: BestTime


@dataclass(frozen=True, slots=True)
class AskedCode:
    """The family wants to go on by text: it asks for the code that its phone then sends."""

    id: str


@dataclass(frozen=True, slots=True)
class ReadTo:
    """All lines up to `seq` have been on the family's screen."""

    seq: int


@dataclass(frozen=True, slots=True)
class Writing:
    """The family is writing right now."""


@dataclass(frozen=True, slots=True)
class Ping:
    """The browser asks whether this socket is still alive."""


Frame = Hello | Said | Chose | Saved | AskedCall | AskedCode | Switched | ReadTo | Writing | Ping
