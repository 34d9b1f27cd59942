"""Seals personal fields with AES-256-GCM and finds people by keyed hashes.

A sealed value is `version(1) | key id length(1) | key id | nonce(12) | ciphertext`; table, column and row
are bound in, so a value copied to another row does not open.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
NONCE = 12


class KeyRingError(Exception):
    """The key ring cannot be used: it must be `id:base64 of 32 bytes`, comma-separated, newest first."""


class Unreadable(Exception):
    """A sealed value does not open: its key is gone from the ring, or the value was changed or moved."""


class KeyRing:
    """Keys by id, the first one seals; all open. Make one with `KeyRing.parse`."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._current = next(iter(keys))
        self._ciphers = {name: AESGCM(_derive(key, b"field")) for name, key in keys.items()}
        # The look-up key never rotates with the field keys: the oldest key stays the index key.
        self._index_key = _derive(list(keys.values())[-1], b"index")
        self.audit_key = _derive(list(keys.values())[-1], b"audit")  # the chain outlives each field key as well

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read `id:base64,id:base64`; raises KeyRingError naming the entry that is wrong."""
        keys = dict(_entry(part) for part in text.split(",") if part.strip())
        if not keys:
            raise KeyRingError
        return cls(keys)

    @staticmethod
    def generate() -> str:
        """A new key ring of one key, as text."""
        return f"k1:{base64.b64encode(os.urandom(32)).decode()}"

    def seal(self, place: str, row: str, text: str) -> bytes:
        """Encrypt `text` for `place` ("table.column") of row `row`."""
        nonce = os.urandom(NONCE)
        name = self._current.encode()
        head = bytes([VERSION, len(name)]) + name
        return head + nonce + self._ciphers[self._current].encrypt(nonce, text.encode(), _bound(place, row))

    def open(self, place: str, row: str, sealed: bytes) -> str:
        """Decrypt; raises Unreadable."""
        end = 2 + sealed[1]
        cipher = self._ciphers.get(sealed[2:end].decode("ascii", "replace"))
        if sealed[0] != VERSION or cipher is None:
            raise Unreadable
        try:
            return cipher.decrypt(sealed[end : end + NONCE], sealed[end + NONCE :], _bound(place, row)).decode()
        except InvalidTag as error:
            raise Unreadable from error

    def index(self, kind: str, value: str) -> str:
        """A keyed hash to find a value again without storing it (a bare hash of a phone number is guessable)."""
        return hmac.new(self._index_key, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


def _entry(part: str) -> tuple[str, bytes]:
    name, _, encoded = part.strip().partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise KeyRingError(f"key {name!r} is not base64") from error
    if not name or len(key) != 32:
        raise KeyRingError(f"key {name!r} must be 32 bytes, is {len(key)}")
    return name, key


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"onedoor " + purpose).derive(key)


def _bound(place: str, row: str) -> bytes:
    return f"{place}|{row}".encode()
