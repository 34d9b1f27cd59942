"""Reads what a browser sends, with suspicion: every shape that is not of the protocol is a BadFrame with a code."""

import json
import re
from typing import Any, cast, get_args

import phonenumbers

from bot.channels.web import frames
from bot.channels.web.frames import MAX_CHARACTERS, BadFrame, Frame
from bot.channels.web.ports import BestTime
from bot.messages import Language

_MAX_WHOLE = 2**53 - 1
_MAX_CHOICES = 100
_MAX_PHONE = 40
_REGIONS = ("US", "PR", "VI")
_LINES = (
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.VOIP,
)
# With the prefix of the conversation it fits the 80 characters that the inbox keeps.
_ID = re.compile(r"[\x21-\x7e]{1,60}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")


def read_frame(data: bytes) -> Frame:
    """Read one frame; raises BadFrame, and nothing else, for anything that is not one."""
    match frame := _decoded(data):
        case {"type": "hello"}:
            return frames.Hello(_token(frame), _whole(frame, "last_seq"), _language(frame))
        case {"type": "message"}:
            return _said(frame)
        case {"type": "choice"}:
            return frames.Chose(_id(frame), _whole(frame, "seq"), _whole(frame, "index", _MAX_CHOICES))
        case {"type": "save"}:
            return frames.Saved(_id(frame), _whole(frame, "seq"), _whole(frame, "index", _MAX_CHOICES))
        case {"type": "call_back"}:
            return frames.AskedCall(_id(frame), _phone(frame), _best_time(frame))
        case {"type": "code"}:
            return frames.AskedCode(_id(frame))
        case _:
            return _aside(frame)


def _aside(frame: dict[str, Any]) -> Frame:
    """What asks for no answer of its own."""
    match frame:
        case {"type": "language"}:
            return frames.Switched(_language(frame))
        case {"type": "read"}:
            return frames.ReadTo(_whole(frame, "seq"))
        case {"type": "typing"}:
            return frames.Writing()
        case {"type": "ping"}:
            return frames.Ping()
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


def _said(frame: dict[str, Any]) -> frames.Said:
    message_id, text = _id(frame), frame.get("text")
    if not isinstance(text, str):
        raise BadFrame("bad_frame", message_id)
    cleaned = clean(text)
    if not cleaned:
        raise BadFrame("empty", message_id)
    if len(cleaned) > MAX_CHARACTERS:
        raise BadFrame("too_long", message_id)
    return frames.Said(message_id, cleaned)


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


def _best_time(frame: dict[str, Any]) -> BestTime:
    value = frame.get("best_time", "any")
    if value not in get_args(BestTime):
        raise BadFrame("bad_frame", _id(frame))
    return cast(BestTime, value)


def _phone(frame: dict[str, Any]) -> str:
    """The number as E.164: a line of the United States that costs no more than a call, so no 900, no +1-876."""
    value = frame.get("phone")
    if not isinstance(value, str):
        raise BadFrame("bad_frame", _id(frame))
    try:
        number = phonenumbers.parse(value[:_MAX_PHONE], "US")
    except phonenumbers.NumberParseException:
        raise BadFrame("bad_phone", _id(frame)) from None
    ours = phonenumbers.region_code_for_number(number) in _REGIONS and phonenumbers.number_type(number) in _LINES
    if number.extension or not ours:
        raise BadFrame("bad_phone", _id(frame))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
