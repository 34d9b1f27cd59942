"""What the desk as a whole must know: how many wait, where a crisis is, which alerts are open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select, update

from casebook import tables
from casebook.queries.rows import audit, now

conversation, alert, staff, sessions = tables.conversation, tables.alert, tables.staff, tables.staff_session

ANSWERING = ("coordinator", "lead", "admin")


@dataclass(frozen=True, slots=True)
class Status:
    """How many conversations wait for a person, and the ids of the open ones in which a crisis was found."""

    waiting: int
    crisis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a person must look at: `kind` is a code, `conversation` the one it happened in, if any."""

    id: str
    kind: str
    conversation: str | None
    at: datetime


def in_crisis(reason: str | None, found_at: datetime | None) -> bool:
    """Whether danger was found, by the safety layer (a moment is kept) or by the assistant (the reason says so)."""
    return found_at is not None or (reason or "").startswith("crisis")


def status(connection: Connection) -> Status:
    """The desk at a glance; it opens no family's words."""
    rows = connection.execute(
        select(conversation.c.id, conversation.c.owner, conversation.c.crisis_at, conversation.c.queue_reason).where(
            conversation.c.closed_at.is_(None), conversation.c.owner != "bot"
        )
    ).all()
    return Status(
        waiting=sum(row.owner == "queue" for row in rows),
        crisis=tuple(sorted(row.id for row in rows if in_crisis(row.queue_reason, row.crisis_at))),
    )


def someone_here(connection: Connection, within: timedelta) -> bool:
    """Whether anybody who answers families has been at work at the desk lately."""
    at_work = (
        exists()
        .where(sessions.c.staff == staff.c.id, staff.c.role.in_(ANSWERING), staff.c.disabled_at.is_(None))
        .where(sessions.c.seen_at > now() - within, sessions.c.expires_at > now())
    )
    return bool(connection.execute(select(at_work)).scalar())


def open_alerts(connection: Connection, limit: int = 50) -> list[Alert]:
    """Alerts that nobody has dealt with, newest first."""
    rows = connection.execute(
        select(alert).where(alert.c.resolved_at.is_(None)).order_by(alert.c.at.desc()).limit(limit)
    )
    return [Alert(row.id, row.kind, row.conversation, row.at) for row in rows]


def resolve_alert(connection: Connection, alert_id: str, staff_id: str) -> None:
    """A person has dealt with it; a second time changes nothing."""
    done = connection.execute(
        update(alert).where(alert.c.id == alert_id, alert.c.resolved_at.is_(None)).values(resolved_at=now())
    )
    if done.rowcount == 1:
        audit(connection, f"staff:{staff_id}", "resolve_alert", alert_id)
