"""What families' messages mean: as the assistant read them, as staff say, and which may become training examples.

A marking goes when its message goes (ON DELETE CASCADE), so nothing of a deleted family stays to be learned from.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.learning_records import Example, Heard, Marked
from casebook.queries.rows import BODY, READING, audit, now

inbox, message, marking = tables.inbox, tables.message, tables.marking
LABELS, EXAMPLE = "marking.labels", "marking.example"

FAMILYS = (
    select(message.c.id, message.c.conversation, message.c.seq, message.c.at, message.c.body_sealed)
    .add_columns(inbox.c.reading_sealed, marking.c.labels_sealed, tables.conversation.c.language)
    .join(inbox, inbox.c.message == message.c.id)
    .join(tables.conversation, tables.conversation.c.id == message.c.conversation)
    .outerjoin(marking, marking.c.message == message.c.id)
)
ONE = FAMILYS.where(message.c.id == bindparam("the_message"))
LINE = FAMILYS.where(message.c.conversation == bindparam("the_conversation"), message.c.seq == bindparam("the_seq"))


def heard(connection: Connection, keys: KeyRing, limit: int = 400) -> list[Heard]:
    """The last messages that families typed and the assistant read, newest first, marked ones too."""
    typed = FAMILYS.where(inbox.c.choice_seq.is_(None), inbox.c.reading_sealed.is_not(None))
    return [_heard(row, keys) for row in connection.execute(typed.order_by(message.c.at.desc()).limit(limit))]


def one(connection: Connection, keys: KeyRing, message_id: str) -> Heard | None:
    """A family's message by its id, or None."""
    row = connection.execute(ONE, {"the_message": message_id}).first()
    return _heard(row, keys) if row else None


def line(connection: Connection, keys: KeyRing, conversation_id: str, seq: int) -> Heard | None:
    """A family's message by its place in a conversation, or None (a line of ours cannot be marked)."""
    row = connection.execute(LINE, {"the_conversation": conversation_id, "the_seq": seq}).first()
    return _heard(row, keys) if row else None


def last(connection: Connection, keys: KeyRing, conversation_id: str) -> Heard | None:
    """The last message of a family's in a conversation, or None."""
    mine = FAMILYS.where(message.c.conversation == conversation_id).order_by(message.c.seq.desc()).limit(1)
    row = connection.execute(mine).first()
    return _heard(row, keys) if row else None


def marked_lines(connection: Connection, keys: KeyRing, conversation_id: str) -> dict[int, tuple[str, ...]]:
    """The labels that staff gave, by sequence number."""
    rows = connection.execute(
        select(message.c.seq, marking.c.message, marking.c.labels_sealed)
        .join(marking, marking.c.message == message.c.id)
        .where(marking.c.conversation == conversation_id)
    )
    return {row.seq: _labels(keys, row.message, row.labels_sealed) for row in rows}


def mark(
    connection: Connection, keys: KeyRing, message_id: str, staff_id: str, labels: tuple[str, ...], language: str
) -> bool:
    """Say what a message means, the main label first; a new word replaces the old, approval and all. False: no such."""
    found = connection.execute(ONE, {"the_message": message_id}).first()
    if found is None:
        return False
    connection.execute(delete(marking).where(marking.c.message == message_id))
    connection.execute(
        insert(marking).values(
            message=message_id,
            conversation=found.conversation,
            language=language,
            labels_sealed=keys.seal(LABELS, message_id, json.dumps(labels)),
            marked_by=staff_id,
            marked_at=now(),
            state="open",
        )
    )
    audit(connection, f"staff:{staff_id}", "mark", found.conversation, message_id)
    return True


def open_markings(connection: Connection, keys: KeyRing) -> list[Marked]:
    """What waits for an editor or lead, oldest first."""
    rows = connection.execute(
        select(marking, message.c.body_sealed, tables.staff.c.name)
        .join(message, message.c.id == marking.c.message)
        .join(tables.staff, tables.staff.c.id == marking.c.marked_by)
        .where(marking.c.state == "open")
        .order_by(marking.c.marked_at)
    )
    return [
        Marked(
            message=row.message,
            text=keys.open(BODY, row.message, row.body_sealed),
            labels=_labels(keys, row.message, row.labels_sealed),
            language=row.language,
            marked_by=row.name,
            marked_at=row.marked_at,
        )
        for row in rows
    ]


def settle(connection: Connection, keys: KeyRing, message_id: str, staff_id: str, example: str | None) -> bool:
    """Let an open marking teach with the words of `example`, or leave it out (None). False when it is not open."""
    settled = connection.execute(
        update(marking)
        .where(marking.c.message == message_id, marking.c.state == "open")
        .values(
            state="left_out" if example is None else "approved",
            example_sealed=None if example is None else keys.seal(EXAMPLE, message_id, example),
            decided_by=staff_id,
            decided_at=now(),
        )
        .returning(marking.c.conversation)
    ).first()
    if settled is None:
        return False
    deed = "leave_out_example" if example is None else "approve_example"
    audit(connection, f"staff:{staff_id}", deed, settled.conversation, message_id)
    return True


def examples(connection: Connection, keys: KeyRing) -> list[Example]:
    """The approved examples, in no order that tells who wrote them when."""
    rows = connection.execute(select(marking).where(marking.c.state == "approved").order_by(marking.c.message))
    return [
        Example(
            text=keys.open(EXAMPLE, row.message, row.example_sealed),
            labels=_labels(keys, row.message, row.labels_sealed),
            language=row.language,
        )
        for row in rows
    ]


def _heard(row: Row[Any], keys: KeyRing) -> Heard:
    reading = json.loads(keys.open(READING, row.id, row.reading_sealed)) if row.reading_sealed else {}
    return Heard(
        message=row.id,
        conversation=row.conversation,
        seq=row.seq,
        at=row.at,
        text=keys.open(BODY, row.id, row.body_sealed),
        language=row.language,
        read_as=tuple((str(name), float(sure)) for name, sure in reading.get("labels", ())),
        handed_over=reading.get("handed_over"),
        marked_as=_labels(keys, row.id, row.labels_sealed) if row.labels_sealed else (),
    )


def _labels(keys: KeyRing, message_id: str, sealed: bytes) -> tuple[str, ...]:
    return tuple(json.loads(keys.open(LABELS, message_id, sealed)))
