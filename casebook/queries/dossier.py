"""One conversation as the person who opens it sees it; every opening is written down."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import markings, passing, read_marks, transcripts
from casebook.queries.passing import Ways
from casebook.queries.rows import ADDRESS, audit, now, to_conversation
from casebook.records import Conversation, Line

conversation, message, outbox, staff = tables.conversation, tables.message, tables.outbox, tables.staff

Delivery = Literal["waiting", "sent", "delivered", "failed", "dropped", "seen", "unseen"]
FAILED, ARRIVED = ("undelivered", "failed", "canceled"), ("delivered", "read")
ONE_LOOK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands, without what was told in it."""

    conversation: Conversation
    owner_name: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A conversation, its lines after the asked sequence number, and by sequence number how each text of ours fares, or
    on a page whether the family has seen a person's line (`deliveries`), and what staff say a message means (`marks`);
    `passing` is where it may go on to.

    `phone` is None for browsers: their address is a secret of the family's.
    """

    conversation: Conversation
    owner_name: str | None
    phone: str | None
    lines: list[Line]
    deliveries: dict[int, Delivery]
    marks: dict[int, tuple[str, ...]]
    passing: Ways


def standing(connection: Connection, keys: KeyRing, conversation_id: str) -> Standing | None:
    """Who has a conversation, on which channel; None when there is none. Opens no words, so it is no reading."""
    row = connection.execute(
        select(conversation, staff.c.name.label("owner_name"))
        .outerjoin(staff, staff.c.id == conversation.c.staff)
        .where(conversation.c.id == conversation_id)
    ).first()
    return Standing(to_conversation(row, keys), row.owner_name) if row else None


def moved(connection: Connection, conversation_id: str) -> tuple[Any, ...]:
    """What changes whenever a conversation moves or its family reads; opens no words, so it is no reading."""
    marks = (conversation.c.updated_at, conversation.c.last_seq, conversation.c.family_read)
    row = connection.execute(select(*marks).where(conversation.c.id == conversation_id)).first()
    return tuple(row or ())


def read(connection: Connection, keys: KeyRing, conversation_id: str, after: int = 0) -> Dossier | None:
    """The record with staff's notes; None when there is none. Call `opened` in a write as well."""
    talk = transcripts.get(connection, keys, conversation_id)
    if talk is None:
        return None
    return Dossier(
        conversation=talk,
        owner_name=connection.execute(select(staff.c.name).where(staff.c.id == talk.staff)).scalar(),
        phone=_phone(connection, keys, talk),
        lines=transcripts.lines(connection, keys, conversation_id, after, notes=True),
        deliveries=(_deliveries if talk.channel == "sms" else _seen)(connection, conversation_id),
        marks=markings.marked_lines(connection, keys, conversation_id),
        passing=passing.ways(connection, conversation_id),
    )


def opened(
    connection: Connection, conversation_id: str, staff_id: str, *, again: bool = False, read_to: int = 0
) -> bool:
    """Write down that a person opens the record; `again` (a page that follows along) adds one row an hour at most.

    `read_to` is the last line on the person's screen (0: nobody looks). Answers whether that is news for the family.
    """
    _audit_opening(connection, conversation_id, f"staff:{staff_id}", again=again)
    return read_marks.staff_read(connection, conversation_id, read_to, staff_id)


def _audit_opening(connection: Connection, conversation_id: str, actor: str, *, again: bool) -> None:
    if again:
        recent = select(func.count()).where(
            tables.audit.c.subject == conversation_id,
            tables.audit.c.actor == actor,
            tables.audit.c.action == "read",
            tables.audit.c.at > now() - ONE_LOOK,
        )
        if connection.execute(recent).scalar_one():
            return
    audit(connection, actor, "read", conversation_id)


def _phone(connection: Connection, keys: KeyRing, talk: Conversation) -> str | None:
    if talk.channel != "sms":
        return None
    sealed = connection.execute(select(conversation.c.address_sealed).where(conversation.c.id == talk.id)).scalar_one()
    return keys.open(ADDRESS, talk.id, sealed)


def _deliveries(connection: Connection, conversation_id: str) -> dict[int, Delivery]:
    rows = connection.execute(
        select(outbox.c.seq, outbox.c.state, outbox.c.delivery).where(outbox.c.conversation == conversation_id)
    )
    return {row.seq: _delivery(row.state, row.delivery) for row in rows}


def _seen(connection: Connection, conversation_id: str) -> dict[int, Delivery]:
    """The browser says how far its family has read; what the computer helper said needs no answer for it."""
    rows = connection.execute(
        select(message.c.seq, conversation.c.family_read)
        .join(conversation, conversation.c.id == message.c.conversation)
        .where(message.c.conversation == conversation_id, message.c.sender == "person")
    )
    return {row.seq: "seen" if row.seq <= row.family_read else "unseen" for row in rows}


def _delivery(state: str, said: str | None) -> Delivery:
    if state == "dead" or said in FAILED:
        return "failed"
    if state == "dropped":
        return "dropped"
    if said in ARRIVED:
        return "delivered"
    return "waiting" if state == "waiting" else "sent"
