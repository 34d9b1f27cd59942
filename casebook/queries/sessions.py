"""Signed-in sessions of staff: the browser holds the token, the casebook only its hash."""

import secrets
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update

from casebook import tables
from casebook.queries.rows import audit, now
from casebook.queries.staff import secret_hash, to_staff
from casebook.records import Awaits, Session

staff, sessions = tables.staff, tables.staff_session

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)


def start(connection: Connection, staff_id: str, awaits: Awaits = None) -> str:
    """A new session, whole or still waiting for its second factor.

    Answers its token, which is kept nowhere else. Ended sessions are swept out.
    """
    token, moment = secrets.token_urlsafe(32), now()
    connection.execute(delete(sessions).where((sessions.c.expires_at < moment) | (sessions.c.seen_at < moment - IDLE)))
    connection.execute(
        insert(sessions).values(
            token_hash=secret_hash(token),
            staff=staff_id,
            csrf=secrets.token_urlsafe(32),
            awaits=awaits,
            created_at=moment,
            seen_at=moment,
            expires_at=moment + LONGEST,
        )
    )
    return token


def find(connection: Connection, token: str) -> Session | None:
    """The live session of a token; its `expires_at` is when it ends if nothing more is done in it."""
    moment = now()
    row = connection.execute(
        select(sessions, staff.c.id, staff.c.email, staff.c.name, staff.c.role)
        .join(staff, staff.c.id == sessions.c.staff)
        .where(
            sessions.c.token_hash == secret_hash(token),
            sessions.c.expires_at > moment,
            sessions.c.seen_at > moment - IDLE,
            staff.c.disabled_at.is_(None),
        )
    ).first()
    if row is None:
        return None
    return Session(to_staff(row), row.csrf, min(row.expires_at, row.seen_at + IDLE), row.awaits)


def touch(connection: Connection, token: str) -> None:
    """Someone is working in the session: its idle time starts anew."""
    moment = now()
    connection.execute(
        update(sessions)
        .where(sessions.c.token_hash == secret_hash(token), sessions.c.seen_at > moment - IDLE)
        .values(seen_at=moment)
    )


def complete(connection: Connection, token: str) -> None:
    """The second factor was right: the desk opens."""
    connection.execute(update(sessions).where(sessions.c.token_hash == secret_hash(token)).values(awaits=None))


def end(connection: Connection, token: str) -> None:
    """Log out: the row goes, so a stolen cookie opens nothing."""
    row = connection.execute(
        delete(sessions).where(sessions.c.token_hash == secret_hash(token)).returning(sessions.c.staff)
    ).first()
    if row is not None:
        audit(connection, f"staff:{row.staff}", "sign_out", row.staff)
