"""What a coordinator does: take over, answer, note, hand back, close. Each is audited."""

import json
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, or_, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import mentions, scheduled
from casebook.queries.rows import NO_DANGER, add_line, audit, now, queue_text
from casebook.records import NOBODY_WRITES, WATCHED

conversation, message = tables.conversation, tables.message
AWAKE: Final[dict[str, Any]] = {"snoozed_until": None, "snoozed_seq": None}


class NotYours(Exception):
    """Someone else owns the conversation now; take it first."""


class StoppedTexts(Exception):
    """The family said STOP to texts; reach them another way."""


def take(connection: Connection, conversation_id: str, staff_id: str) -> bool:
    """Make a person the owner; False when another person already is."""
    taken = connection.execute(
        update(conversation)
        .where(
            conversation.c.id == conversation_id,
            or_(conversation.c.owner != "person", conversation.c.staff == staff_id),
        )
        .values(
            owner="person",
            staff=staff_id,
            assigned_at=now(),
            assigned_by=staff_id,
            closed_at=None,
            updated_at=now(),
            **AWAKE,
        )
    )
    if taken.rowcount != 1:
        return False
    silence_bot(connection, conversation_id)
    audit(connection, f"staff:{staff_id}", "take", conversation_id)
    return True


def silence_bot(connection: Connection, conversation_id: str) -> None:
    """Drop what the bot had not sent yet, in the commit in which a person comes: from here only the person speaks."""
    bots = select(message.c.id).where(message.c.conversation == conversation_id, message.c.sender == "bot")
    connection.execute(
        update(tables.outbox)
        .where(tables.outbox.c.state == "waiting", tables.outbox.c.message.in_(bots))
        .values(state="dropped")
    )


def join(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, greeting: str, *, over: bool = False
) -> bool:
    """Take, and greet the family in the same commit; not a second time, nor on a phone to which nobody may write.

    `over` takes it from a colleague too. False when another person owns it (or nothing is there to own).
    """
    row = locked(connection, conversation_id)
    if row is not None and row.owner == "person" and row.staff == staff_id:
        return True
    if over and row is not None and row.owner == "person":
        connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(owner="queue"))
        audit(connection, f"staff:{staff_id}", "take_over", conversation_id, f"from staff:{row.staff}")
    if not take(connection, conversation_id, staff_id):
        return False
    if row is not None and not _nobody_writes(row):
        with suppress(StoppedTexts):
            _write(connection, keys, conversation_id, staff_id, greeting)
    return True


def reply(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str) -> int:
    """A person's answer on the family's own channel; raises NotYours or StoppedTexts."""
    seq = _write(connection, keys, conversation_id, staff_id, text)
    answered = update(conversation).where(conversation.c.id == conversation_id)
    connection.execute(answered.values(answered_seq=seq, **AWAKE))
    return seq


def _write(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str) -> int:
    row = _owned(connection, conversation_id, staff_id)
    if row.channel == "sms" and row.opted_out_at is not None:
        raise StoppedTexts
    line, seq = add_line(connection, keys, conversation_id, "person", text, staff=staff_id)
    if row.channel == "sms":
        queue_text(connection, conversation_id, line, seq)
    audit(connection, f"staff:{staff_id}", "reply", conversation_id)
    return seq


def later(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str, due_at: datetime
) -> str:
    """A person's answer for a later moment (UTC); raises NotYours or StoppedTexts."""
    row = _owned(connection, conversation_id, staff_id)
    if row.channel == "sms" and row.opted_out_at is not None:
        raise StoppedTexts
    return scheduled.add(connection, keys, conversation_id, staff_id, text, due_at)


def note(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str) -> int:
    """An internal note; families never see it, and colleagues whom it names are told."""
    line, seq = add_line(connection, keys, conversation_id, "note", text, staff=staff_id)
    mentions.keep(connection, line, conversation_id, staff_id, text)
    audit(connection, f"staff:{staff_id}", "note", conversation_id)
    return seq


def hand_back(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, farewell: str) -> None:
    """Give the conversation back to the bot with a sentence to the family; raises NotYours."""
    _release(connection, keys, conversation_id, staff_id, farewell, closed=False)
    audit(connection, f"staff:{staff_id}", "hand_back", conversation_id)


def close(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, farewell: str) -> None:
    """End the conversation for now; the family's next message opens it again with the bot. Raises NotYours."""
    _release(connection, keys, conversation_id, staff_id, farewell, closed=True)
    scheduled.end(connection, conversation_id, "cancelled")
    audit(connection, f"staff:{staff_id}", "close", conversation_id)


def _release(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, farewell: str, *, closed: bool
) -> None:
    row = _owned(connection, conversation_id, staff_id)
    of_the_phone = [name for name in (WATCHED, NOBODY_WRITES) if name in _told(row)]
    known = {"crisis_answers": json.dumps(dict.fromkeys(of_the_phone, 1))} if of_the_phone else {}
    tell(connection, keys, row, farewell)
    connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(
            owner="bot",
            staff=None,
            queue_reason=None,
            queue_priority=0,
            queued_at=None,
            team=None,
            assigned_at=None,
            assigned_by=None,
            answered_seq=None,
            **AWAKE,
            **NO_DANGER | known,
            closed_at=now() if closed else None,
            updated_at=now(),
        )
    )


def tell(
    connection: Connection, keys: KeyRing, row: Row[Any], text: str | None, not_before: datetime | None = None
) -> None:
    """A sentence of ours to the family of a locked conversation, at once or as a text from a moment on.

    None after STOP, nor to a phone that somebody reads and to which nobody may write.
    """
    if not text or (row.channel == "sms" and row.opted_out_at) or _nobody_writes(row):
        return
    line, seq = add_line(connection, keys, row.id, "bot", text)
    if row.channel == "sms":
        queue_text(connection, row.id, line, seq, not_before)


def _nobody_writes(row: Row[Any]) -> bool:
    return NOBODY_WRITES in _told(row)


def _told(row: Row[Any]) -> dict[str, int]:
    """What was told of a danger, by the names of its answers."""
    return dict(json.loads(row.crisis_answers or "{}"))


def locked(connection: Connection, conversation_id: str) -> Row[Any] | None:
    """A conversation that nobody else changes until the unit of work ends; None when there is none."""
    return connection.execute(
        select(conversation).where(conversation.c.id == conversation_id).with_for_update()
    ).first()


def _owned(connection: Connection, conversation_id: str, staff_id: str) -> Row[Any]:
    row = locked(connection, conversation_id)
    if row is None or row.owner != "person" or row.staff != staff_id:
        raise NotYours
    return row


def counts(connection: Connection) -> dict[str, int]:
    """How many wait, are with a person, and how many alerts are open."""
    owners = connection.execute(
        select(conversation.c.owner, func.count())
        .where(conversation.c.closed_at.is_(None))
        .group_by(conversation.c.owner)
    ).all()
    alerts: int = connection.execute(
        select(func.count()).select_from(tables.alert).where(tables.alert.c.resolved_at.is_(None))
    ).scalar_one()
    return {str(owner): int(number) for owner, number in owners} | {"alerts": alerts}
