"""A person's words for later: kept sealed, sent once, and dropped when the family says STOP or the talk is closed.

`desk.later` plans one; the watch that sends them is bot/outreach/planned.py.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, insert, select, update

from casebook import tables
from casebook.console_tables import scheduled
from casebook.crypto import KeyRing
from casebook.queries.rows import ASKED_FOR_SILENCE, add_line, audit, new_id, now, queue_text

conversation, staff = tables.conversation, tables.staff
WORDS: Final = "scheduled.body"
WAITING: Final = "waiting"


@dataclass(frozen=True, slots=True)
class Planned:
    """Words that wait; `by` is the name of who wrote them, `due_at` UTC."""

    id: str
    conversation: str
    by: str
    text: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """Words whose time has come, on which channel; they are opened when they go out."""

    id: str
    conversation: str
    channel: str


def add(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str, due_at: datetime) -> str:
    """Keep words for later; answers their id."""
    row = new_id()
    values = {"id": row, "conversation": conversation_id, "staff": staff_id, "state": WAITING}
    sealed = keys.seal(WORDS, row, text)
    connection.execute(insert(scheduled).values(**values, body_sealed=sealed, due_at=due_at, created_at=now()))
    audit(connection, f"staff:{staff_id}", "plan_message", conversation_id)
    return row


def of(connection: Connection, keys: KeyRing, talks: Collection[str]) -> list[Planned]:
    """What waits in these conversations, next first."""
    query = (
        select(scheduled, staff.c.name)
        .join(staff, staff.c.id == scheduled.c.staff)
        .where(scheduled.c.conversation.in_(talks), scheduled.c.state == WAITING)
        .order_by(scheduled.c.due_at, scheduled.c.id)
    )
    return [
        Planned(row.id, row.conversation, row.name, keys.open(WORDS, row.id, row.body_sealed), row.due_at)
        for row in connection.execute(query)
    ]


def cancel(connection: Connection, planned: str, conversation_id: str, staff_id: str) -> bool:
    """Take words back before they go; False when they have gone, or are of another conversation."""
    mine = (scheduled.c.id == planned, scheduled.c.conversation == conversation_id, scheduled.c.state == WAITING)
    if connection.execute(update(scheduled).where(*mine).values(state="cancelled")).rowcount != 1:
        return False
    audit(connection, f"staff:{staff_id}", "cancel_message", conversation_id)
    return True


def end(connection: Connection, conversation_id: str, state: Literal["cancelled", "dropped"]) -> None:
    """Nothing that waits in a conversation goes out: it was closed, or the family said STOP."""
    mine = (scheduled.c.conversation == conversation_id, scheduled.c.state == WAITING)
    connection.execute(update(scheduled).where(*mine).values(state=state))


def due(connection: Connection, at: datetime, limit: int = 50) -> list[Due]:
    """What is to go out by a moment, longest due first; nothing in a danger, nor where nobody may write."""
    query = (
        select(scheduled.c.id, scheduled.c.conversation, conversation.c.channel)
        .join(conversation, conversation.c.id == scheduled.c.conversation)
        .where(scheduled.c.state == WAITING, scheduled.c.due_at <= at)
        .where(conversation.c.crisis.is_(None), ~ASKED_FOR_SILENCE)
        .order_by(scheduled.c.due_at)
        .limit(limit)
    )
    return [Due(row.id, row.conversation, row.channel) for row in connection.execute(query)]


def postpone(connection: Connection, planned: str, until: datetime) -> None:
    """Say it later: it is night."""
    mine = (scheduled.c.id == planned, scheduled.c.state == WAITING)
    connection.execute(update(scheduled).where(*mine).values(due_at=until))


def send(connection: Connection, keys: KeyRing, planned: str, conversation_id: str) -> bool:
    """The words become a line of the talk and a text to be sent, in the commit in which they are marked as sent.

    False when they went already, were taken back, or may not go any more.
    """
    talk = connection.execute(
        select(conversation).where(conversation.c.id == conversation_id).with_for_update()
    ).first()
    if talk is None:
        return False
    if (ended := _ended(talk)) is not None:
        end(connection, conversation_id, ended)
        return False
    mine = (scheduled.c.id == planned, scheduled.c.state == WAITING)
    row = connection.execute(update(scheduled).where(*mine).values(state="sent").returning(scheduled)).first()
    if row is None:
        return False
    text = keys.open(WORDS, row.id, row.body_sealed)
    line, seq = add_line(connection, keys, conversation_id, "person", text, staff=row.staff)
    if talk.channel == "sms":
        queue_text(connection, conversation_id, line, seq)
    audit(connection, f"staff:{row.staff}", "planned_message", conversation_id)
    return True


def _ended(talk: Row[Any]) -> Literal["cancelled", "dropped"] | None:
    if talk.channel == "sms" and talk.opted_out_at is not None:
        return "dropped"
    return "cancelled" if talk.closed_at is not None else None
