"""Sign-ins that have gone to the organization's issuer: each comes back once, in time, to the browser that began it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert

from casebook.console_tables import sign_in_attempt as attempts
from casebook.crypto import KeyRing
from casebook.queries.rows import now
from casebook.queries.staff import secret_hash

PATIENCE = timedelta(minutes=10)
_VERIFIER = "sign_in_attempt.verifier"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the answer must fit, and where the person wanted to go."""

    nonce: str
    verifier: str
    wanted: str


def begin(connection: Connection, keys: KeyRing, state: str, browser: str, attempt: Attempt) -> None:
    """Keep an attempt; those that nobody came back from are swept out."""
    connection.execute(delete(attempts).where(attempts.c.expires_at < now()))
    key = secret_hash(state)
    connection.execute(
        insert(attempts).values(
            state_hash=key,
            browser_hash=secret_hash(browser),
            nonce=attempt.nonce,
            verifier_sealed=keys.seal(_VERIFIER, key, attempt.verifier),
            wanted=attempt.wanted,
            expires_at=now() + PATIENCE,
        )
    )


def take(connection: Connection, keys: KeyRing, state: str, browser: str) -> Attempt | None:
    """The attempt of a state, taken out; None when it is not there any more, too old, or another browser's."""
    row = connection.execute(
        delete(attempts)
        .where(
            attempts.c.state_hash == secret_hash(state),
            attempts.c.browser_hash == secret_hash(browser),
            attempts.c.expires_at > now(),
        )
        .returning(attempts)
    ).first()
    return Attempt(row.nonce, keys.open(_VERIFIER, row.state_hash, row.verifier_sealed), row.wanted) if row else None
