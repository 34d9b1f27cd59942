"""Twilio's calls: proved by its own validator, read whatever they hold (research 2.1 to 2.4)."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from bot.channels.sms.calling import Answer, refused, retry_after
from bot.channels.sms.twilio.adapter import Twilio, to_listed
from bot.channels.sms.twilio.signature import FORM, parse_form
from bot.channels.sms.twilio.webhooks import decoded, to_delivery, to_inbound
from bot.errors import Refused
from bot.provider import NotAForm, NotSigned, Webhook

PUBLIC = "https://onedoor.example.org"
TOKEN, OLD = "new-token", "old-token"
TWILIO = Twilio("http://127.0.0.1:9", "AC1", [TOKEN, OLD], "+18605550100", PUBLIC)
FIELDS = {"MessageSid": "SM1", "From": "+18605550123", "To": "+18605550100", "Body": "hola", "NumMedia": "0"}


def call(fields: dict[str, str], *, token: str = TOKEN, address: str = PUBLIC, target: str = "/sms/twilio") -> Webhook:
    """A post as Twilio's own library signs it."""
    signature = RequestValidator(token).compute_signature(address + target, MultiDict(fields))
    headers = {"content-type": f"{FORM}; charset=UTF-8", "x-twilio-signature": signature}
    return Webhook(target, {}, headers, urlencode(fields).encode())


@pytest.mark.parametrize(
    "body", ["hola", "", "¿Qué tal? ¡Sí! 😀 + & = %", "line\r\nline", "a" * 1600, "كيف", "\u200bzero", "’curly“"]
)
def test_rule_2_2_what_twilio_signed_is_believed_whatever_it_holds(body: str) -> None:
    TWILIO.verify(call(FIELDS | {"Body": body, "NewParameter": "appears without notice"}))


def test_rule_2_2_both_tokens_hold_while_they_are_changed() -> None:
    TWILIO.verify(call(FIELDS, token=OLD))
    with pytest.raises(NotSigned):
        TWILIO.verify(call(FIELDS, token="somebody else's"))


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080", "http://onedoor.example.org", "https://evil.example"])
def test_rule_2_2_the_public_address_of_the_settings_counts_and_no_other(address: str) -> None:
    with pytest.raises(NotSigned):
        TWILIO.verify(call(FIELDS, address=address))


def test_rule_2_2_the_query_is_signed_too() -> None:
    signed = call(FIELDS, target="/sms/twilio/status?outbox=1")
    TWILIO.verify(signed)
    with pytest.raises(NotSigned):
        TWILIO.verify(Webhook("/sms/twilio/status?outbox=2", {}, signed.headers, signed.body))


def test_rule_2_2_a_missing_signature_is_refused_and_not_a_fault() -> None:
    with pytest.raises(NotSigned):
        TWILIO.verify(Webhook("/sms/twilio", {}, {"content-type": FORM}, b"Body=x"))


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_rule_2_2_only_a_form_is_read(kind: str) -> None:
    signed = call(FIELDS)
    with pytest.raises(NotAForm):
        TWILIO.verify(Webhook(signed.target, {}, {**signed.headers, "content-type": kind}, signed.body))


def test_rule_2_2_a_changed_field_breaks_the_signature() -> None:
    signed = call(FIELDS)
    with pytest.raises(NotSigned):
        TWILIO.verify(Webhook(signed.target, {}, signed.headers, signed.body.replace(b"hola", b"hole")))


def test_rule_2_1_a_text_in_base64_is_read() -> None:
    assert decoded("V2UgcmFuIG91dCBvZiBkaWFwZXJzIGFuZCBteSBjaGVjayBjb21lcyBmcmlkYXk=") == (
        "We ran out of diapers and my check comes friday"
    )


@pytest.mark.parametrize(
    "body", ["hola", "supercalifragilisticexpialidocious", "QWxsIGdvb2Q=", "a b c d e f g h i", ""]
)
def test_rule_2_1_what_only_looks_like_base64_stays(body: str) -> None:
    assert decoded(body) == body


