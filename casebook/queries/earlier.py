"""What a family wrote before: who it is about is told once, and read together with what is told later."""

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import BODY, now

message = tables.message

BACK: Final = timedelta(days=21)  # a pregnancy or an illness told then is so still; a newborn is under three months
MOST: Final = 24  # messages
WRITTEN = (
    select(message.c.id, message.c.body_sealed)
    .where(
        message.c.conversation == bindparam("the_id"),
        message.c.seq < bindparam("the_seq"),
        message.c.sender == "family",
        message.c.at > bindparam("since"),
    )
    .order_by(message.c.seq.desc())
    .limit(MOST)
)


def written(connection: Connection, keys: KeyRing, conversation: str, before: int) -> tuple[str, ...]:
    """The words of the family's last messages before a sequence number, the oldest first."""
    asked = {"the_id": conversation, "the_seq": before, "since": now() - BACK}
    rows = connection.execute(WRITTEN, asked).all()
    return tuple(keys.open(BODY, row.id, row.body_sealed) for row in reversed(rows))
