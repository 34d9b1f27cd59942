"""The secret that lets a browser come back to its own conversation."""

import hashlib
import secrets
from collections import OrderedDict

_REMEMBERED = 10_000


def fingerprint(token: str) -> str:
    """Return a short, one-way name of a token, safe to store beside a message id."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()[:16]


class Tokens:
    """Hands out tokens and remembers those that nobody has written under yet.

    A token that has a conversation is known to the database. One that was handed out and not used is known only
    here, so that two tabs that open the widget before the first word share one conversation. A token that is in
    neither place was not made by us, and is never taken over.
    """

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._unused: OrderedDict[str, None] = OrderedDict()
        self._remembered = remembered

    def new(self) -> str:
        """Return a new token of 32 random bytes, safe in JSON."""
        token = secrets.token_urlsafe(32)
        self._unused[fingerprint(token)] = None
        if len(self._unused) > self._remembered:
            self._unused.popitem(last=False)
        return token

    def made_here(self, token: str) -> bool:
        """Say whether this process handed the token out (and has not forgotten it since)."""
        return fingerprint(token) in self._unused
