"""Follow-ups as rows: which are due, and the one commit in which a question goes out, or a person is called."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from casebook import tables as house
from casebook.care import tables
from casebook.crypto import KeyRing
from casebook.queries.rows import ASKED_FOR_SILENCE, STATE, add_line, audit, now, queue_text

follow_up, conversation = tables.follow_up, house.conversation
ASKABLE = ("waiting", "sent")


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up whose time has come: whose it is, in which conversation and language."""

    id: str
    family: str
    conversation: str
    kind: str
    tries: int
    language: str
    asked_for_silence: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What goes out: the text, its choices, and the slots that the talk goes on with."""

    text: str
    choices: tuple[dict[str, Any], ...]
    slots: dict[str, Any]
    form: str | None


def due(connection: Connection, at: datetime, limit: int = 50) -> list[Due]:
    """Follow-ups to ask now, the longest due first; not while a person or a crisis has the conversation."""
    query = (
        select(follow_up, conversation.c.language, ASKED_FOR_SILENCE)
        .join(conversation, conversation.c.id == follow_up.c.conversation)
        .where(
            follow_up.c.state.in_(ASKABLE),
            follow_up.c.due_at <= at,
            conversation.c.owner != "person",
            conversation.c.crisis.is_(None),
        )
        .order_by(follow_up.c.due_at)
        .limit(limit)
    )
    return [
        Due(row.id, row.family, row.conversation, row.kind, row.tries, row.language, row.asked_for_silence)
        for row in connection.execute(query)
    ]


def put(connection: Connection, keys: KeyRing, item: Due, question: Question, again_at: datetime | None) -> bool:
    """Ask, in one commit with the place in the outbox, so that a question is neither lost nor put twice.

    Without `again_at` it is news that waits for no answer. False when the state has moved since it was read:
    answered, dropped, asked by another, or a message of the family just came.
    """
    row = connection.execute(select(conversation).where(conversation.c.id == item.conversation).with_for_update()).one()
    if row.opted_out_at is not None:
        stop(connection, item.conversation)
        return False
    if row.owner == "person" or _unanswered(connection, item.conversation) or not _claim(connection, item, again_at):
        return False
    line, seq = add_line(connection, keys, item.conversation, "bot", question.text, choices=question.choices)
    if row.channel == "sms":
        queue_text(connection, item.conversation, line, seq)
    state = _with(row, keys, question)
    sealed = keys.seal(STATE, item.conversation, json.dumps(state))
    connection.execute(update(conversation).where(conversation.c.id == item.conversation).values(state_sealed=sealed))
    audit(connection, "bot", "follow_up", item.conversation, item.kind)
    return True


def give_up(connection: Connection, item: Due, priority: int) -> bool:
    """No answer after every try, or nobody may write: a person looks. False when it was answered meanwhile."""
    mine = (follow_up.c.id == item.id, follow_up.c.state.in_(ASKABLE), follow_up.c.tries == item.tries)
    if connection.execute(update(follow_up).where(*mine).values(state="person")).rowcount != 1:
        return False
    call_person(connection, item, priority)
    audit(connection, "bot", "follow_up_unanswered", item.conversation, item.kind)
    return True


def call_person(connection: Connection, item: Due, priority: int) -> None:
    """Put the conversation in the queue, unless it stands there or a person has it."""
    mine = (conversation.c.id == item.conversation, conversation.c.owner == "bot")
    values = {"owner": "queue", "queue_reason": "no_answer", "queue_priority": priority, "queued_at": now()}
    connection.execute(update(conversation).where(*mine).values(**values))


def stop(connection: Connection, conversation_id: str) -> None:
    """STOP ends all that we would ask in a conversation."""
    mine = (follow_up.c.conversation == conversation_id, follow_up.c.state.in_((*ASKABLE, "person")))
    connection.execute(update(follow_up).where(*mine).values(state="dropped"))


def postpone(connection: Connection, item: Due, until: datetime) -> None:
    """Ask later: it is night."""
    mine = (follow_up.c.id == item.id, follow_up.c.state.in_(ASKABLE))
    connection.execute(update(follow_up).where(*mine).values(due_at=until))


def _claim(connection: Connection, item: Due, again_at: datetime | None) -> bool:
    mine = (follow_up.c.id == item.id, follow_up.c.state.in_(ASKABLE), follow_up.c.tries == item.tries)
    state, due_at = ("answered", now()) if again_at is None else ("sent", again_at)
    values = {"state": state, "tries": item.tries + 1, "sent_at": now(), "due_at": due_at}
    return bool(connection.execute(update(follow_up).where(*mine).values(**values)).rowcount == 1)


def _unanswered(connection: Connection, conversation_id: str) -> bool:
    """Whether a message of the family waits to be worked: its turn would overwrite the talk's state."""
    waiting = (house.inbox.c.conversation == conversation_id, house.inbox.c.processed_at.is_(None))
    return connection.execute(select(house.inbox.c.message).where(*waiting).limit(1)).first() is not None


def _with(row: Row[Any], keys: KeyRing, question: Question) -> dict[str, Any]:
    """The talk's state with the question open, as if the assistant had put it."""
    state = json.loads(keys.open(STATE, row.id, row.state_sealed)) if row.state_sealed else {}
    loop = {"name": question.form, "requested_slot": "outcome"} if question.form else state.get("loop")
    return {"slots": {**state.get("slots", {}), **question.slots}, "loop": loop, "events": []}
