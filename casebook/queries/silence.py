"""Who was asked whether it is safe and has said nothing since: found, and treated as being in danger."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import ASKED_FOR_SILENCE, add_line, audit, now, queue_text

conversation = tables.conversation

OVERDUE = (
    select(conversation.c.id, conversation.c.doubt, conversation.c.language, ASKED_FOR_SILENCE)
    .where(conversation.c.doubt.is_not(None), conversation.c.doubt_at < bindparam("asked_before"))
    .order_by(conversation.c.doubt_at)
)


class Overdue(NamedTuple):
    """A question whether a family is safe that waits too long: what was doubted, and whether nobody may write there."""

    conversation: str
    label: str
    language: str
    asked_for_silence: bool


def overdue(connection: Connection, asked_before: datetime) -> list[Overdue]:
    """Each question older than that without an answer."""
    return [Overdue(*row) for row in connection.execute(OVERDUE, {"asked_before": asked_before})]


def raise_alarm(connection: Connection, keys: KeyRing, conversation_id: str, text: str | None, priority: int) -> bool:
    """Make the doubt a crisis at the top of the queue, with a text to the family if any.

    False when it was answered meanwhile, or when a person has the conversation and so reads it anyway.
    """
    row = connection.execute(select(conversation).where(conversation.c.id == conversation_id).with_for_update()).one()
    if row.doubt is None:
        return False
    alarm: bool = row.owner != "person"
    changes: dict[str, Any] = {"doubt": None, "updated_at": now()}
    if alarm:
        changes |= {"crisis": row.doubt, "crisis_at": now(), "queue_reason": row.doubt, "queue_priority": priority}
        changes |= {"owner": "queue", "queued_at": row.queued_at or now()}
    connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(changes))
    audit(connection, "bot", "crisis" if alarm else "doubt_left", conversation_id, f"{row.doubt} silence")
    if alarm and text and row.opted_out_at is None:
        line, seq = add_line(connection, keys, conversation_id, "bot", text)
        if row.channel == "sms":
            queue_text(connection, conversation_id, line, seq)
    return alarm
