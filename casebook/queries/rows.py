"""Small steps that several queries share: new ids, opening rows, the next sequence number."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from casebook import chain, tables
from casebook.crypto import KeyRing
from casebook.records import NOBODY_WRITES, Conversation, Danger

BODY = "message.body"
CHOICES = "message.choices"
EXTRAS = "message.extras"
STATE = "conversation.state"
READING = "inbox.reading"
ADDRESS = "conversation.address"

talk = tables.conversation.c

# What every turn runs is built once, here and in the modules beside: building a statement costs SQLAlchemy more than
# running it costs SQLite.
ADD_LINES = insert(tables.message)
QUEUE_TEXTS = insert(tables.outbox)
CHANGE_CONVERSATION = update(tables.conversation).where(talk.id == bindparam("the_id"))
NEXT_SEQ = CHANGE_CONVERSATION.values(last_seq=talk.last_seq + 1, updated_at=bindparam("the_time")).returning(
    talk.last_seq
)

# Whether somebody reads this phone, and it was asked that we begin nothing on it.
ASKED_FOR_SILENCE = func.coalesce(talk.crisis_answers, "").contains(f'"{NOBODY_WRITES}"').label("asked_for_silence")

NO_DANGER: Final[dict[str, Any]] = {
    "crisis_at": None, "crisis": None, "crisis_answers": None, "doubt": None, "doubt_at": None, "danger_seq": None
}  # fmt: skip


def new_id() -> str:
    """A random id that says nothing about anyone."""
    return secrets.token_hex(16)


def now() -> datetime:
    """The present in UTC, without zone, as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def to_conversation(row: Row[Any], keys: KeyRing, *, with_state: bool = False) -> Conversation:
    """Open a conversation row; its state only when asked for."""
    sealed = row.state_sealed if with_state else None
    return Conversation(
        id=row.id,
        family=row.family,
        channel=row.channel,
        language=row.language,
        language_chosen=row.language_chosen,
        owner=row.owner,
        staff=row.staff,
        queue_reason=row.queue_reason,
        queue_priority=row.queue_priority,
        queued_at=row.queued_at,
        opted_out=row.opted_out_at is not None,
        greeted=row.greeted_at is not None,
        crisis_at=row.crisis_at,
        closed_at=row.closed_at,
        last_seq=row.last_seq,
        created_at=row.created_at,
        updated_at=row.updated_at,
        state=json.loads(keys.open(STATE, row.id, sealed)) if sealed else None,
        danger=Danger(row.crisis, json.loads(row.crisis_answers or "{}"), row.doubt, row.doubt_at),
    )


def add_line(
    connection: Connection,
    keys: KeyRing,
    conversation: str,
    sender: str,
    text: str,
    *,
    staff: str | None = None,
    provider_id: str | None = None,
    choices: tuple[dict[str, Any], ...] = (),
) -> tuple[str, int]:
    """Append a line to the transcript; answers its message id and sequence number."""
    at = now()
    seq: int = connection.execute(NEXT_SEQ, {"the_id": conversation, "the_time": at}).scalar_one()
    row = line_row(keys, conversation, seq, sender, text, at, choices)
    connection.execute(ADD_LINES, row | {"staff": staff, "provider_id": provider_id})
    return row["id"], seq


def line_row(
    keys: KeyRing,
    conversation: str,
    seq: int,
    sender: str,
    text: str,
    at: datetime,
    choices: tuple[dict[str, Any], ...] = (),
    extras: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A line of the transcript as a row of `message`, sealed."""
    message = new_id()
    return {
        "id": message,
        "conversation": conversation,
        "seq": seq,
        "sender": sender,
        "body_sealed": keys.seal(BODY, message, text),
        "choices_sealed": keys.seal(CHOICES, message, json.dumps(choices)) if choices else None,
        "extras_sealed": keys.seal(EXTRAS, message, json.dumps(extras)) if extras else None,
        "at": at,
    }


def queue_text(
    connection: Connection, conversation: str, message: str, seq: int, not_before: datetime | None = None
) -> None:
    """Put a line of ours in the outbox, due at once or from a later moment on."""
    row = text_row(conversation, message, seq, now())
    connection.execute(QUEUE_TEXTS, row | {"not_before": not_before or row["not_before"]})


def text_row(conversation: str, message: str, seq: int, at: datetime) -> dict[str, Any]:
    """A line that is to be sent, as a row of `outbox`."""
    return {
        "message": message,
        "conversation": conversation,
        "seq": seq,
        "state": "waiting",
        "not_before": at,
        "created_at": at,
    }


def audit(connection: Connection, actor: str, action: str, subject: str | None, detail: str | None = None) -> None:
    """Append to the audit when the unit of work commits; `detail` holds codes, never a family's words."""
    chain.note(connection, {"at": now(), "actor": actor, "action": action, "subject": subject, "detail": detail})


def alert(connection: Connection, kind: str, conversation: str | None) -> None:
    """Raise something that a person must look at."""
    connection.execute(insert(tables.alert).values(id=new_id(), kind=kind, conversation=conversation, at=now()))


def alert_once(connection: Connection, kind: str, conversation: str | None) -> bool:
    """Raise it unless the same is open already; False when it was."""
    table = tables.alert.c
    open_already = select(table.id).where(
        table.kind == kind, table.conversation == conversation, table.resolved_at.is_(None)
    )
    if connection.execute(open_already.limit(1)).first() is not None:
        return False
    alert(connection, kind, conversation)
    return True
