"""Messages that the assistant could not read when they came: put back, they are read once more when it can again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, func, select, update

from casebook import tables
from casebook.queries.rows import ASKED_FOR_SILENCE

inbox, conversation = tables.inbox, tables.conversation

DOWN: Final = "assistant_down"  # the outcome of such a message, and why its conversation waits for a person
GIVEN_UP: Final = "given_up"  # it could not be read the second time either: a person reads it
UNREAD: Final = frozenset((DOWN, GIVEN_UP))
# Why its conversation waits for a person: also where one was asked for in that very message, and where the family says
# that a danger, told after it, is over.
WAITS: Final = frozenset((DOWN, "asked", "said_safe"))
LONGEST: Final = timedelta(hours=24)  # who wrote before that has heard from a person, or asks anew

# What became of it last is that it was missed; worked since, it is not read a third time.
_MISSED = inbox.c.missed_at == inbox.c.processed_at


class Waiting(NamedTuple):
    """A conversation that got no answer, and when its family wrote last (UTC)."""

    conversation: str
    wrote_at: datetime


def waiting(connection: Connection, at: datetime) -> list[Waiting]:
    """Who waits for the answer to a missed message; nobody in danger, nor who left us or wants nobody to write."""
    wrote_at = func.max(inbox.c.received_at)
    rows = connection.execute(
        select(conversation.c.id, wrote_at)
        .join(inbox, inbox.c.conversation == conversation.c.id)
        .where(conversation.c.owner == "queue", conversation.c.queue_reason.in_(WAITS))
        .where(conversation.c.opted_out_at.is_(None), _MISSED, inbox.c.received_at > at - LONGEST, ~ASKED_FOR_SILENCE)
        .group_by(conversation.c.id)
    )
    return [Waiting(*row) for row in rows]


def still_waits(connection: Connection, conversation_id: str) -> bool:
    """Whether a message of a conversation was missed and not read since."""
    mine = select(inbox.c.message).where(inbox.c.conversation == conversation_id, _MISSED).limit(1)
    return connection.execute(mine).first() is not None


def put_back(connection: Connection, conversation_id: str, at: datetime) -> int:
    """Make the missed messages of a conversation unworked again; answers how many."""
    mine = and_(inbox.c.conversation == conversation_id, _MISSED, inbox.c.received_at > at - LONGEST)
    return connection.execute(update(inbox).where(mine).values(processed_at=None)).rowcount


def note(connection: Connection, messages: Sequence[str], at: datetime) -> None:
    """Messages could not be read at a moment; of those that were missed before, the first moment stays."""
    fresh = and_(inbox.c.message.in_(messages), inbox.c.missed_at.is_(None))
    connection.execute(update(inbox).where(fresh).values(missed_at=at))
