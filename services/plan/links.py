"""Links to a plan: a secret in the address, of which only a hash is kept."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

LASTS: Final = timedelta(days=14)


def new_secret() -> str:
    """256 random bits for an address."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What the casebook keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
