"""A conversation goes on to somebody else, or is put off: given to a colleague, shared with a team, snoozed.

Each looks at who has it under a row lock, so of two who act at once one wins. Each is audited.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from casebook import console_tables, tables
from casebook.console_records import Staff, Wait
from casebook.crypto import KeyRing
from casebook.queries import desk, teams, waits
from casebook.queries.board import ANSWERING
from casebook.queries.desk import AWAKE
from casebook.queries.rows import audit, now
from casebook.queries.teams import Team

conversation, staff, team = tables.conversation, tables.staff, console_tables.team


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a conversation may go on to, and how it stands: the name of the team that it waits for, until when it is
    put off, who gave it to its owner, if that has not answered yet, and what the family waits for."""

    colleagues: list[Staff]
    teams: list[Team]
    team: str | None
    asleep_until: datetime | None
    given_by: str | None
    wait: Wait | None


class Nobody(Exception):
    """The colleague or team is not there (any more), or does not answer families."""


class Danger(Exception):
    """A crisis stands: it is not put off."""


def give(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, to: str, told: str, *, lead: bool
) -> bool:
    """Make a colleague the owner and tell the family (`told`); a second time changes nothing.

    Anyone may give what nobody has and what is one's own; a lead also what a colleague has. False when another person
    has it. Raises Nobody.
    """
    row = desk.locked(connection, conversation_id)
    if row is None or not _free(row, (staff_id, to), lead=lead):
        return False
    if not answers(connection, to):
        raise Nobody
    if row.owner == "person" and row.staff == to:
        return True
    desk.silence_bot(connection, conversation_id)
    values = {"owner": "person", "staff": to, "assigned_at": now(), "assigned_by": staff_id, "answered_seq": None}
    waits_since = _waits_since(connection, row)
    connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(**values, queued_at=waits_since, closed_at=None, updated_at=now(), **AWAKE)
    )
    desk.tell(connection, keys, row, told)
    audit(connection, f"staff:{staff_id}", "give", conversation_id, f"to staff:{to}")
    return True


def share(
    connection: Connection, keys: KeyRing, conversation_id: str, staff_id: str, to: str, told: str, *, lead: bool
) -> bool:
    """Let it wait in the queue for a team (empty: for everyone); the family hears of it (`told`) when a person had it.

    False when another person has it. Raises Nobody when there is no such team.
    """
    row = desk.locked(connection, conversation_id)
    if row is None or not _free(row, (staff_id,), lead=lead):
        return False
    if to and connection.execute(select(team.c.id).where(team.c.id == to)).first() is None:
        raise Nobody
    values = {"team": to or None, "updated_at": now()}
    if row.owner != "queue":
        values |= _queued(connection, row)
    connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(**values))
    if row.owner == "person":
        desk.tell(connection, keys, row, told)
    audit(connection, f"staff:{staff_id}", "share", conversation_id, f"team:{to or 'everyone'}")
    return True


def snooze(connection: Connection, conversation_id: str, staff_id: str, until: datetime) -> bool:
    """Put it off until a moment or until the family writes; what waits in the queue, or is one's own.

    False when another person (or the bot) has it. Raises Danger.
    """
    row = desk.locked(connection, conversation_id)
    if row is None or row.owner == "bot" or (row.owner == "person" and row.staff != staff_id):
        return False
    if waits.in_crisis(row.queue_reason, row.crisis_at):
        raise Danger
    values = {"snoozed_until": until, "snoozed_seq": row.last_seq, "updated_at": now()}
    connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(**values))
    audit(connection, f"staff:{staff_id}", "snooze", conversation_id, f"until {until:%Y-%m-%dT%H:%M}Z")
    return True


def wake(connection: Connection, conversation_id: str, staff_id: str) -> bool:
    """Bring it back before its time; False when nothing was put off or another person has it."""
    row = desk.locked(connection, conversation_id)
    if row is None or row.snoozed_until is None or (row.owner == "person" and row.staff != staff_id):
        return False
    values = {"snoozed_until": min(now(), row.snoozed_until), "updated_at": now()}
    connection.execute(update(conversation).where(conversation.c.id == conversation_id).values(**values))
    audit(connection, f"staff:{staff_id}", "wake", conversation_id)
    return True


def ways(connection: Connection, conversation_id: str) -> Ways:
    """What the page of a conversation offers."""
    row = connection.execute(waits.OPEN.where(conversation.c.id == conversation_id)).first()
    found = teams.all_teams(connection)
    names = {each.id: each.name for each in found}
    giver = select(staff.c.name).where(staff.c.id == row.assigned_by) if row else None
    return Ways(
        colleagues=teams.colleagues(connection),
        teams=found,
        team=names.get(row.team) if row else None,
        asleep_until=row.snoozed_until if row and waits.asleep(row, now()) else None,
        given_by=connection.execute(giver).scalar() if row and giver is not None and waits.given(row) else None,
        wait=waits.wait(row, now()) if row else None,
    )


def answers(connection: Connection, staff_id: str) -> bool:
    """Whether an account is there and answers families."""
    here = (staff.c.id == staff_id, staff.c.disabled_at.is_(None), staff.c.role.in_(ANSWERING))
    return connection.execute(select(staff.c.id).where(*here)).first() is not None


def _free(row: Row[Any], whose: tuple[str, ...], *, lead: bool) -> bool:
    return row.owner != "person" or row.staff in whose or lead


def _queued(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    """What changes when a conversation comes (back) into the queue by a person's hand."""
    nobody = {"owner": "queue", "staff": None, "assigned_at": None, "assigned_by": None, "answered_seq": None}
    waiting = {"queue_reason": row.queue_reason or "other", "queued_at": _waits_since(connection, row)}
    return {**nobody, **waiting, "closed_at": None, **AWAKE}


def _waits_since(connection: Connection, row: Row[Any]) -> datetime:
    """Since when the family waits for whoever comes: as long as it waits already, or from now on."""
    found = connection.execute(waits.OPEN.where(conversation.c.id == row.id)).first()
    waiting = waits.wait(found, now()) if found else None
    return waiting.since if waiting else now()
