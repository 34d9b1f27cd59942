"""Twilio's webhooks: a family's text, and what became of a text of ours."""

import re
from collections.abc import Awaitable, Callable, Sequence

import phonenumbers
from aiohttp import web
from multidict import MultiDict

from bot.channels.sms.signature import signed_form
from bot.errors import Refused, Unavailable
from bot.messages import Inbound, Receive

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
SID = re.compile(r"[A-Za-z0-9]{2,64}")
LONGEST = 10_000

# Notes a delivery status: outbox id, provider's id, status, error code.
type NoteDelivery = Callable[[str, str, str, int | None], Awaitable[None]]


def routes(receive: Receive, note_delivery: NoteDelivery, public_url: str, tokens: Sequence[str]) -> list[web.RouteDef]:
    """The two webhooks. Who may call: whoever signs with the account's token."""

    async def text(request: web.Request) -> web.Response:
        fields = await signed_form(request, public_url, tokens)
        try:
            await receive(to_inbound(fields))
        except Refused as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        except Unavailable as error:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"}) from error
        return web.Response(text=EMPTY, content_type="text/xml")

    async def status(request: web.Request) -> web.Response:
        fields = await signed_form(request, public_url, tokens)
        code = fields.get("ErrorCode", "")
        await note_delivery(
            request.query.get("outbox", ""),
            fields.get("MessageSid", "")[:64],
            fields.get("MessageStatus", ""),
            int(code) if code.isascii() and code.isdigit() and len(code) < 8 else None,
        )
        return web.Response(status=204)

    return [web.post("/sms/twilio", text), web.post("/sms/twilio/status", status)]


def to_inbound(fields: MultiDict[str]) -> Inbound:
    """One text as the house knows it; raises Refused when sender or id are missing or impossible."""
    sid = fields.get("MessageSid") or fields.get("SmsSid") or ""
    if not SID.fullmatch(sid):
        raise Refused("MessageSid is missing or malformed")
    media = fields.get("NumMedia", "0")
    return Inbound(
        channel="sms",
        provider="twilio",
        provider_id=sid,
        address=_phone(fields.get("From", "")),
        text=fields.get("Body", "").replace("\x00", "")[:LONGEST],
        media=int(media) if media.isascii() and media.isdigit() and len(media) < 3 else 0,
        carrier_keyword=(fields.get("OptOutType") or None) and fields["OptOutType"][:8].lower(),
    )


def _phone(text: str) -> str:
    """E.164 where it can be read so; short codes stay as they are."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(text, "US"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException as error:
        if re.fullmatch(r"\+?[0-9]{3,15}", text):
            return text
        raise Refused("From is missing or no phone number") from error
