"""Telnyx's events: proved by Ed25519 over time and body, and not believed when they are old (research 2.7)."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.telnyx.signature import check, public_key, sign
from bot.channels.sms.telnyx.webhooks import event, first_code, tagged, to_delivery, to_inbound
from bot.errors import BadSetting, Refused
from bot.provider import NotAForm, NotSigned, Webhook

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
NOW = 1_790_000_000.0
BODY = b'{"data": {"event_type": "message.received"}}'


def call(body: bytes = BODY, at: float = NOW, key: Ed25519PrivateKey = KEY) -> Webhook:
    headers = {name.lower(): value for name, value in sign(key, body, at).items()}
    return Webhook("/sms/telnyx", {}, headers, body)


def verify(webhook: Webhook) -> None:
    check(webhook, KEY.public_key(), now=lambda: NOW)


def test_rule_2_7_a_signed_event_is_believed() -> None:
    verify(call())


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_rule_2_7_an_old_event_sent_again_is_refused(seconds: float) -> None:
    with pytest.raises(NotSigned):
        verify(call(at=NOW + seconds))


def test_rule_2_7_body_time_and_key_are_all_proved() -> None:
    signed = call()
    other = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
    forged = [
        call(key=other),
        Webhook(signed.target, {}, signed.headers, BODY.replace(b"received", b"finalized")),
        Webhook(signed.target, {}, {**signed.headers, "telnyx-timestamp": str(int(NOW) + 1)}, BODY),
        Webhook(signed.target, {}, {**signed.headers, "telnyx-signature-ed25519": "AAAA"}, BODY),
        Webhook(signed.target, {}, {**signed.headers, "telnyx-signature-ed25519": "not base64 é"}, BODY),
        Webhook(signed.target, {}, {"content-type": "application/json"}, BODY),
        Webhook(signed.target, {}, {**signed.headers, "telnyx-timestamp": "١٧٩٠٠٠٠٠٠٠"}, BODY),
    ]
    for webhook in forged:
        with pytest.raises(NotSigned):
            verify(webhook)


def test_a_form_is_no_event() -> None:
    with pytest.raises(NotAForm):
        verify(Webhook("/sms/telnyx", {}, {"content-type": "application/x-www-form-urlencoded"}, b"a=b"))


@pytest.mark.parametrize("text", ["", "short", "not base64 !", base64.b64encode(b"x" * 31).decode()])
def test_a_public_key_that_is_none_stops_the_start(text: str) -> None:
    with pytest.raises(BadSetting, match="ONEDOOR_TELNYX_PUBLIC_KEY"):
        public_key(text)


def received(**more: Any) -> dict[str, Any]:
    return {"id": "m-1", "from": {"phone_number": "+18605550123"}, "text": "hola", "media": []} | more


def test_a_text_is_read() -> None:
    text = to_inbound("message.received", received(media=[{"content_type": "image/png"}], autoresponse_type="OPT_OUT"))
    assert text is not None
    assert (text.provider, text.provider_id, text.address, text.text) == ("telnyx", "m-1", "+18605550123", "hola")
    assert (text.media, text.media_kind, text.carrier_keyword) == (1, "photo", "stop")


@pytest.mark.parametrize(
    ("status", "expected"),
    [("sent", "sent"), ("delivered", "delivered"), ("sending_failed", "failed"), ("delivery_failed", "undelivered"),
     ("delivery_unconfirmed", "sent")],
)  # fmt: skip
def test_a_status_is_read_in_our_words(status: str, expected: str) -> None:
    message = {"id": "m-2", "to": [{"status": status}], "errors": [{"code": "40001"}], "tags": ["a" * 32]}
    found = to_delivery("message.finalized", message, "")
    assert found is not None
    assert (found.outbox, found.status, found.code) == ("a" * 32, expected, 40001)


def test_our_id_is_found_among_tags_however_they_are_written() -> None:
    assert tagged("x,   " + "b" * 32) == "b" * 32
    assert tagged(["x"]) == ""
    assert first_code([{"code": "40300"}]) == 40300


NAMES = [
    "data",
    "payload",
    "event_type",
    "id",
    "from",
    "to",
    "phone_number",
    "text",
    "media",
    "status",
    "tags",
    "errors",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*NAMES, "code", "autoresponse_type", "content_type"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["message.received", "message.sent", "message.finalized", "other"]))
def test_any_json_is_read_or_refused(payload: Any, kind: str) -> None:
    _, message = event(json.dumps({"data": {"event_type": kind, "payload": payload}}).encode())
    to_delivery(kind, message, "")
    try:
        to_inbound(kind, message)
    except Refused:
        return


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_none(body: bytes) -> None:
    event(body)
