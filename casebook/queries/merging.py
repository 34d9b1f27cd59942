"""Two records that are one family's: joined by a coordinator, and taken apart again exactly as they were.

What belonged to the merged family moves to the kept one, and `family_merge.moved` lists it. What both have (the same
need, the same child, a step with the same key) and the links that the merged family gave away stay where they are: so
nothing stands twice, and nobody sees more than was shown to them. Every consent stays with the address that gave it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, and_, insert, select, update

from casebook import tables
from casebook.care import tables as care
from casebook.care.sealing import FACTS, open_json, seal_json
from casebook.console_tables import family_merge
from casebook.crypto import KeyRing
from casebook.queries.doubles import doubles
from casebook.queries.rows import audit, new_id, now

conversation, family = tables.conversation, tables.family
NO_PART: Final = ("family_merge", "facts")  # of what moves row by row


class NotMergeable(Exception):
    """They are one family already, or one of them is gone; nothing was changed."""


class NotUndoable(Exception):
    """It was undone already, or the kept record was itself joined to another since: undo that one first."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A joining that stands; `by` is the name of who did it, `conversations` what came with the merged record."""

    id: str
    kept: str
    merged: str
    by: str
    at: datetime
    conversations: tuple[str, ...]


def merge(connection: Connection, keys: KeyRing, kept: str, merged: str, staff_id: str) -> str:
    """Join two records; answers the id by which it can be undone. Raises NotMergeable."""
    _lock(connection, kept, merged)
    if kept == merged or not _talks(connection, kept) or not _talks(connection, merged):
        raise NotMergeable
    moved = [*_move_rows(connection, keys, kept, merged), *_lend_facts(connection, keys, kept, merged)]
    row = {"id": new_id(), "kept": kept, "merged": merged, "moved": json.dumps(moved), "by": staff_id, "at": now()}
    connection.execute(insert(family_merge).values(**row))
    audit(connection, f"staff:{staff_id}", "merge", kept, f"family {merged}")
    for key in _of(moved, conversation.name):
        audit(connection, f"staff:{staff_id}", "merge", key, f"to family {kept}")
    return str(row["id"])


def undo(connection: Connection, keys: KeyRing, merge_id: str, staff_id: str) -> None:
    """Take two records apart: all goes back to where it was, and what came since goes with its conversation.

    What came since without one (a need, a child) stays in the kept record. Raises NotUndoable.
    """
    row = connection.execute(select(family_merge).where(family_merge.c.id == merge_id).with_for_update()).first()
    if row is None or row.undone_at is not None or _joined_on(connection, row.kept):
        raise NotUndoable
    _lock(connection, row.kept, row.merged)
    moved: list[list[str]] = json.loads(row.moved)
    for table, column in belongings():
        _give_back(connection, table, column, row, _of(moved, table.name))
    _follow_conversations(connection, row, _of(moved, conversation.name))
    _take_facts_back(connection, keys, row, _of(moved, care.facts.name))
    done = {"undone_by": staff_id, "undone_at": now()}
    connection.execute(update(family_merge).where(family_merge.c.id == merge_id).values(**done))
    audit(connection, f"staff:{staff_id}", "undo_merge", row.kept, f"family {row.merged}")
    for key in _of(moved, conversation.name):
        audit(connection, f"staff:{staff_id}", "undo_merge", key, f"to family {row.merged}")


def standing(connection: Connection, kept: str) -> list[Merge]:
    """What was joined to a record and not taken apart, newest first."""
    query = (
        select(family_merge, tables.staff.c.name)
        .join(tables.staff, tables.staff.c.id == family_merge.c.by)
        .where(family_merge.c.kept == kept, family_merge.c.undone_at.is_(None))
        .order_by(family_merge.c.at.desc())
    )
    return [
        Merge(row.id, row.kept, row.merged, row.name, row.at, tuple(_of(json.loads(row.moved), conversation.name)))
        for row in connection.execute(query)
    ]


def joined(connection: Connection, kept: str) -> list[str]:
    """The records that were joined to one, directly or through another, and may still hold something of the family."""
    query = select(family_merge.c.merged).where(family_merge.c.kept == kept, family_merge.c.undone_at.is_(None))
    found = list(connection.execute(query).scalars())
    return [*found, *(deeper for each in found for deeper in joined(connection, each))]


def kept_for(connection: Connection, reference: str) -> str:
    """The record that a family's id leads to now: the one that it was joined to, else itself."""
    query = select(family_merge.c.kept).where(family_merge.c.merged == reference, family_merge.c.undone_at.is_(None))
    kept = connection.execute(query).scalar()
    return reference if kept is None else kept_for(connection, str(kept))