def test_rule_2_1_an_attachment_is_named_by_its_first_type() -> None:
    text = to_inbound(
        MultiDict(FIELDS | {"NumMedia": "2", "MediaContentType0": "audio/amr", "MediaContentType1": "image/png"})
    )
    assert text is not None
    assert (text.media, text.media_kind) == (2, "voice")


def test_rule_2_4_what_the_carrier_answered_is_kept() -> None:
    text = to_inbound(MultiDict(FIELDS | {"Body": "ALTO", "OptOutType": "STOP"}))
    assert text is not None
    assert text.carrier_keyword == "stop"


def test_a_status_at_the_address_for_texts_is_no_text() -> None:
    assert to_inbound(MultiDict({"MessageSid": "SM1", "MessageStatus": "delivered", "From": "+18605550100"})) is None


@pytest.mark.parametrize(
    "fields", [{}, {"MessageSid": "a b"}, {"MessageSid": "SM1"}, {"MessageSid": "SM1", "From": "x"}]
)
def test_a_form_that_is_no_text_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(Refused):
        to_inbound(MultiDict(fields))


NAMES = [
    "MessageSid",
    "SmsSid",
    "From",
    "Body",
    "NumMedia",
    "MediaContentType0",
    "OptOutType",
    "MessageStatus",
    "ErrorCode",
]
FORMS = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=60))


@given(FORMS)
def test_any_form_is_read_or_refused(fields: dict[str, str]) -> None:
    try:
        text = to_inbound(MultiDict(fields))
    except Refused:
        return
    assert text is None or ("\x00" not in text.text and text.media >= 0)


@given(FORMS)
def test_any_status_is_read_or_left(fields: dict[str, str]) -> None:
    found = to_delivery(MultiDict(fields), "o")
    assert found is None or found.outbox == "o"


@given(st.binary(max_size=500))
def test_any_bytes_are_a_form(body: bytes) -> None:
    parse_form(body)


COLUMNS = ["sid", "from", "to", "body", "direction", "status", "error_code", "num_media", "date_created", "date_sent"]
VALUES = st.none() | st.integers() | st.text(max_size=40) | st.just("Tue, 24 Nov 2026 10:00:00 +0000")


@given(st.dictionaries(st.sampled_from(COLUMNS), VALUES))
def test_any_record_of_the_list_is_read_or_left(record: dict[str, object]) -> None:
    found = to_listed(record)
    assert found is None or found.at.tzinfo is None


@pytest.mark.parametrize(
    ("status", "code", "verdict", "stopped"),
    [
        (400, 21610, "permanent", True), (400, 21211, "permanent", False), (400, 21614, "permanent", False),
        (400, None, "permanent", False), (404, None, "permanent", False), (429, 20429, "retry", False),
        (429, None, "retry", False), (500, None, "unknown", False), (503, 20503, "unknown", False),
        (401, 20003, "retry", False), (403, None, "retry", False), (400, 30003, "retry", False),
    ],
)  # fmt: skip
def test_rule_2_3_and_2_4_what_a_refusal_means(status: int, code: int | None, verdict: str, stopped: bool) -> None:
    sent = refused("twilio", Answer(status, {}), code)
    assert (sent.verdict, sent.stopped) == (verdict, stopped)


def test_a_fault_of_our_account_is_told_from_a_fault_of_the_text() -> None:
    assert refused("twilio", Answer(401, {}), 20003).ours
    assert refused("twilio", Answer(400, {}), 30034).ours
    assert not refused("twilio", Answer(429, {}), 20429).ours


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("0", 0.0),
        ("99999", 600.0),
        ("", 0.0),
        ("soon", 0.0),
        ("-4", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_rule_2_3_retry_after_is_honoured_within_reason(header: str, seconds: float) -> None:
    assert retry_after(header) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_read(header: str) -> None:
    assert 0 <= retry_after(header) <= 600
