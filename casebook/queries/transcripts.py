"""Reads a conversation as its family or as staff see it."""

import json

from sqlalchemy import Connection, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import BODY, CHOICES, to_conversation
from casebook.records import Conversation, Line, Owner

conversation, message, staff = tables.conversation, tables.message, tables.staff


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
        )
        for row in connection.execute(query)
    ]


def _titles(keys: KeyRing, message_id: str, sealed: bytes | None) -> tuple[str, ...]:
    if not sealed:
        return ()
    return tuple(choice["title"] for choice in json.loads(keys.open(CHOICES, message_id, sealed)))


def by_address(
    connection: Connection, keys: KeyRing, channel: str, address: str, after: int
) -> tuple[str, Owner, list[Line]] | None:
    """A family's own view by its channel address: conversation, owner and lines; None when unknown."""
    row = connection.execute(
        select(conversation.c.id, conversation.c.owner).where(
            conversation.c.channel == channel, conversation.c.address_index == keys.index(channel, address)
        )
    ).first()
    return (row.id, row.owner, lines(connection, keys, row.id, after)) if row else None


def get(connection: Connection, keys: KeyRing, conversation_id: str) -> Conversation | None:
    """One conversation with its state, or None."""
    row = connection.execute(select(conversation).where(conversation.c.id == conversation_id)).first()
    return to_conversation(row, keys, with_state=True) if row else None
