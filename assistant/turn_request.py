"""What the gateway asks: a turn read from JSON, refused with a clear reason when it is not one."""

from dataclasses import dataclass, field
from typing import Any

from understanding.text import TooLong, plain

MAX_TEXTS = 500
CHANNELS = ("sms", "web")
FIELDS = {"turn", "text", "choice", "channel", "slots", "state", "chances"}


class BadRequest(ValueError):
    """The request cannot be used; the message says why and goes back to the caller."""


@dataclass(frozen=True)
class Choice:
    """A pressed button: an intent with entities by name, decided by the gateway and never read out of a text."""

    intent: str
    entities: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TurnRequest:
    """One message of one family; `turn` is a random id, `slots` win over those in `state`."""

    turn: str
    text: str | None
    choice: Choice | None
    channel: str
    slots: dict[str, Any]
    state: dict[str, Any] | None
    chances: list[list[float]] | None


def read_turn(body: Any) -> TurnRequest:
    """Return the turn in `body`; raise BadRequest naming the field at fault."""
    body = _expect(body, dict, "the request")
    if unknown := sorted(set(body) - FIELDS):
        raise BadRequest(f"unknown field: {', '.join(unknown)}")
    text, choice = _optional(body, "text", str), _optional(body, "choice", dict)
    if text is None and choice is None:
        raise BadRequest("text or choice is needed")
    return TurnRequest(
        turn=_read_id(body.get("turn")),
        text=None if text is None else _plain(text),
        choice=None if choice is None else _read_choice(choice),
        channel=_read_channel(body.get("channel", "web")),
        slots=_optional(body, "slots", dict) or {},
        state=_optional(body, "state", dict),
        chances=_read_chances(_optional(body, "chances", list)),
    )


def read_texts(body: Any) -> list[tuple[str, Any]]:
    """Return the texts of an /understand request, made plain, with their chances where they came with it.

    Raises BadRequest when they are not a short list.
    """
    texts = _expect(_expect(body, dict, "the request").get("texts"), list, "texts")
    if len(texts) > MAX_TEXTS:
        raise BadRequest(f"texts holds {len(texts)}, at most {MAX_TEXTS} are read at once")
    chances = _optional(body, "chances", list) or [None] * len(texts)
    if len(chances) != len(texts):
        raise BadRequest("chances must be as many as texts")
    plain_texts = [_plain(_expect(text, str, "each text")) for text in texts]
    return list(zip(plain_texts, map(_read_chances, chances), strict=True))


def _plain(text: str) -> str:
    try:
        return plain(text)
    except TooLong as error:
        raise BadRequest(str(error)) from error


def _read_choice(raw: dict[str, Any]) -> Choice:
    intent = _expect(raw.get("intent"), str, "choice.intent")
    return Choice(intent, _expect(raw.get("entities", {}), dict, "choice.entities"))


def _read_id(raw: Any) -> str:
    if not isinstance(raw, str) or not 1 <= len(raw) <= 128:
        raise BadRequest("turn must be a string of 1 to 128 characters")
    return raw


def _read_channel(raw: Any) -> str:
    if raw not in CHANNELS:
        raise BadRequest(f"channel must be one of {', '.join(CHANNELS)}")
    return str(raw)


def _read_chances(raw: list[Any] | None) -> list[list[float]] | None:
    """Rows of equal length: what `Reader.chances` said of the same text."""
    if raw is not None and not (raw and all(_is_row(row) and len(row) == len(raw[0]) for row in raw)):
        raise BadRequest("chances must be rows of numbers, all of one length")
    return raw


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and bool(row) and all(isinstance(chance, (int, float)) for chance in row)


def _optional(body: dict[str, Any], name: str, kind: type) -> Any:
    return None if body.get(name) is None else _expect(body[name], kind, name)


def _expect(value: Any, kind: type, name: str) -> Any:
    if not isinstance(value, kind):
        raise BadRequest(f"{name} must be a JSON {_JSON_NAMES[kind]}")
    return value


_JSON_NAMES = {dict: "object", list: "array", str: "string"}
