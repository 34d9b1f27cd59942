"""What a turn reads: the messages of a conversation that nobody has worked, with what stands around them."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, select

from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import answered, earlier
from casebook.queries.rows import BODY, CHOICES, to_conversation
from casebook.records import Pending

inbox, conversation, message = tables.inbox, tables.conversation, tables.message

MOST_TOGETHER = 10  # messages that are read together at most
UNWORKED = (
    select(inbox, message.c.body_sealed)
    .join(message, message.c.id == inbox.c.message)
    .where(inbox.c.conversation == bindparam("the_id"), inbox.c.processed_at.is_(None))
    .order_by(inbox.c.seq)
    .limit(MOST_TOGETHER)
)
CONVERSATION = select(conversation).where(conversation.c.id == bindparam("the_id"))
LINES_BACK = 6  # of ours: two or three answers
OURS = select(message.c.id, message.c.choices_sealed).where(
    message.c.conversation == bindparam("the_id"), message.c.sender == "bot"
)
OUR_LINE = OURS.where(message.c.seq == bindparam("the_seq"))
OUR_LAST_LINES = OURS.where(message.c.seq < bindparam("the_seq")).order_by(message.c.seq.desc()).limit(LINES_BACK)
LINE_SAID = select(message.c.id, message.c.body_sealed).where(
    message.c.conversation == bindparam("the_id"), message.c.seq == bindparam("the_seq")
)
RANG = (
    select(message.c.id, message.c.body_sealed)
    .join(inbox, inbox.c.message == message.c.id)
    .where(
        message.c.conversation == bindparam("the_id"),
        message.c.seq.between(bindparam("the_seq"), bindparam("the_last")),
        inbox.c.outcome.in_(("crisis", "worried")),
    )
    .order_by(message.c.seq)
)

type Choices = tuple[dict[str, Any], ...]


def waiting(connection: Connection) -> list[str]:
    """The conversations that hold an unworked message."""
    unworked = select(inbox.c.conversation).where(inbox.c.processed_at.is_(None)).distinct()
    return list(connection.execute(unworked).scalars())


def load(connection: Connection, keys: KeyRing, conversation_id: str) -> list[Pending]:
    """The unworked messages of a conversation in their order; on the web only the oldest: each is answered there."""
    rows = connection.execute(UNWORKED, {"the_id": conversation_id}).all()
    if not rows:
        return []
    talk = connection.execute(CONVERSATION, {"the_id": conversation_id}).one()
    first = _pending(connection, keys, rows[0], talk)
    if talk.channel != "sms":
        return [first]
    # Nothing of ours can stand between messages that were not worked yet, so all see the same open choices.
    texts = [first]
    for row in rows[1:]:
        texts.append(_following(keys, row, texts[-1]))
    return texts


def _following(keys: KeyRing, row: Any, before: Pending) -> Pending:
    return replace(
        before,
        message=row.message,
        seq=row.seq,
        text=keys.open(BODY, row.message, row.body_sealed),
        choice=None,
        media=row.media,
        media_kind=row.media_kind,
        carrier_keyword=row.carrier_keyword,
        received_at=row.received_at,
        provider=row.provider,
        missed=row.missed_at is not None,
        earlier=(*before.earlier, before.text),
    )


def _pending(connection: Connection, keys: KeyRing, row: Any, talk: Any) -> Pending:
    choice = (row.choice_seq, row.choice_index) if row.choice_seq is not None else None
    conversation_id = talk.id
    offered, offered_before = _offered(connection, keys, conversation_id, choice[0] if choice else None, row.seq)
    return Pending(
        message=row.message,
        seq=row.seq,
        text=keys.open(BODY, row.message, row.body_sealed),
        choice=choice,
        media=row.media,
        carrier_keyword=row.carrier_keyword,
        received_at=row.received_at,
        conversation=to_conversation(talk, keys, with_state=True),
        offered=offered,
        offered_before=offered_before,
        began=_said(connection, keys, conversation_id, talk.danger_seq) if talk.doubt or talk.crisis else "",
        rang=_rang(connection, keys, talk, row.seq),
        provider=row.provider,
        media_kind=row.media_kind,
        told_before=answered.told_before(connection, keys, talk, row.seq),
        missed=row.missed_at is not None,
        earlier=earlier.written(connection, keys, conversation_id, row.seq),
    )


def _said(connection: Connection, keys: KeyRing, conversation_id: str, seq: int | None) -> str:
    """The words of a line; none where it is not known, or is not kept any more."""
    row = connection.execute(LINE_SAID, {"the_id": conversation_id, "the_seq": seq}).first()
    return keys.open(BODY, row.id, row.body_sealed) if row else ""


def _rang(connection: Connection, keys: KeyRing, talk: Any, before: int) -> tuple[str, ...]:
    """The words of each message that sounded of the danger, or of the doubt, that stands."""
    if not (talk.doubt or talk.crisis) or talk.danger_seq is None:
        return ()
    between = {"the_id": talk.id, "the_seq": talk.danger_seq, "the_last": before - 1}
    return tuple(keys.open(BODY, row.id, row.body_sealed) for row in connection.execute(RANG, between))


def _offered(
    connection: Connection, keys: KeyRing, conversation_id: str, seq: int | None, before: int
) -> tuple[Choices, Choices]:
    """The choices of one line of ours, or of the last one before a sequence number: older ones are no longer open.

    And where the last one offers none, the newest among our last lines: a number may still be meant for those.
    """
    if seq is not None and seq >= before:
        return (), ()
    query, at = (OUR_LAST_LINES, before) if seq is None else (OUR_LINE, seq)
    rows = connection.execute(query, {"the_id": conversation_id, "the_seq": at}).all()
    choices = [_choices(keys, row) for row in rows]
    offered = next(iter(choices), ())
    return offered, () if offered or seq is not None else next(filter(None, choices), ())


def _choices(keys: KeyRing, row: Any) -> Choices:
    return tuple(json.loads(keys.open(CHOICES, row.id, row.choices_sealed))) if row.choices_sealed else ()
