"""What a coordinator does: see who waits, take over, answer, note, hand back, close. Each is audited."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import mentions, scheduled
from casebook.queries.rows import BODY, NO_DANGER, add_line, audit, now, queue_text, to_conversation
from casebook.records import QueueEntry

conversation, message, staff = tables.conversation, tables.message, tables.staff


class NotYours(Exception):
    """Someone else owns the conversation now; take it first."""


class StoppedTexts(Exception):
    """The family said STOP to texts; reach them another way."""


def queue(connection: Connection, keys: KeyRing) -> list[QueueEntry]:
    """Open conversations that wait for a person or that a person owns: most urgent, then longest waiting, first."""
    rows = connection.execute(
        select(conversation, staff.c.name.label("staff_name"))
        .outerjoin(staff, staff.c.id == conversation.c.staff)
        .where(conversation.c.closed_at.is_(None), or_(conversation.c.owner != "bot"))
        .order_by(conversation.c.owner.desc(), conversation.c.queue_priority.desc(), conversation.c.queued_at)
    ).all()
    return [_entry(connection, keys, row) for row in rows]


def recent(connection: Connection, keys: KeyRing, limit: int = 50) -> list[QueueEntry]:
    """The conversations that moved last, whoever owns them."""
    rows = connection.execute(
        select(conversation, staff.c.name.label("staff_name"))
        .outerjoin(staff, staff.c.id == conversation.c.staff)
        .order_by(conversation.c.updated_at.desc())
        .limit(limit)
    ).all()
    return [_entry(connection, keys, row) for row in rows]


def _entry(connection: Connection, keys: KeyRing, row: object) -> QueueEntry:
    talk = to_conversation(row, keys)  # type: ignore[arg-type]
    # The last human words: what the bot answered on the way into the queue tells a coordinator nothing.
    last = connection.execute(
        select(message)
        .where(message.c.conversation == talk.id, message.c.sender.in_(("family", "person")))
        .order_by(message.c.seq.desc())
        .limit(1)
    ).first()
    return QueueEntry(
        conversation=talk,
        last_text=keys.open(BODY, last.id, last.body_sealed) if last else "",
        last_sender=last.sender if last else "family",
        last_at=last.at if last else talk.created_at,
        staff_name=row.staff_name,  # type: ignore[attr-defined]
        waiting_since=talk.queued_at,
    )


def take(connection: Connection, conversation_id: str, staff_id: str) -> bool:
    """Make a person the owner; False when another person already is."""
    taken = connection.execute(
        update(conversation)
        .where(
            conversation.c.id == conversation_id,
            or_(conversation.c.owner != "person", conversation.c.staff == staff_id),
        )
        .values(owner="person", staff=staff_id, closed_at=None, updated_at=now())
    )
    if taken.rowcount != 1:
        return False
    # What the bot had not sent yet is dropped in the same commit: from here only the person speaks.
    bots = select(message.c.id).where(message.c.conversation == conversation_id, message.c.sender == "bot")
    connection.execute(
        update(tables.outbox)
        .where(tables.outbox.c.state == "waiting", tables.outbox.c.message.in_(bots))
        .values(state="dropped")
    )
    audit(connection, f"staff:{staff_id}", "take", conversation_id)
    return True


def join(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, greeting: str, *, over: bool = False
) -> bool:
    """Take, and greet the family in the same commit; who owns it already greets no second time.

    `over` takes it from a colleague too. False when another person owns it (or nothing is there to own).
    """
    row = connection.execute(select(conversation).where(conversation.c.id == conversation_id).with_for_update()).first()
    if row is not None and row.owner == "person" and row.staff == staff_id:
        return True
    if over and row is not None and row.owner == "person":
        connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(owner="queue"))
        audit(connection, f"staff:{staff_id}", "take_over", conversation_id, f"from staff:{row.staff}")
    if not take(connection, conversation_id, staff_id):
        return False
    with suppress(StoppedTexts):
        reply(connection, keys, conversation_id, staff_id, greeting)
    return True


def reply(connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str) -> int:
    """A person's answer on the family's own channel; raises NotYours or StoppedTexts."""
    row = _owned(connection, conversation_id, staff_id)
    if row.channel == "sms" and row.opted_out_at is not None:  # type: ignore[attr-defined]
        raise StoppedTexts
    line, seq = add_line(connection, keys, conversation_id, "person", text, staff=staff_id)
    if row.channel == "sms":  # type: ignore[attr-defined]
        queue_text(connection, conversation_id, line, seq)
    audit(connection, f"staff:{staff_id}", "reply", conversation_id)
    return seq


def later(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, text: str, due_at: datetime
) -> str:
    """A person's answer for a later moment (UTC); raises NotYours or StoppedTexts."""
    row = _owned(connection, conversation_id, staff_id)
    if row.channel == "sms" and row.opted_out_at is not None:  # type: ignore[attr-defined]
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
    if farewell and not (row.channel == "sms" and row.opted_out_at):  # type: ignore[attr-defined]
        line, seq = add_line(connection, keys, conversation_id, "bot", farewell)
        if row.channel == "sms":  # type: ignore[attr-defined]
            queue_text(connection, conversation_id, line, seq)
    connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(
            owner="bot",
            staff=None,
            queue_reason=None,
            queue_priority=0,
            queued_at=None,
            **NO_DANGER,
            closed_at=now() if closed else None,
            updated_at=now(),
        )
    )


def _owned(connection: Connection, conversation_id: str, staff_id: str) -> object:
    row = connection.execute(select(conversation).where(conversation.c.id == conversation_id).with_for_update()).first()
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
