"""All that is held on a family, as plain values for JSON: its own copy, on request."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from casebook import tables as house
from casebook.care import reading
from casebook.crypto import KeyRing
from casebook.queries import merging, scheduled, transcripts

conversation, consent, audit = house.conversation, house.consent, house.audit


def export(connection: Connection, keys: KeyRing, family: str) -> dict[str, Any]:
    """{"family", "record", "joined", "conversations", "consents", "reads"}; `joined` are records that a coordinator
    joined to it, with what they still hold. Times are UTC in ISO 8601. No names of staff."""
    talks = list(connection.execute(select(conversation).where(conversation.c.family == family)).all())
    ids = [talk.id for talk in talks]
    return {
        "family": family,
        "record": _plain(asdict(reading.read(connection, keys, family))),
        "joined": [_plain(asdict(reading.read(connection, keys, part))) for part in merging.joined(connection, family)],
        "conversations": [
            {
                "id": talk.id,
                "channel": talk.channel,
                "language": talk.language,
                "since": talk.created_at.isoformat(),
                "lines": [_line(line) for line in transcripts.lines(connection, keys, talk.id, 0, notes=True)],
                "planned": [
                    _plain({"text": each.text, "at": each.due_at}) for each in scheduled.of(connection, keys, [talk.id])
                ],
            }
            for talk in talks
        ],
        "consents": [
            _plain({"purpose": row.purpose, "granted": row.granted, "source": row.source, "at": row.at})
            for row in connection.execute(select(consent).where(consent.c.conversation.in_(ids)).order_by(consent.c.at))
        ],
        "reads": [
            _plain({"action": row.action, "at": row.at})
            for row in connection.execute(
                select(audit).where(audit.c.subject.in_(ids), audit.c.actor.like("staff:%")).order_by(audit.c.seq)
            )
        ],
    }


def find_family(connection: Connection, keys: KeyRing, reference: str) -> str | None:
    """The family behind its own id (or that of one joined to it), a conversation's id, or a phone in E.164."""
    reference, by = merging.kept_for(connection, reference), conversation.c
    for condition in (by.family == reference, by.id == reference, by.address_index == keys.index("sms", reference)):
        if found := connection.execute(select(by.family).where(condition)).scalar():
            return str(found)
    return None


def _line(line: Any) -> dict[str, Any]:
    return {"seq": line.seq, "sender": line.sender, "text": line.text, "at": line.at.isoformat()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
