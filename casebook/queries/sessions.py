"""Signed-in sessions of staff: the browser holds the token, the casebook only its hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from casebook import tables
from casebook.console_records import Session, Stage
from casebook.queries.rows import audit, now
from casebook.queries.staff import secret_hash, to_staff

staff, sessions = tables.staff, tables.staff_session

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
HALF = timedelta(minutes=10)  # to find the phone and type its code


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of a person's sessions, without what opens it."""

    started: datetime
    seen: datetime
    this: bool


def start(connection: Connection, staff_id: str, stage: Stage = "full") -> str:
    """A new session; answers its token, which is kept nowhere else. Ended sessions are swept out."""
    token, moment = secrets.token_urlsafe(32), now()
    connection.execute(delete(sessions).where((sessions.c.expires_at < moment) | (sessions.c.seen_at < moment - IDLE)))
    connection.execute(
        insert(sessions).values(
            token_hash=secret_hash(token),
            staff=staff_id,
            csrf=secrets.token_urlsafe(32),
            stage=stage,
            created_at=moment,
            seen_at=moment,
            expires_at=moment + (LONGEST if stage == "full" else HALF),
        )
    )
    return token


def find(connection: Connection, token: str) -> Session | None:
    """The live session of a token; its `expires_at` is when it ends if nothing more is done in it."""
    moment = now()
    row = connection.execute(
        select(sessions, staff.c.id, staff.c.email, staff.c.name, staff.c.role, staff.c.totp_since)
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
    ends = min(row.expires_at, row.seen_at + IDLE)
    return Session(to_staff(row), row.csrf, ends, row.stage, second_factor=row.totp_since is not None)


def touch(connection: Connection, token: str) -> None:
    """Someone is working in the session: its idle time starts anew."""
    moment = now()
    connection.execute(
        update(sessions)
        .where(sessions.c.token_hash == secret_hash(token), sessions.c.seen_at > moment - IDLE)
        .values(seen_at=moment)
    )


def end(connection: Connection, token: str) -> None:
    """Log out: the row goes, so a stolen cookie opens nothing."""
    row = connection.execute(
        delete(sessions).where(sessions.c.token_hash == secret_hash(token)).returning(sessions.c.staff)
    ).first()
    if row is not None:
        audit(connection, f"staff:{row.staff}", "sign_out", row.staff)


def go_on(connection: Connection, token: str, staff_id: str) -> str:
    """The second factor was right: the half session goes, a full one under a new token comes."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == secret_hash(token)))
    return start(connection, staff_id)


def of(connection: Connection, staff_id: str, token: str) -> list[OpenSession]:
    """A person's sessions that are open now, the newest first; `this` is the one of `token`."""
    moment = now()
    rows = connection.execute(
        select(sessions)
        .where(sessions.c.staff == staff_id, sessions.c.expires_at > moment, sessions.c.seen_at > moment - IDLE)
        .order_by(sessions.c.created_at.desc())
    )
    return [OpenSession(row.created_at, row.seen_at, row.token_hash == secret_hash(token)) for row in rows]


def end_others(connection: Connection, staff_id: str, token: str) -> int:
    """End all of a person's sessions but the one of `token`; answers how many."""
    ended = connection.execute(
        delete(sessions).where(sessions.c.staff == staff_id, sessions.c.token_hash != secret_hash(token))
    )
    audit(connection, f"staff:{staff_id}", "end_sessions", staff_id)
    return ended.rowcount
