"""The desk at a glance, for one person: how many wait, where danger is, what was given to them, what is overdue."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from casebook.queries import teams, waits
from casebook.queries.rows import now
from casebook.queries.waits import OpenTalk
from services.casework.promises import due


def look(connection: Connection, staff_id: str) -> dict[str, Any]:
    """`{"waiting": 2, "crisis": [ids], "given": [ids], "overdue": [ids]}`; it opens no family's words.

    Overdue is what waits for everyone or for a team of theirs, and what they have themselves.
    """
    at = now()
    return glance(waits.open_talks(connection, at), staff_id, teams.of(connection, staff_id), at)


def glance(talks: Iterable[OpenTalk], staff_id: str, mine: frozenset[str], at: datetime) -> dict[str, Any]:
    """The same, of conversations as they were read at a moment."""
    talks = sorted(talks, key=lambda each: each.id)
    return {
        "waiting": sum(each.owner == "queue" and not each.asleep for each in talks),
        "crisis": [each.id for each in talks if each.crisis],
        "given": [each.id for each in talks if each.given and each.staff == staff_id],
        "overdue": [each.id for each in talks if _concerns(each, staff_id, mine) and overdue(each, at)],
    }


def overdue(talk: OpenTalk, at: datetime) -> bool:
    """Whether the family waits for longer than promised."""
    return talk.wait is not None and due(talk.wait.kind, talk.reason, talk.wait.since) <= at


def _concerns(talk: OpenTalk, staff_id: str, mine: frozenset[str]) -> bool:
    if talk.owner == "queue":
        return talk.team is None or talk.team in mine or talk.crisis
    return talk.staff == staff_id
