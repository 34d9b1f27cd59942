"""Every family's care as the figures count it: no words, only codes and days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from casebook import tables as house
from casebook.care import tables
from casebook.care.sealing import FACTS, open_json
from casebook.crypto import KeyRing

conversation, facts, need = house.conversation, tables.facts, tables.need
referral, move, rating = tables.referral, tables.referral_move, tables.rating


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a kind, with the family that it is of; `values` are its columns. Times are UTC."""

    family: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is counted. `moves` are (state, when) of each referral, in order."""

    languages: dict[str, str]
    facts: dict[str, dict[str, Any]]
    needs: list[Counted]
    referrals: list[Counted]
    moves: dict[str, list[tuple[str, datetime, str | None]]]
    ratings: list[Counted]


# A record that was joined to another has no conversation; what it still holds is counted with the other.
_lives = need.c.family.in_(select(conversation.c.family))


def everything(connection: Connection, keys: KeyRing) -> Everything:
    """Read it all; the only personal field that is opened is what families told of themselves."""
    return Everything(
        languages={
            row.family: row.language
            for row in connection.execute(select(conversation.c.family, conversation.c.language))
        },
        facts={
            row.family: open_json(keys, FACTS, row.family, row.facts_sealed)
            for row in connection.execute(select(facts))
        },
        needs=[Counted(row.family, dict(row._mapping)) for row in connection.execute(select(need).where(_lives))],
        referrals=[
            Counted(
                row.family,
                {name: row._mapping[name] for name in ("id", "need", "name", "state", "reason", "created_at")},
            )
            for row in connection.execute(select(referral))
        ],
        moves=_moves(connection),
        ratings=[Counted(row.family, dict(row._mapping)) for row in connection.execute(select(rating))],
    )


def _moves(connection: Connection) -> dict[str, list[tuple[str, datetime, str | None]]]:
    found: dict[str, list[tuple[str, datetime, str | None]]] = defaultdict(list)
    for row in connection.execute(select(move).order_by(move.c.at, move.c.id)):
        found[row.referral].append((row.after, row.at, row.reason))
    return found
