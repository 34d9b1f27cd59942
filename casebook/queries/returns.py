"""A conversation goes back to the queue when the person who has it does not answer in time."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import desk, waits
from casebook.queries.desk import AWAKE
from casebook.queries.rows import alert_once, audit, now
from casebook.queries.waits import OpenTalk

conversation, message = tables.conversation, tables.message
NOT_ANSWERED = "not_answered"
JUST_NOW = timedelta(minutes=30)


def held(connection: Connection, at: datetime) -> list[OpenTalk]:
    """The conversations that a person has and in which the family waits."""
    return [each for each in waits.open_talks(connection, at) if each.owner == "person" and each.wait]


def wrote_just_now(connection: Connection, conversation_id: str, at: datetime) -> bool:
    """Whether the family wrote so lately that it is awake and expects an answer."""
    lines = (message.c.conversation == conversation_id, message.c.sender == "family", message.c.at > at - JUST_NOW)
    return connection.execute(select(message.c.id).where(*lines).limit(1)).first() is not None


def give_back(
    connection: Connection, keys: KeyRing, read: OpenTalk, at: datetime, told: str | None, not_before: datetime
) -> bool:
    """Back into the queue, with a sentence to the family (a text not before a moment) and an alert, in one commit.

    False when anything has changed since it was read: answered, noted, given on, put off, taken over, given back.
    """
    row = desk.locked(connection, read.id)
    found = connection.execute(waits.OPEN.where(conversation.c.id == read.id)).first()
    if row is None or found is None or waits.to_open(found, at) != read:
        return False
    values = {"owner": "queue", "staff": None, "assigned_at": None, "assigned_by": None, "updated_at": now()}
    reason, since = row.queue_reason or "other", row.queued_at or now()
    connection.execute(
        update(conversation)
        .where(conversation.c.id == read.id)
        .values(**values, queue_reason=reason, queued_at=since, **AWAKE)
    )
    desk.tell(connection, keys, row, told, not_before)
    alert_once(connection, NOT_ANSWERED, read.id)
    audit(connection, "bot", "give_back", read.id, f"from staff:{row.staff}")
    return True
