"""Families who asked to be called: taken in once, put in the queue, ticked off by a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, insert, select, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import add_line, audit, new_id, now
from casebook.web_tables import call_back

conversation = tables.conversation

PHONE = "call_back.phone"
BestTime = Literal["any", "morning", "afternoon", "evening"]
BEST_TIMES: tuple[BestTime, ...] = get_args(BestTime)


@dataclass(frozen=True, slots=True)
class CallBack:
    """Somebody to call: `phone` is E.164, `asked_at` UTC."""

    id: str
    conversation: str
    phone: str
    best_time: BestTime
    asked_at: datetime


def ask(
    connection: Connection,
    keys: KeyRing,
    conversation_id: str,
    request: str,
    phone: str,
    best_time: BestTime,
    *,
    priority: int,
    answer: str,
    note: str,
) -> bool:
    """Keep the wish, tell the family (`answer`) and staff (`note`), and call a person. False when it was known.

    A second wish of the same family changes the first one that is still open.
    """
    if connection.execute(select(call_back.c.id).where(call_back.c.request == request)).first():
        return False
    talk = connection.execute(select(conversation).where(conversation.c.id == conversation_id).with_for_update()).one()
    _keep(connection, keys, conversation_id, request, phone, best_time)
    add_line(connection, keys, conversation_id, "note", note)
    add_line(connection, keys, conversation_id, "bot", answer)
    connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(_queued(talk, priority)))
    audit(connection, "family", "ask_call_back", conversation_id, best_time)
    return True


def _keep(connection: Connection, keys: KeyRing, talk: str, request: str, phone: str, best_time: str) -> None:
    still_open = (call_back.c.conversation == talk) & call_back.c.done_at.is_(None)
    known = connection.execute(select(call_back.c.id).where(still_open)).scalar()
    row = known or new_id()
    values = {"request": request, "best_time": best_time, "phone_sealed": keys.seal(PHONE, row, phone)}
    if known:
        connection.execute(update(call_back).where(call_back.c.id == row).values(values))
    else:
        connection.execute(insert(call_back).values(id=row, conversation=talk, asked_at=now(), **values))


def _queued(talk: Row[Any], priority: int) -> dict[str, Any]:
    """Into the queue, or up in it; a person who has the conversation keeps it."""
    changes: dict[str, Any] = {"updated_at": now(), "closed_at": None}
    if talk.owner == "bot":
        changes |= {"owner": "queue", "queued_at": now()}
    if priority > talk.queue_priority or talk.queue_reason is None:
        changes |= {"queue_reason": "call_back", "queue_priority": priority}
    return changes


def still_open(connection: Connection, keys: KeyRing, conversation_id: str | None = None) -> list[CallBack]:
    """Who is still to be called, longest waiting first; of one conversation when it is named."""
    query = select(call_back).where(call_back.c.done_at.is_(None)).order_by(call_back.c.asked_at)
    if conversation_id is not None:
        query = query.where(call_back.c.conversation == conversation_id)
    return [
        CallBack(row.id, row.conversation, keys.open(PHONE, row.id, row.phone_sealed), row.best_time, row.asked_at)
        for row in connection.execute(query)
    ]


def called(connection: Connection, call_back_id: str, staff_id: str) -> bool:
    """A person has called; False when that was known already."""
    open_one = (call_back.c.id == call_back_id) & call_back.c.done_at.is_(None)
    done = connection.execute(update(call_back).where(open_one).values(done_at=now(), done_by=staff_id))
    if done.rowcount != 1:
        return False
    audit(connection, f"staff:{staff_id}", "called_back", call_back_id)
    return True
