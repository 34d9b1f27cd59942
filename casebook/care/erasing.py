"""Erases a family: every row that hangs on it, whatever table a later version adds, but its wish not to be texted."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, or_, select, update

from casebook import tables as house
from casebook.care import tables as care
from casebook.crypto import KeyRing
from casebook.queries import erased, merging
from casebook.queries.rows import ADDRESS, NO_DANGER, audit, now

conversation, message = house.conversation, house.message


def erase(connection: Connection, keys: KeyRing, family: str, actor: str, keep: str | None = None) -> None:
    """Take away all that is kept of a family; `keep` is a conversation that stays, emptied, to say that it is done.

    A phone that said STOP leaves its keyed hash and the STOP, so that it is not texted again. The audit keeps codes;
    keyed hashes of the carrier's ids keep its list from bringing the texts back.
    """
    talks = list(connection.execute(select(conversation.c.id).where(conversation.c.family == family)).scalars())
    erased.remember(connection, keys, talks)
    parts = merging.joined(connection, family)
    for table, condition in _rows_of(family, talks):
        connection.execute(delete(table).where(condition))
    stopped = select(conversation.c.id).where(conversation.c.family == family, conversation.c.opted_out_at.is_not(None))
    stays = [*connection.execute(stopped).scalars(), *([keep] if keep in talks else [])]
    for talk in stays:
        _empty(connection, keys, talk, forget_address=talk != keep)
    connection.execute(delete(conversation).where(conversation.c.family == family, conversation.c.id.not_in(stays)))
    if not stays:
        connection.execute(delete(house.family).where(house.family.c.id == family))
    for part in parts:  # what a record that was joined to it still held
        for table, condition in _rows_of(part, []):
            connection.execute(delete(table).where(condition))
        connection.execute(delete(house.family).where(house.family.c.id == part))
    audit(connection, actor, "erased", family, f"{len(talks)} conversations")


def erase_if_quiet(connection: Connection, keys: KeyRing, family: str) -> bool:
    """Take away what an erasing left to say that it was done; False when the family has written again since."""
    talks = select(conversation.c.id).where(conversation.c.family == family)
    said = select(message.c.id).where(message.c.conversation.in_(talks), message.c.sender == "family")
    if connection.execute(said.limit(1)).first() is not None:
        connection.execute(
            delete(care.follow_up).where(care.follow_up.c.family == family, care.follow_up.c.kind == "erase")
        )
        return False
    erase(connection, keys, family, "bot")
    return True


def _rows_of(family: str, talks: list[str]) -> Iterator[tuple[Table, Any]]:
    """(table, condition) for every table that points at the family, its conversations, messages or referrals."""
    messages = select(message.c.id).where(message.c.conversation.in_(talks))
    referrals = select(care.referral.c.id).where(care.referral.c.family == family)
    pointed: dict[str, Any] = {
        "family": [family],
        "conversation": talks,
        "message": messages,
        "referral": referrals,
    }
    for table in reversed(house.metadata.sorted_tables):
        if table in (conversation, house.family):
            continue
        conditions = [column.in_(pointed[to]) for column, to in _pointers(table) if to in pointed]
        if conditions:
            yield table, or_(*conditions)


def _pointers(table: Table) -> Iterator[tuple[Column[Any], str]]:
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key.column.table.name


def _empty(connection: Connection, keys: KeyRing, talk: str, *, forget_address: bool) -> None:
    values: dict[str, Any] = {
        "owner": "bot",
        "staff": None,
        "queue_reason": None,
        "queue_priority": 0,
        "queued_at": None,
        "state_sealed": None,
        "greeted_at": None,
        "updated_at": now(),
        **NO_DANGER,
    }
    if forget_address:
        values["address_sealed"] = keys.seal(ADDRESS, talk, "")
    connection.execute(update(conversation).where(conversation.c.id == talk).values(**values))
