"""The ledger of who may be texted: every yes and no with its words, kept for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from casebook import tables
from casebook.care import outreach
from casebook.crypto import KeyRing
from casebook.queries import scheduled
from casebook.queries.rows import audit, new_id, now

conversation, consent, outbox = tables.conversation, tables.consent, tables.outbox

WORDING: Final = "consent.wording"
TEXTS: Final = "texts"
LAST_WORD = (
    select(consent.c.granted)
    .where(consent.c.channel == bindparam("the_channel"), consent.c.address_index == bindparam("the_index"))
    .order_by(consent.c.at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Consent:
    """One yes or no. `source` says who said it (family, carrier, staff, web), `how` the rule or the form of it."""

    granted: bool
    source: str
    how: str = ""
    language: str | None = None
    wording: str = ""
    message: str | None = None
    at: datetime | None = None


def note(connection: Connection, keys: KeyRing, talk: Any, said: Consent) -> None:
    """Append to the ledger; `talk` is the conversation's row."""
    row = new_id()
    values: Mapping[str, Any] = {
        "id": row,
        "conversation": talk.id,
        "channel": talk.channel,
        "address_index": talk.address_index,
        "purpose": TEXTS,
        "granted": said.granted,
        "source": said.source,
        "how": said.how[:40] or None,
        "language": said.language or talk.language,
        "message": said.message,
        "wording_sealed": keys.seal(WORDING, row, said.wording) if said.wording else None,
        "at": said.at or now(),
    }
    connection.execute(insert(consent).values(values))


def stopped(connection: Connection, channel: str, address_index: str) -> bool:
    """Whether the last word of an address was no, also where its conversation has been deleted since."""
    last = connection.execute(LAST_WORD, {"the_channel": channel, "the_index": address_index}).scalar()
    return last is False


def stop(connection: Connection, keys: KeyRing, conversation_id: str, said: Consent, actor: str) -> bool:
    """End texts to a conversation for someone who is not texting just now: staff, the web, the carrier.

    What waits is dropped in the same commit, and nothing is confirmed. False when it had stopped already. `actor` goes
    into the audit ("staff:<id>", "provider").
    """
    talk = connection.execute(select(conversation).where(conversation.c.id == conversation_id).with_for_update()).one()
    if talk.opted_out_at is not None:
        return False
    connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(opted_out_at=now()))
    drop_waiting(connection, conversation_id)
    note(connection, keys, talk, said)
    audit(connection, actor, "stop_texts", conversation_id, said.source)
    return True


def drop_waiting(connection: Connection, conversation_id: str) -> None:
    """Send nothing of what still waits for this conversation, and ask nothing later."""
    outreach.stop(connection, conversation_id)
    scheduled.end(connection, conversation_id, "dropped")
    connection.execute(
        update(outbox)
        .where(outbox.c.conversation == conversation_id, outbox.c.state == "waiting")
        .values(state="dropped")
    )


def history(connection: Connection, keys: KeyRing, conversation_id: str) -> list[Consent]:
    """The ledger of a conversation, oldest first, with its words."""
    rows = connection.execute(
        select(consent).where(consent.c.conversation == conversation_id).order_by(consent.c.at)
    ).all()
    return [
        Consent(
            granted=row.granted,
            source=row.source,
            how=row.how or "",
            language=row.language,
            wording=keys.open(WORDING, row.id, row.wording_sealed) if row.wording_sealed else "",
            message=row.message,
            at=row.at,
        )
        for row in rows
    ]
