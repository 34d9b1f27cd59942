"""Tells Telnyx's own events from anybody else's, and from old ones sent again."""

import base64
import binascii
import time
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.errors import BadSetting
from bot.provider import NotAForm, NotSigned, Webhook

SIGNATURE, TIMESTAMP = "telnyx-signature-ed25519", "telnyx-timestamp"
TOLERANCE = 300  # seconds between the event's time and ours


def public_key(text: str) -> Ed25519PublicKey:
    """The account's public key as its portal shows it (base64). Raises BadSetting."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except ValueError as error:
        raise BadSetting("ONEDOOR_TELNYX_PUBLIC_KEY must be base64 of 32 bytes") from error


def check(call: Webhook, key: Ed25519PublicKey, now: Callable[[], float] = time.time) -> None:
    """Raise NotSigned unless the key signed time and body, and the time is near ours; NotAForm for other kinds."""
    if call.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotAForm
    stamp = call.headers.get(TIMESTAMP, "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 15) or abs(now() - int(stamp)) > TOLERANCE:
        raise NotSigned
    try:
        given = base64.b64decode(call.headers.get(SIGNATURE, ""), validate=True)
        key.verify(given, stamp.encode() + b"|" + call.body)
    except (binascii.Error, InvalidSignature, ValueError) as error:
        raise NotSigned from error


def sign(key: Ed25519PrivateKey, body: bytes, at: float) -> dict[str, str]:
    """The headers that Telnyx would send; its fake uses it."""
    stamp = str(int(at))
    signature = base64.b64encode(key.sign(stamp.encode() + b"|" + body)).decode()
    return {SIGNATURE: signature, TIMESTAMP: stamp, "Content-Type": "application/json"}
