"""What two records of one family both hold: it stays where it is when they are joined, so that it stands there once."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from casebook.care import reading, tables
from casebook.care.records import Child
from casebook.crypto import KeyRing

SAME_AGE: Final = 1.5  # months: as told on two channels


def doubles(connection: Connection, keys: KeyRing, table: Table, kept: str, merged: str) -> frozenset[Any]:
    """The keys of the merged record's rows of a table that are not to move."""
    find = _FOUND_BY.get(table.name)
    return frozenset(find(connection, keys, kept, merged)) if find else frozenset()


def same_child(one: Child, other: Child, today: date) -> bool:
    """Whether two records may speak of the same child: the same age, and no other name."""
    ages = one.age_on(today), other.age_on(today)
    if one.name and other.name and one.name.casefold() != other.name.casefold():
        return False
    if ages[0] is None or ages[1] is None:
        return ages[0] is ages[1]
    return abs(ages[0] - ages[1]) <= SAME_AGE


def _needs(connection: Connection, _keys: KeyRing, kept: str, merged: str) -> list[str]:
    return _alike(connection, tables.need, "label", kept, merged)


def _items(connection: Connection, _keys: KeyRing, kept: str, merged: str) -> list[str]:
    return _alike(connection, tables.plan_item, "key", kept, merged)


def _alike(connection: Connection, table: Table, column: str, kept: str, merged: str) -> list[str]:
    there = select(table.c[column]).where(table.c.family == kept, table.c[column].is_not(None))
    query = select(table.c.id).where(table.c.family == merged, table.c[column].in_(there))
    return list(connection.execute(query).scalars())


def _children(connection: Connection, keys: KeyRing, kept: str, merged: str) -> list[str]:
    ours, theirs = (reading.read(connection, keys, each).children for each in (kept, merged))
    today = date.today()
    return [child.id for child in theirs if any(same_child(child, each, today) for each in ours)]


def _links(connection: Connection, _keys: KeyRing, _kept: str, merged: str) -> list[str]:
    """Given away to someone who was shown the merged record, and no more."""
    link = tables.share_link.c
    query = select(link.token_hash).where(link.family == merged, link.with_sealed.is_not(None))
    return list(connection.execute(query).scalars())


_FOUND_BY: Final[dict[str, Callable[[Connection, KeyRing, str, str], list[str]]]] = {
    tables.need.name: _needs,
    tables.plan_item.name: _items,
    tables.child.name: _children,
    tables.share_link.name: _links,
}
