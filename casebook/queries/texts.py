"""The outbox: what is due, what the provider said, what nobody can tell, what is dead."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import consents
from casebook.queries.consents import Consent
from casebook.queries.rows import ADDRESS, BODY, alert, alert_once, now
from casebook.records import Outgoing

outbox, conversation, message = tables.outbox, tables.conversation, tables.message

drop = consents.drop_waiting

# A text put off to a later time and never tried holds up nobody; one that failed is sent before what follows it.
SCHEDULED = and_(outbox.c.attempts == 0, outbox.c.not_before > bindparam("the_time"))
NEXT_WAITING = (
    select(
        outbox.c.message,
        outbox.c.seq,
        outbox.c.not_before,
        outbox.c.attempts,
        outbox.c.resends,
        outbox.c.unsure_until,
        outbox.c.created_at,
        message.c.body_sealed,
        conversation.c.address_sealed,
    )
    .join(message, message.c.id == outbox.c.message)
    .join(conversation, conversation.c.id == outbox.c.conversation)
    .where(outbox.c.conversation == bindparam("the_id"), outbox.c.state == "waiting")
    .order_by(case((SCHEDULED, 1), else_=0), case((SCHEDULED, outbox.c.not_before)), outbox.c.seq)
    .limit(1)
)
ACCEPTED = (
    update(outbox)
    .where(outbox.c.message == bindparam("the_message"))
    .values(
        state="sent",
        attempts=outbox.c.attempts + 1,
        provider_id=bindparam("sid"),
        sent_at=bindparam("at"),
        unsure_until=None,
    )
)


def waiting(connection: Connection) -> list[str]:
    """Conversations with a text to send."""
    unsent = select(outbox.c.conversation).where(outbox.c.state == "waiting").distinct()
    return list(connection.execute(unsent).scalars())


def left_over(connection: Connection, keys: KeyRing) -> list[Outgoing]:
    """Texts that were due before now: a process that died may have handed them over without noting it."""
    due = (
        select(outbox, message.c.body_sealed, conversation.c.address_sealed)
        .join(message, message.c.id == outbox.c.message)
        .join(conversation, conversation.c.id == outbox.c.conversation)
        .where(outbox.c.state == "waiting", outbox.c.not_before <= now())
        .order_by(outbox.c.created_at)
    )
    return [_outgoing(row, keys, row.conversation) for row in connection.execute(due)]


def next_to_send(connection: Connection, keys: KeyRing, conversation_id: str) -> Outgoing | datetime | None:
    """The oldest text that is due, the moment at which one will be, or None."""
    row = connection.execute(NEXT_WAITING, {"the_id": conversation_id, "the_time": now()}).first()
    if row is None or row.not_before > now():
        return row.not_before if row else None
    return _outgoing(row, keys, conversation_id)


def accepted(connection: Connection, message_id: str, provider_id: str | None) -> None:
    """The provider took the text."""
    connection.execute(ACCEPTED, {"the_message": message_id, "sid": provider_id, "at": now()})


def known(connection: Connection, provider_id: str) -> bool:
    """Whether a provider's id belongs to a text of ours already."""
    ours = select(outbox.c.message).where(outbox.c.provider_id == provider_id)
    return connection.execute(ours.limit(1)).first() is not None


def postpone(connection: Connection, message_id: str, seconds: float, code: int | None) -> None:
    """Try again later."""
    _change(connection, message_id, attempts=outbox.c.attempts + 1, not_before=_in(seconds), error_code=code)


def doubt(connection: Connection, message_id: str, look_in: float, sure_in: float, code: int | None) -> None:
    """Nobody can tell whether the provider has it: look it up in so many seconds; later, absence is proof."""
    _change(
        connection,
        message_id,
        attempts=outbox.c.attempts + 1,
        not_before=_in(look_in),
        unsure_until=_in(sure_in),
        error_code=code,
    )


def look_again(connection: Connection, message_id: str, seconds: float) -> None:
    """It could not be looked up, or it is too early to be sure: once more in so many seconds."""
    _change(connection, message_id, not_before=_in(seconds))


def give_up(connection: Connection, message_id: str, conversation_id: str, code: int | None) -> None:
    """A dead letter: staff are told. A text that a delivery status has proved sent, or that was dropped, is none."""
    given_up = connection.execute(
        update(outbox)
        .where(outbox.c.message == message_id, outbox.c.state == "waiting")
        .values(state="dead", attempts=outbox.c.attempts + 1, error_code=code)
    )
    if given_up.rowcount == 1:
        alert(connection, "dead_letter", conversation_id)


def refused(
    connection: Connection, keys: KeyRing, message_id: str, conversation_id: str, code: int | None, how: str
) -> None:
    """The number refuses our texts: this one is dead, the rest is dropped, the ledger says so.

    Staff hear of it only where the family may be in danger: they must be reached in another way.
    """
    _change(connection, message_id, state="dead", attempts=outbox.c.attempts + 1, error_code=code)
    said = Consent(granted=False, source="carrier", how=how)
    if not consents.stop(connection, keys, conversation_id, said, "provider"):
        drop(connection, conversation_id)
    crisis = select(conversation.c.crisis_at).where(conversation.c.id == conversation_id)
    if connection.execute(crisis).scalar() is not None:
        alert_once(connection, "danger_not_reached", conversation_id)


def _change(connection: Connection, message_id: str, **values: Any) -> None:
    connection.execute(update(outbox).where(outbox.c.message == message_id).values(**values))


def _in(seconds: float) -> datetime:
    return now() + timedelta(seconds=seconds)


def _outgoing(row: Any, keys: KeyRing, conversation_id: str) -> Outgoing:
    return Outgoing(
        message=row.message,
        conversation=conversation_id,
        seq=row.seq,
        address=keys.open(ADDRESS, conversation_id, row.address_sealed),
        text=keys.open(BODY, row.message, row.body_sealed),
        attempts=row.attempts,
        resends=row.resends,
        unsure_until=row.unsure_until,
        created_at=row.created_at,
    )
