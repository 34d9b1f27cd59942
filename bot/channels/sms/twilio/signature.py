"""Tells Twilio's own posts from anybody else's."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from multidict import MultiDict
from twilio.request_validator import RequestValidator

from bot.provider import NotAForm, NotSigned, Webhook

HEADER = "X-Twilio-Signature"
FORM = "application/x-www-form-urlencoded"


def check(call: Webhook, public_url: str, tokens: Sequence[str]) -> None:
    """Raise NotSigned unless one of the tokens signed the public address with all fields; NotAForm for other kinds.

    The address is the configured one: what a request says of its own host is anybody's word. Two tokens are known
    while they are being changed.
    """
    if call.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise NotAForm
    fields, given = parse_form(call.body), call.headers.get(HEADER.lower(), "")
    address = public_url + call.target
    if not given or not any(RequestValidator(token).validate(address, fields, given) for token in tokens):
        raise NotSigned


def parse_form(body: bytes) -> MultiDict[str]:
    """Fields of a form post; bytes that are no UTF-8 become replacement characters instead of an error."""
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, encoding="utf-8", errors="replace")
    return MultiDict(pairs)


def sign(token: str, address: str, fields: MultiDict[str]) -> str:
    """The signature that Twilio would send; the fake provider uses it."""
    return str(RequestValidator(token).compute_signature(address, fields))
