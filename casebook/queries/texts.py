"""The outbox: what is due, what the provider said, what is dead."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, func, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import ADDRESS, BODY, alert, now
from casebook.records import Outgoing

outbox, conversation, message = tables.outbox, tables.conversation, tables.message

# Twilio's words in the order a text passes through them; a late callback never moves a text backwards.
RANK = ("accepted", "scheduled", "queued", "sending", "sent", "delivered", "read", "undelivered", "failed", "canceled")


OLDEST_WAITING = (
    select(
        outbox.c.message, outbox.c.not_before, outbox.c.attempts, message.c.body_sealed, conversation.c.address_sealed
    )
    .join(message, message.c.id == outbox.c.message)
    .join(conversation, conversation.c.id == outbox.c.conversation)
    .where(outbox.c.conversation == bindparam("the_id"), outbox.c.state == "waiting")
    .order_by(outbox.c.seq)
    .limit(1)
)
ACCEPTED = (
    update(outbox)
    .where(outbox.c.message == bindparam("the_message"))
    .values(state="sent", attempts=outbox.c.attempts + 1, provider_id=bindparam("sid"), sent_at=bindparam("at"))
)


def waiting(connection: Connection) -> list[tuple[str, datetime]]:
    """Conversations with a text to send, each with the moment its oldest one is due."""
    first = (
        select(outbox.c.conversation, func.min(outbox.c.seq).label("seq"))
        .where(outbox.c.state == "waiting")
        .group_by(outbox.c.conversation)
        .subquery()
    )
    due = select(outbox.c.conversation, outbox.c.not_before).join(
        first, and_(first.c.conversation == outbox.c.conversation, first.c.seq == outbox.c.seq)
    )
    return [(row.conversation, row.not_before) for row in connection.execute(due)]


def next_to_send(connection: Connection, keys: KeyRing, conversation_id: str) -> Outgoing | datetime | None:
    """The oldest waiting text, the moment it will be due, or None."""
    row = connection.execute(OLDEST_WAITING, {"the_id": conversation_id}).first()
    if row is None or row.not_before > now():
        return row.not_before if row else None
    return Outgoing(
        message=row.message,
        conversation=conversation_id,
        address=keys.open(ADDRESS, conversation_id, row.address_sealed),
        text=keys.open(BODY, row.message, row.body_sealed),
        attempts=row.attempts,
    )


def accepted(connection: Connection, message_id: str, provider_id: str) -> None:
    """The provider took the text."""
    connection.execute(ACCEPTED, {"the_message": message_id, "sid": provider_id, "at": now()})


def drop(connection: Connection, conversation_id: str) -> None:
    """Send nothing of what still waits for this conversation."""
    connection.execute(
        update(outbox)
        .where(outbox.c.conversation == conversation_id, outbox.c.state == "waiting")
        .values(state="dropped")
    )


def postpone(connection: Connection, message_id: str, seconds: float, code: int | None) -> None:
    """Try again later."""
    connection.execute(
        update(outbox)
        .where(outbox.c.message == message_id)
        .values(attempts=outbox.c.attempts + 1, not_before=now() + timedelta(seconds=seconds), error_code=code)
    )


def give_up(connection: Connection, message_id: str, conversation_id: str, code: int | None, *, stopped: bool) -> None:
    """A dead letter: staff are told; a number that said STOP to the carrier is marked so.

    A text that a delivery status has proved sent meanwhile, or that was dropped, is none.
    """
    given_up = connection.execute(
        update(outbox)
        .where(outbox.c.message == message_id, outbox.c.state == "waiting")
        .values(state="dead", attempts=outbox.c.attempts + 1, error_code=code)
    )
    if stopped:
        connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(opted_out_at=now()))
        drop(connection, conversation_id)
    elif given_up.rowcount == 1:
        alert(connection, "dead_letter", conversation_id)


def delivery(connection: Connection, message_id: str, provider_id: str, status: str, code: int | None) -> str | None:
    """Note a delivery status, which also proves that the provider has the text; answers its conversation."""
    row = connection.execute(select(outbox).where(outbox.c.message == message_id)).first()
    if row is None or status not in RANK:
        return None
    if row.delivery is None or RANK.index(status) > RANK.index(row.delivery):
        state = "sent" if row.state == "waiting" else row.state
        connection.execute(
            update(outbox)
            .where(outbox.c.message == message_id)
            .values(delivery=status, error_code=code, provider_id=provider_id, state=state)
        )
        if status in ("undelivered", "failed"):
            alert(connection, "undelivered", row.conversation)
    return str(row.conversation)
