"""What became of a text after the provider took it: statuses come late, twice and in any order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, exists, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import texts
from casebook.queries.rows import alert, alert_once, now
from casebook.records import Outgoing

outbox, conversation = tables.outbox, tables.conversation

# A status counts only where it ranks higher than the one before; the ends rank alike, so the first of them stays.
RANK: Final = {
    "accepted": 0, "scheduled": 1, "queued": 2, "sending": 3, "sent": 4,
    "delivered": 5, "undelivered": 5, "failed": 5, "canceled": 5, "read": 6,
}  # fmt: skip
LOST: Final = ("undelivered", "failed")
AGAIN: Final = 2  # times that a text goes again to a phone that could not be reached


@dataclass(frozen=True, slots=True)
class Noted:
    """A status that was news; `proved` says that until then nobody knew whether the provider had the text."""

    message: str
    conversation: str
    proved: bool


def delivery(connection: Connection, message_id: str, provider_id: str, status: str, code: int | None) -> Noted | None:
    """Note a status, which also proves that the provider has the text; None where it changes nothing."""
    row = _find(connection, message_id, provider_id)
    if row is None or status not in RANK or not _current(row, provider_id):
        return None
    if row.delivery is not None and RANK[status] <= RANK[row.delivery]:
        return None
    changes: dict[str, Any] = {"delivery": status, "error_code": code, "provider_id": provider_id}
    if row.state == "waiting":
        changes |= {"state": "sent", "sent_at": now(), "unsure_until": None}
    connection.execute(update(outbox).where(outbox.c.message == row.message).values(changes))
    return Noted(row.message, row.conversation, proved=row.state == "waiting")


def lost(connection: Connection, keys: KeyRing, message_id: str, class_: str, again: datetime) -> None:
    """What follows when a text did not arrive: the number stopped, it goes again at `again`, or a person is told.

    `class_` is of services.texts.errors. A person is told of the first loss where the family may be in danger.
    """
    row = connection.execute(select(outbox).where(outbox.c.message == message_id)).one()
    talk = connection.execute(select(conversation).where(conversation.c.id == row.conversation)).one()
    if class_ == "stopped":
        texts.refused(connection, keys, row.message, row.conversation, row.error_code, f"code {row.error_code}")
    elif class_ == "later" and row.resends < AGAIN and talk.opted_out_at is None:
        values = {"state": "waiting", "attempts": 0, "delivery": None, "not_before": again, "resends": row.resends + 1}
        connection.execute(update(outbox).where(outbox.c.message == row.message).values(values))
        if talk.crisis_at is not None:
            alert_once(connection, "danger_not_reached", row.conversation)
    else:
        alert(connection, "undelivered", row.conversation)
    if class_ == "ours":
        alert_once(connection, "provider_refuses", None)


def overtaken(connection: Connection, text: Outgoing) -> bool:
    """Whether the family has had a later text of ours since: then this one would only confuse, and is given up."""
    later = select(
        exists().where(
            outbox.c.conversation == text.conversation,
            outbox.c.seq > text.seq,
            outbox.c.delivery.in_(("delivered", "read")),
        )
    )
    if not connection.execute(later).scalar():
        return False
    texts.give_up(connection, text.message, text.conversation, None)
    return True


def _find(connection: Connection, message_id: str, provider_id: str) -> Row[Any] | None:
    """By our own id; by the provider's where a call came without ours."""
    ours = outbox.c.message == message_id if message_id else outbox.c.provider_id == provider_id
    return connection.execute(select(outbox).where(ours)).first()


def _current(row: Row[Any], provider_id: str) -> bool:
    """Whether a status is of the last try: a text that goes again must not take its news from the time before."""
    if row.state == "waiting":
        return bool(provider_id) and row.provider_id != provider_id
    return row.provider_id in (None, provider_id)
