"""What a turn reads, and the one commit in which it leaves everything behind."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from casebook import tables
from casebook.care import applying, erasing
from casebook.care.changes import Place, Schedule
from casebook.care.records import FollowUp
from casebook.crypto import KeyRing
from casebook.queries import answered, consents, earlier, missed
from casebook.queries.consents import Consent
from casebook.queries.rows import (
    ADD_LINES,
    BODY,
    CHANGE_CONVERSATION,
    CHOICES,
    NO_DANGER,
    QUEUE_TEXTS,
    READING,
    STATE,
    alert,
    audit,
    line_row,
    new_id,
    now,
    text_row,
    to_conversation,
)
from casebook.records import Outcome, Pending

inbox, conversation, message = tables.inbox, tables.conversation, tables.message
LAST_OF_IT = timedelta(hours=1)


JOINED = "joined"  # the outcome of a message that was worked with a later one
MOST_TOGETHER = 10  # messages that are read together at most
UNWORKED = (
    select(inbox, message.c.body_sealed)
    .join(message, message.c.id == inbox.c.message)
    .where(inbox.c.conversation == bindparam("the_id"), inbox.c.processed_at.is_(None))
    .order_by(inbox.c.seq)
    .limit(MOST_TOGETHER)
)
CONVERSATION = select(conversation).where(conversation.c.id == bindparam("the_id"))
LOCKED = CONVERSATION.with_for_update()
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
CLAIM = (
    update(inbox)
    .where(inbox.c.message == bindparam("the_message"), inbox.c.processed_at.is_(None))
    .values(processed_at=bindparam("at"), outcome=bindparam("what"), reading_sealed=bindparam("reading"))
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


def finish(connection: Connection, keys: KeyRing, done: Outcome) -> bool:
    """Commit a turn as a whole. False when the message was worked already: then nothing is kept."""
    if not _claim(connection, keys, done, now()):
        return False
    locked = connection.execute(LOCKED, {"the_id": done.conversation}).one()
    if done.closing:
        answered.close(connection, locked, (*done.also, done.message))
    if locked.owner == "person" and not done.even_if_owned:
        return True  # a person took over while the bot was thinking: the bot says nothing
    if done.forget:
        return _forget(connection, keys, locked, done)
    if done.consent is False:
        consents.drop_waiting(connection, done.conversation)  # after STOP nothing goes out but its confirmation
    _say(connection, keys, locked, done)
    changes = _changes(keys, locked, done) | {"last_seq": locked.last_seq + len(done.says)}
    connection.execute(CHANGE_CONVERSATION, {"the_id": done.conversation} | changes)
    _note_consent(connection, keys, locked, done)
    if done.changes:
        applying.apply(connection, keys, Place(locked.family, done.conversation), done.changes)
    for kind in done.alerts:
        alert(connection, kind, done.conversation)
    for action, detail in done.audit:
        audit(connection, "bot", action, done.conversation, detail)
    return True


def _claim(connection: Connection, keys: KeyRing, done: Outcome, at: datetime) -> bool:
    """Mark the message, and those read with it, as worked or as missed; False when it was worked already."""
    reading = keys.seal(READING, done.message, json.dumps(done.reading)) if done.reading else None
    worked = {"the_message": done.message, "at": at, "what": done.outcome, "reading": reading}
    if connection.execute(CLAIM, worked).rowcount != 1:
        return False
    if done.also:
        joined = worked | {"what": JOINED, "reading": None}
        connection.execute(CLAIM, [joined | {"the_message": each} for each in done.also])
    if done.outcome == missed.DOWN:
        missed.note(connection, (*done.also, done.message), at)
    return True


def _note_consent(connection: Connection, keys: KeyRing, talk: Any, done: Outcome) -> None:
    """In the ledger: what the family said of being texted, and what it read with our first text."""
    if done.consent is not None:
        consents.note(connection, keys, talk, _consent(done, talk, done.consent))
    if done.shown and talk.greeted_at is None and talk.channel == "sms":
        shown = Consent(True, "family", "texted first", done.language or talk.language, done.shown, done.message)
        consents.note(connection, keys, talk, shown)


def _forget(connection: Connection, keys: KeyRing, talk: Any, done: Outcome) -> bool:
    """Erase the family but this address, which hears that it is done; an hour later that goes too."""
    erasing.erase(connection, keys, talk.family, "family", keep=done.conversation)
    _say(connection, keys, talk, done)
    last = {"last_seq": talk.last_seq + len(done.says), "updated_at": now()}
    connection.execute(CHANGE_CONVERSATION, {"the_id": done.conversation} | last)
    rest = FollowUp(new_id(), done.conversation, "erase", "waiting", now() + LAST_OF_IT, 0)
    applying.apply(connection, keys, Place(talk.family, done.conversation), [Schedule(rest)])
    return True


def _say(connection: Connection, keys: KeyRing, talk: Any, done: Outcome) -> None:
    at = now()
    lines = [
        line_row(keys, done.conversation, seq, "bot", say.text, at, say.choices, say.extras)
        for seq, say in enumerate(done.says, talk.last_seq + 1)
    ]
    if lines:
        connection.execute(ADD_LINES, lines)
    # A browser replays the transcript by sequence number, so only texts need an outbox.
    if lines and talk.channel == "sms":
        connection.execute(QUEUE_TEXTS, [text_row(done.conversation, row["id"], row["seq"], at) for row in lines])


def _changes(keys: KeyRing, talk: Any, done: Outcome) -> dict[str, Any]:
    changes: dict[str, Any] = {"updated_at": now()}
    if done.state is not None or not done.keep_state:
        state = done.state
        changes["state_sealed"] = keys.seal(STATE, done.conversation, json.dumps(state)) if state else None
    if done.language:
        changes |= {"language": done.language, "language_chosen": talk.language_chosen or done.language_chosen}
    if done.greeted and talk.greeted_at is None:
        changes["greeted_at"] = now()
    changes |= _danger(done)
    if done.consent is not None:
        changes["opted_out_at"] = None if done.consent else now()
    if done.queue_reason:
        changes |= _queued(talk, done)
    elif done.leave_queue and talk.owner == "queue" and talk.queue_reason == done.leave_queue:
        changes |= {"owner": "bot", "queue_reason": None, "queue_priority": 0, "queued_at": None}
    return changes


def _danger(done: Outcome) -> dict[str, Any]:
    """What is known of danger from now on. A crisis answers the doubt before it."""
    # When the family was asked is kept, so that it is not asked again soon; a person's closing forgets that too.
    # So is what was told of it (`crisis_answers`): who fled violence yesterday asks for a bed today.
    stays = ("doubt_at", "crisis_answers")
    changes = {name: value for name, value in NO_DANGER.items() if done.over and name not in stays}
    if done.doubt_answered or done.crisis:
        changes["doubt"] = None
    if done.doubt:
        changes |= {"doubt": done.doubt, "doubt_at": now()}
    if done.crisis:
        changes |= {"crisis_at": now(), "crisis": done.crisis}
    if done.crisis_answers is not None:
        changes["crisis_answers"] = json.dumps(dict(done.crisis_answers))
    if done.danger_seq:
        changes["danger_seq"] = done.danger_seq
    return changes


def _queued(talk: Any, done: Outcome) -> dict[str, Any]:
    """Into the queue, or up in it, and down only when a danger is over; a person who owns it keeps it, marked."""
    changes: dict[str, Any] = {}
    if done.over or done.queue_priority >= talk.queue_priority:
        changes = {"queue_reason": done.queue_reason, "queue_priority": done.queue_priority}
    if talk.owner == "bot":
        changes |= {"owner": "queue", "queued_at": now()}
    return changes


def _consent(done: Outcome, talk: Any, granted: bool) -> Consent:
    """The family's words stand in its message; the ledger keeps them too, because it outlives that."""
    return Consent(granted, "family", done.consent_how, done.language or talk.language, done.consent_said, done.message)
