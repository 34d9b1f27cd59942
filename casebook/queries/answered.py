"""What a person answered: what the family was told before it wrote, and its closing words, which wait for nothing."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import BODY

conversation, message = tables.conversation, tables.message


def told_before(connection: Connection, keys: KeyRing, talk: Row[Any], seq: int) -> str | None:
    """What was said to the family between its line `seq` and the one before; None where no person has answered yet."""
    if talk.answered_seq is None:
        return None
    lines = (message.c.conversation == talk.id, message.c.seq < seq)
    own = select(func.max(message.c.seq)).where(*lines, message.c.sender == "family").scalar_subquery()
    ours = (message.c.sender.in_(("person", "bot")), message.c.seq > func.coalesce(own, 0))
    found = connection.execute(select(message.c.id, message.c.body_sealed).where(*lines, *ours).order_by(message.c.seq))
    return "\n".join(keys.open(BODY, row.id, row.body_sealed) for row in found)


def close(connection: Connection, talk: Row[Any], closing: Collection[str]) -> None:
    """Messages of a locked conversation that ask for no answer count as answered, if all before them was."""
    if talk.answered_seq is None:
        return
    newer = (message.c.conversation == talk.id, message.c.sender == "family", message.c.seq > talk.answered_seq)
    answered = talk.answered_seq
    for row in connection.execute(select(message.c.id, message.c.seq).where(*newer).order_by(message.c.seq)):
        if row.id not in closing:
            break
        answered = row.seq
    if answered > talk.answered_seq:
        connection.execute(update(conversation).where(conversation.c.id == talk.id).values(answered_seq=answered))
