"""How far each side of a conversation has read; a mark only ever moves forward."""

from sqlalchemy import Connection, bindparam, update

from casebook import tables
from casebook.crypto import KeyRing

conversation = tables.conversation

BY_STAFF = (
    update(conversation)
    .where(conversation.c.id == bindparam("the_id"), conversation.c.staff_read < bindparam("the_seq"))
    .values(staff_read=bindparam("the_seq"), staff_read_by=bindparam("the_reader"))
)
BY_FAMILY = (
    update(conversation)
    .where(
        conversation.c.channel == "web",
        conversation.c.address_index == bindparam("the_index"),
        conversation.c.family_read < bindparam("the_seq"),
        conversation.c.last_seq >= bindparam("the_seq"),
    )
    .values(family_read=bindparam("the_seq"))
    .returning(conversation.c.id)
)


def staff_read(connection: Connection, conversation_id: str, seq: int, staff_id: str) -> bool:
    """A person has the lines up to `seq` on the screen; False when that was known."""
    known = {"the_id": conversation_id, "the_seq": seq, "the_reader": staff_id}
    return connection.execute(BY_STAFF, known).rowcount == 1


def family_read(connection: Connection, keys: KeyRing, token: str, seq: int) -> str | None:
    """The family has the lines up to `seq` on the screen; answers its conversation when that is news."""
    known = {"the_index": keys.index("web", token), "the_seq": seq}
    moved = connection.execute(BY_FAMILY, known).scalar()
    return str(moved) if moved else None
