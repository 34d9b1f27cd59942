"""Tells Twilio's own posts from anybody else's."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"
FORM = "application/x-www-form-urlencoded"


async def signed_form(request: web.Request, public_url: str, tokens: Sequence[str]) -> MultiDict[str]:
    """The form's fields, once a signature over the public address and all fields has been checked.

    Raises HTTPForbidden when it is not signed by one of the tokens, HTTPUnsupportedMediaType when it is no form.
    """
    if request.content_type != FORM:
        raise web.HTTPUnsupportedMediaType
    fields = parse_form(await request.read())
    address = public_url + request.raw_path
    given = request.headers.get(HEADER, "")
    if not any(RequestValidator(token).validate(address, fields, given) for token in tokens):
        raise web.HTTPForbidden
    return fields


def parse_form(body: bytes) -> MultiDict[str]:
    """Fields of a form post; bytes that are no UTF-8 become replacement characters instead of an error."""
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, encoding="utf-8", errors="replace")
    return MultiDict(pairs)


def sign(token: str, address: str, fields: MultiDict[str]) -> str:
    """The signature that Twilio would send; the fake provider uses it."""
    return str(RequestValidator(token).compute_signature(address, fields))
