"""Checks and makes password hashes (argon2id) without holding up the event loop or filling the memory."""

import asyncio
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST, LONGEST = 12, 1000
# RFC 9106's second choice, for machines that do more than check passwords: argon2id, three passes, 64 MiB.
_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


class Passwords:
    """Each hash takes 64 MiB for a moment, so at most two are worked at a time: hold `turn` around each."""

    def __init__(self) -> None:
        self.turn = asyncio.Semaphore(2)
        _decoy()

    async def matches(self, password: str, known: str | None) -> bool:
        """Whether the password belongs to the hash; takes as long when there is no such account."""
        right = await asyncio.to_thread(_verify, known or _decoy(), password)
        return right and known is not None

    async def hash(self, password: str) -> str:
        """A new hash to keep."""
        return await asyncio.to_thread(hash_password, password)


def problem(password: str) -> str | None:
    """The key of what is wrong with a new password, or None."""
    if SHORTEST <= len(password) <= LONGEST:
        return None
    return "password_short" if len(password) < SHORTEST else "password_long"


def hash_password(password: str) -> str:
    """A hash to keep; the same letters typed on another keyboard give the same password."""
    return _hasher.hash(_normal(password))


def outdated(known: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(known)


def _verify(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _decoy() -> str:
    return _hasher.hash("nobody's password")
