"""What stands in Telnyx's events: a family's text, and what became of a text of ours."""

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.channels.sms.reading import media_kind, phone
from bot.errors import Refused
from bot.messages import Inbound
from bot.provider import Delivery, Status

ID = re.compile(r"[A-Za-z0-9-]{2,64}")
LONGEST = 10_000
STATUSES: dict[str, Status] = {
    "queued": "queued",
    "sending": "sending",
    "sent": "sent",
    "delivered": "delivered",
    "sending_failed": "failed",
    "delivery_failed": "undelivered",
    "delivery_unconfirmed": "sent",  # an end without news: it counts as on its way
}


def event(body: bytes) -> tuple[str, Mapping[str, Any]]:
    """The kind of an event and its message; ("", {}) for what is no event."""
    try:
        data = mapping(json.loads(body)).get("data")
    except (ValueError, RecursionError):
        return "", {}
    found = mapping(data)
    return str(found.get("event_type") or ""), mapping(found.get("payload"))


def to_inbound(kind: str, message: Mapping[str, Any]) -> Inbound | None:
    """One text as the house knows it, None for another event; raises Refused without a sender or an id."""
    if kind != "message.received":
        return None
    sid = message.get("id")
    if not isinstance(sid, str) or not ID.fullmatch(sid):
        raise Refused("the message's id is missing or malformed")
    media = message.get("media")
    files = [mapping(each) for each in media] if isinstance(media, list) else []
    answered = message.get("autoresponse_type")  # Telnyx's own answer: opt_out, opt_in, help_text
    return Inbound(
        channel="sms",
        provider="telnyx",
        provider_id=sid,
        address=phone(str(mapping(message.get("from")).get("phone_number") or "")),
        text=str(message.get("text") or "").replace("\x00", "")[:LONGEST],
        media=len(files),
        media_kind=media_kind(str(files[0].get("content_type") or "")) if files else None,
        carrier_keyword=_keyword(answered) if isinstance(answered, str) else None,
    )


def to_delivery(kind: str, message: Mapping[str, Any], outbox: str) -> Delivery | None:
    """The status of a text of ours; None for another event or a status that we do not know."""
    if kind not in ("message.sent", "message.finalized"):
        return None
    receivers = message.get("to")
    status = mapping(receivers[0]).get("status") if isinstance(receivers, list) and receivers else None
    sid, known = message.get("id"), STATUSES.get(str(status))
    if known is None or not isinstance(sid, str):
        return None
    return Delivery("telnyx", outbox or tagged(message.get("tags")), sid[:64], known, first_code(message.get("errors")))


def tagged(tags: object) -> str:
    """Our own id of a text among its tags, which Telnyx lists or joins with commas."""
    listed = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    ours = [str(tag).strip() for tag in listed if re.fullmatch(r"\s*[0-9a-f]{32}\s*", str(tag))]
    return ours[0] if ours else ""


def first_code(errors: object) -> int | None:
    """The code of the first error, which Telnyx writes as text."""
    if not isinstance(errors, list) or not errors:
        return None
    code = str(mapping(errors[0]).get("code") or "")
    return int(code) if code.isascii() and code.isdigit() and len(code) < 8 else None


def mapping(found: object) -> Mapping[str, Any]:
    """`found` where it is a JSON object; else an empty one."""
    return found if isinstance(found, dict) else {}


def _keyword(answered: str) -> str | None:
    kind = answered.lower()
    return next((word for word, sign in (("stop", "out"), ("start", "in"), ("help", "help")) if sign in kind), None)
