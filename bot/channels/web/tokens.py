"""The secret that lets a browser come back to its own conversation."""

import hashlib
import hmac
import secrets
from collections.abc import Callable

_SIGNATURE = 32  # hexadecimal digits: 128 bits


def fingerprint(token: str) -> str:
    """Return a short, one-way name of a token, safe to store beside a message id."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()[:16]


class Tokens:
    """Hands out tokens and knows its own again, also after a restart and on another machine: `sign` needs our key.

    So two tabs that open the widget before the first word share one conversation, and a token that somebody made up is
    never taken over.
    """

    def __init__(self, sign: Callable[[str], str]) -> None:
        self._sign = sign

    def new(self) -> str:
        """Return a new token: 32 random bytes and our signature, safe in JSON."""
        secret = secrets.token_urlsafe(32)
        return f"{secret}.{self._signature(secret)}"

    def made_here(self, token: str) -> bool:
        """Say whether we handed the token out."""
        secret, _, signature = token.partition(".")
        return hmac.compare_digest(signature.encode(errors="replace"), self._signature(secret).encode())

    def _signature(self, secret: str) -> str:
        return self._sign(secret.encode(errors="replace").decode())[:_SIGNATURE]


def signing(key: bytes) -> Callable[[str], str]:
    """Return a signature by a key of one's own, where there is no key ring."""
    return lambda text: hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
