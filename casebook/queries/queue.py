"""Conversations as the console lists them, with their last human words; one query each, however many there are."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from casebook import console_tables, tables
from casebook.console_records import QueueEntry
from casebook.crypto import KeyRing
from casebook.queries import waits
from casebook.queries.rows import BODY, now, to_conversation

conversation, message, staff = tables.conversation, tables.message, tables.staff
giver, team = staff.alias("giver"), console_tables.team

# The last human words: what the bot answered on the way into the queue tells a coordinator nothing.
LAST_SEQ = (
    select(func.max(message.c.seq))
    .where(message.c.conversation == conversation.c.id, message.c.sender.in_(("family", "person")))
    .correlate(conversation)
    .scalar_subquery()
)
ENTRIES = select(
    conversation,
    message.c.id.label("last_id"),
    message.c.body_sealed.label("last_sealed"),
    message.c.sender.label("last_sender"),
    message.c.at.label("last_at"),
    staff.c.name.label("staff_name"),
    giver.c.name.label("giver_name"),
    team.c.name.label("team_name"),
    waits.UNANSWERED,
    waits.WOKEN,
).select_from(
    conversation.outerjoin(message, (message.c.conversation == conversation.c.id) & (message.c.seq == LAST_SEQ))
    .outerjoin(staff, staff.c.id == conversation.c.staff)
    .outerjoin(giver, giver.c.id == conversation.c.assigned_by)
    .outerjoin(team, team.c.id == conversation.c.team)
)


def at_the_desk(connection: Connection, keys: KeyRing) -> list[QueueEntry]:
    """Open conversations that wait for a person or that a person owns."""
    return _entries(connection, keys, ENTRIES.where(*waits.AT_THE_DESK))


def recent(connection: Connection, keys: KeyRing, limit: int = 50) -> list[QueueEntry]:
    """The conversations that moved last, whoever owns them."""
    return _entries(connection, keys, ENTRIES.order_by(conversation.c.updated_at.desc()).limit(limit))


def _entries(connection: Connection, keys: KeyRing, query: Select[Any]) -> list[QueueEntry]:
    at = now()
    return [_entry(row, keys, at) for row in connection.execute(query)]


def _entry(row: Row[Any], keys: KeyRing, at: datetime) -> QueueEntry:
    return QueueEntry(
        conversation=to_conversation(row, keys),
        last_text=keys.open(BODY, row.last_id, row.last_sealed) if row.last_id else "",
        last_sender=row.last_sender or "family",
        last_at=row.last_at or row.created_at,
        staff_name=row.staff_name,
        waiting_since=row.queued_at,
        wait=waits.wait(row, at),
        asleep_until=row.snoozed_until if waits.asleep(row, at) else None,
        given_by=row.giver_name if waits.given(row) else None,
        team=(row.team, row.team_name) if row.team_name else None,
    )