def belongings() -> Iterator[tuple[Table, Column[Any]]]:
    """(table, column that names the family) of all that moves, whatever table a later version adds."""
    for table in tables.metadata.sorted_tables:
        for column in table.columns:
            if table.name not in NO_PART and any(key.column.table is family for key in column.foreign_keys):
                yield table, column


def _lock(connection: Connection, *families: str) -> None:
    """Conversations, then families, each in one order: as every turn does, so that two at once only wait."""
    talks = select(conversation.c.id).where(conversation.c.family.in_(families)).order_by(conversation.c.id)
    connection.execute(talks.with_for_update()).all()
    for each in sorted(families):
        connection.execute(select(family.c.id).where(family.c.id == each).with_for_update())


def _talks(connection: Connection, of: str) -> list[str]:
    return list(connection.execute(select(conversation.c.id).where(conversation.c.family == of)).scalars())


def _joined_on(connection: Connection, kept: str) -> bool:
    later = select(family_merge.c.id).where(family_merge.c.merged == kept, family_merge.c.undone_at.is_(None))
    return connection.execute(later.limit(1)).first() is not None


def _move_rows(connection: Connection, keys: KeyRing, kept: str, merged: str) -> Iterator[list[str]]:
    for table, column in belongings():
        key = _key(table)
        stay = doubles(connection, keys, table, kept, merged)
        found = [each for each in connection.execute(select(key).where(column == merged)).scalars() if each not in stay]
        connection.execute(update(table).where(key.in_(found)).values({column.name: kept}))
        yield from ([table.name, each] for each in found)


def _give_back(connection: Connection, table: Table, column: Column[Any], row: Row[Any], found: list[str]) -> None:
    mine = and_(_key(table).in_(found), column == row.kept)
    connection.execute(update(table).where(mine).values({column.name: row.merged}))


def _follow_conversations(connection: Connection, row: Row[Any], talks: list[str]) -> None:
    """What was kept since then for a conversation that goes back goes with it, and so do a referral's own things."""
    for table in (care.sharing, care.follow_up):
        mine = and_(table.c.family == row.kept, table.c.conversation.in_(talks))
        connection.execute(update(table).where(mine).values(family=row.merged))
    agreed = select(care.sharing.c.id).where(care.sharing.c.family == row.merged)
    mine = and_(care.referral.c.family == row.kept, care.referral.c.sharing.in_(agreed))
    connection.execute(update(care.referral).where(mine).values(family=row.merged))
    for owner in (row.kept, row.merged):
        referrals = select(care.referral.c.id).where(care.referral.c.family == owner)
        connection.execute(update(care.follow_up).where(care.follow_up.c.referral.in_(referrals)).values(family=owner))


def _lend_facts(connection: Connection, keys: KeyRing, kept: str, merged: str) -> Iterator[list[str]]:
    """Facts that only the merged record holds are known in the kept one too; each keeps its own."""
    theirs, ours = _facts(connection, merged), _facts(connection, kept)
    told, known = _open(keys, theirs, merged), _open(keys, ours, kept)
    fresh = {name: value for name, value in told.items() if name not in known}
    if fresh:
        _keep(connection, keys, kept, known | fresh, None if ours else theirs.updated_at)
    yield from ([care.facts.name, name] for name in fresh)


def _take_facts_back(connection: Connection, keys: KeyRing, row: Row[Any], lent: list[str]) -> None:
    """A fact that was told anew since then stays: it is the kept record's own."""
    theirs, ours = _facts(connection, row.merged), _facts(connection, row.kept)
    if not lent or ours is None:
        return
    told, known = _open(keys, theirs, row.merged), _open(keys, ours, row.kept)
    left = {name: value for name, value in known.items() if name not in lent or told.get(name) != value}
    if left:
        _keep(connection, keys, row.kept, left, None)
    else:
        connection.execute(care.facts.delete().where(care.facts.c.family == row.kept))


def _facts(connection: Connection, of: str) -> Any:
    return connection.execute(select(care.facts).where(care.facts.c.family == of)).first()


def _open(keys: KeyRing, row: Any, of: str) -> dict[str, Any]:
    return dict(open_json(keys, FACTS, of, row.facts_sealed)) if row else {}


def _keep(connection: Connection, keys: KeyRing, of: str, told: dict[str, Any], new_since: datetime | None) -> None:
    sealed = {"facts_sealed": seal_json(keys, FACTS, of, told)}
    if new_since is None:
        connection.execute(update(care.facts).where(care.facts.c.family == of).values(**sealed))
    else:
        connection.execute(insert(care.facts).values(family=of, updated_at=new_since, **sealed))


def _key(table: Table) -> Column[Any]:
    [key] = table.primary_key.columns
    return key


def _of(moved: list[list[str]], name: str) -> list[str]:
    return [key for table, key in moved if table == name]
