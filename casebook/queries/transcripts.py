"""Reads a conversation as its family or as staff see it."""

import json

from sqlalchemy import Connection, bindparam, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import BODY, CHOICES, EXTRAS, to_conversation
from casebook.records import Conversation, Line, View

conversation, message, staff = tables.conversation, tables.message, tables.staff
reader = staff.alias("reader")

VIEW = (
    select(
        conversation.c.id,
        conversation.c.owner,
        conversation.c.staff_read,
        conversation.c.language,
        staff.c.name.label("person"),
        reader.c.name.label("reader"),
    )
    .outerjoin(staff, staff.c.id == conversation.c.staff)
    .outerjoin(reader, reader.c.id == conversation.c.staff_read_by)
    .where(conversation.c.channel == bindparam("the_channel"), conversation.c.address_index == bindparam("the_index"))
)


def lines(
    connection: Connection, keys: KeyRing, conversation_id: str, after: int = 0, *, notes: bool = False
) -> list[Line]:
    """The lines after a sequence number; staff's notes only when asked for."""
    query = (
        select(message, staff.c.name.label("author"))
        .outerjoin(staff, staff.c.id == message.c.staff)
        .where(message.c.conversation == conversation_id, message.c.seq > after)
        .order_by(message.c.seq)
    )
    if not notes:
        query = query.where(message.c.sender != "note")
    return [
        Line(
            seq=row.seq,
            sender=row.sender,
            text=keys.open(BODY, row.id, row.body_sealed),
            at=row.at,
            choices=_titles(keys, row.id, row.choices_sealed),
            provider_id=row.provider_id,
            author=row.author,
            extras=json.loads(keys.open(EXTRAS, row.id, row.extras_sealed)) if row.extras_sealed else {},
        )
        for row in connection.execute(query)
    ]


def _titles(keys: KeyRing, message_id: str, sealed: bytes | None) -> tuple[str, ...]:
    if not sealed:
        return ()
    return tuple(choice["title"] for choice in json.loads(keys.open(CHOICES, message_id, sealed)))


def by_address(connection: Connection, keys: KeyRing, channel: str, address: str, after: int) -> View | None:
    """A family's own view by its channel address, with the lines after a sequence number; None when unknown."""
    index = keys.index(channel, address)
    row = connection.execute(VIEW, {"the_channel": channel, "the_index": index}).first()
    if row is None:
        return None
    said = lines(connection, keys, row.id, after)
    return View(row.id, row.owner, said, row.person, row.staff_read, row.reader, row.language)


def get(connection: Connection, keys: KeyRing, conversation_id: str) -> Conversation | None:
    """One conversation with its state, or None."""
    row = connection.execute(select(conversation).where(conversation.c.id == conversation_id)).first()
    return to_conversation(row, keys, with_state=True) if row else None
