"""Small steps that several queries share: new ids, opening rows, the next sequence number."""

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, update

from casebook import tables
from casebook.crypto import KeyRing
from casebook.records import Conversation

BODY = "message.body"
CHOICES = "message.choices"
STATE = "conversation.state"
ADDRESS = "conversation.address"


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
    message = new_id()
    seq: int = connection.execute(
        update(tables.conversation)
        .where(tables.conversation.c.id == conversation)
        .values(last_seq=tables.conversation.c.last_seq + 1, updated_at=now())
        .returning(tables.conversation.c.last_seq)
    ).scalar_one()
    connection.execute(
        insert(tables.message).values(
            id=message,
            conversation=conversation,
            seq=seq,
            sender=sender,
            staff=staff,
            provider_id=provider_id,
            body_sealed=keys.seal(BODY, message, text),
            choices_sealed=keys.seal(CHOICES, message, json.dumps(choices)) if choices else None,
            at=now(),
        )
    )
    return message, seq


def queue_text(connection: Connection, conversation: str, message: str, seq: int) -> None:
    """Put a line of ours in the outbox, due at once."""
    connection.execute(
        insert(tables.outbox).values(
            message=message, conversation=conversation, seq=seq, state="waiting", not_before=now(), created_at=now()
        )
    )


def audit(connection: Connection, actor: str, action: str, subject: str | None, detail: str | None = None) -> None:
    """Append to the audit; `detail` holds codes, never a family's words."""
    connection.execute(
        insert(tables.audit).values(at=now(), actor=actor, action=action, subject=subject, detail=detail)
    )


def alert(connection: Connection, kind: str, conversation: str | None) -> None:
    """Raise something that a person must look at."""
    connection.execute(insert(tables.alert).values(id=new_id(), kind=kind, conversation=conversation, at=now()))
