"""What a browser may say to us, read with suspicion: every other shape is a BadFrame with a code."""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal, cast

from bot.errors import Refused
from bot.messages import Language

MAX_FRAME_BYTES = 16 * 1024
MAX_CHARACTERS = 2_000
_MAX_WHOLE = 2**53 - 1
_MAX_CHOICES = 100
# With the prefix of the conversation it fits the 80 characters that the inbox keeps.
_ID = re.compile(r"[\x21-\x7e]{1,60}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")

Code = Literal["bad_frame", "empty", "too_long", "too_fast", "stale_choice", "refused", "unavailable"]


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
class Ping:
    """The browser asks whether this socket is still alive."""


Frame = Hello | Said | Chose | Switched | Ping


def read_frame(data: bytes) -> Frame:
    """Read one frame; raises BadFrame, and nothing else, for anything that is not one."""
    match frame := _decoded(data):
        case {"type": "hello"}:
            return Hello(_token(frame), _whole(frame, "last_seq"), _language(frame))
        case {"type": "message"}:
            return _said(frame)
        case {"type": "choice"}:
            return Chose(_id(frame), _whole(frame, "seq"), _whole(frame, "index", _MAX_CHOICES))
        case {"type": "language"}:
            return Switched(_language(frame))
        case {"type": "ping"}:
            return Ping()
    raise BadFrame("bad_frame")


def clean(text: str) -> str:
    """Return the text as it may be stored: no control characters, no half characters, no blank ends."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _decoded(data: bytes) -> dict[str, Any]:
    try:
        frame = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadFrame("bad_frame") from None
    if not isinstance(frame, dict):
        raise BadFrame("bad_frame")
    return frame


def _said(frame: dict[str, Any]) -> Said:
    message_id, text = _id(frame), frame.get("text")
    if not isinstance(text, str):
        raise BadFrame("bad_frame", message_id)
    cleaned = clean(text)
    if not cleaned:
        raise BadFrame("empty", message_id)
    if len(cleaned) > MAX_CHARACTERS:
        raise BadFrame("too_long", message_id)
    return Said(message_id, cleaned)


def _id(frame: dict[str, Any]) -> str:
    value = frame.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadFrame("bad_frame")
    return value


def _whole(frame: dict[str, Any], name: str, most: int = _MAX_WHOLE) -> int:
    value = frame.get(name, 0)
    if type(value) is not int or not 0 <= value <= most:
        raise BadFrame("bad_frame")
    return value


def _token(frame: dict[str, Any]) -> str | None:
    value = frame.get("token")
    return value if isinstance(value, str) and len(value) <= 128 else None


def _language(frame: dict[str, Any]) -> Language:
    value = frame.get("language", "en")
    if value not in ("en", "es"):
        raise BadFrame("bad_frame")
    return cast(Language, value)
