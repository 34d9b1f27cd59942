"""What stands in Twilio's webhooks: a family's text, and what became of a text of ours."""

import base64
import binascii
import re
from typing import get_args

from multidict import MultiDict

from bot.channels.sms.reading import media_kind, phone
from bot.errors import Refused
from bot.messages import Inbound
from bot.provider import Delivery, Status

SID = re.compile(r"[A-Za-z0-9]{2,64}")
LONGEST = 10_000
STATUSES = frozenset(get_args(Status))
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
MOSTLY = 0.9  # of a decoded body that must be letters, digits and spaces before we believe that it was encoded


def to_inbound(fields: MultiDict[str]) -> Inbound | None:
    """One text as the house knows it, None for a delivery status; raises Refused without a sender or an id."""
    if "MessageStatus" in fields:
        return None
    sid = fields.get("MessageSid") or fields.get("SmsSid") or ""
    if not SID.fullmatch(sid):
        raise Refused("MessageSid is missing or malformed")
    media = fields.get("NumMedia", "0")
    count = int(media) if media.isascii() and media.isdigit() and len(media) < 3 else 0
    return Inbound(
        channel="sms",
        provider="twilio",
        provider_id=sid,
        address=phone(fields.get("From", "")),
        text=words(fields.get("Body", "")),
        media=count,
        media_kind=media_kind(fields.get("MediaContentType0", "")) if count else None,
        carrier_keyword=(fields.get("OptOutType") or None) and fields["OptOutType"][:8].lower(),
    )


def to_delivery(fields: MultiDict[str], outbox: str) -> Delivery | None:
    """The status of a text of ours; None for one that we do not know."""
    status, code = fields.get("MessageStatus") or fields.get("SmsStatus") or "", fields.get("ErrorCode", "")
    if status not in STATUSES:
        return None
    number = int(code) if code.isascii() and code.isdigit() and len(code) < 8 else None
    return Delivery("twilio", outbox, (fields.get("MessageSid") or "")[:64], status, number)  # type: ignore[arg-type]


def words(body: str) -> str:
    """What a family wrote, in what a casebook can hold."""
    return decoded(body).replace("\x00", "")[:LONGEST]


def decoded(body: str) -> str:
    """The words of a body: a long text may come in base64, as an MMS would."""
    packed = body.strip()
    if not _BASE64.fullmatch(packed):
        return body
    try:
        found = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return body
    plain = sum(char.isalnum() or char in " .,;:!?'\"\n\r-" for char in found)
    return found if " " in found and plain >= MOSTLY * len(found) else body
