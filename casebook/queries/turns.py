"""The one commit in which a turn leaves everything behind."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from casebook import tables
from casebook.care import applying, erasing
from casebook.care.changes import Place, Schedule
from casebook.care.records import FollowUp
from casebook.crypto import KeyRing
from casebook.queries import answered, consents, missed
from casebook.queries.consents import Consent
from casebook.queries.rows import (
    ADD_LINES,
    CHANGE_CONVERSATION,
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
)
from casebook.records import Outcome

inbox, conversation = tables.inbox, tables.conversation
LAST_OF_IT = timedelta(hours=1)


JOINED = "joined"  # the outcome of a message that was worked with a later one
LOCKED = select(conversation).where(conversation.c.id == bindparam("the_id")).with_for_update()
CLAIM = (
    update(inbox)
    .where(inbox.c.message == bindparam("the_message"), inbox.c.processed_at.is_(None))
    .values(processed_at=bindparam("at"), outcome=bindparam("what"), reading_sealed=bindparam("reading"))
)


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
    changes = _changes(keys, locked, done) | _left(connection, locked, done)
    changes |= {"last_seq": locked.last_seq + len(done.says)}
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
    return changes


def _left(connection: Connection, talk: Any, done: Outcome) -> dict[str, Any]:
    """Out of the queue, where it waited for just this; not while another message of the family was missed."""
    here = talk.owner == "queue" and talk.queue_reason == done.leave_queue
    if done.queue_reason or not here or missed.still_waits(connection, done.conversation):
        return {}
    return {"owner": "bot", "queue_reason": None, "queue_priority": 0, "queued_at": None}


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
