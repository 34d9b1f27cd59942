"""What the desk as a whole must know: whether somebody is here, which alerts are open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select, update

from casebook import tables
from casebook.queries.rows import audit, now

alert, staff, sessions = tables.alert, tables.staff, tables.staff_session

ANSWERING = ("coordinator", "lead", "admin")


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a person must look at: `kind` is a code, `conversation` the one it happened in, if any."""

    id: str
    kind: str
    conversation: str | None
    at: datetime


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
