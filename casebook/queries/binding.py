"""One family on two channels: a page shows a code, a phone texts it to us, and both conversations are one family's.

The code is random, kept as a keyed hash, good once and for minutes; a phone that texts wrong ones is not heard for a
while. Nothing is joined that a person should look at first: where both have told something, both stay where they are.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Column, Connection, MetaData, Row, Table, delete, func, insert, inspect, select, update

from casebook import tables, web_tables
from casebook.crypto import KeyRing
from casebook.queries.rows import ADDRESS, STATE, audit, now

conversation, family = tables.conversation, tables.family
codes, tries = web_tables.link_code, web_tables.link_try

DIGITS = 8
LASTS = timedelta(minutes=15)
MOST_WRONG = 5

# linked: both are one family's now. merge: a person must look first. stopped: the phone wants no texts.
# wrong: no such code, or no longer. blocked: too many wrong ones, this one was not looked at.
Bound = Literal["linked", "merge", "stopped", "wrong", "blocked"]


@dataclass(frozen=True, slots=True)
class Binding:
    """What became of a code. When it was a good one: the page's conversation and language, the phone's last digits.

    `again` says that this phone had been through with this code before (a turn that a crash repeats).
    """

    outcome: Bound
    page: str | None = None
    language: str | None = None
    ending: str = ""
    again: bool = False


def new_code(connection: Connection, keys: KeyRing, conversation_id: str) -> tuple[str, datetime]:
    """A code for a page's conversation and until when it is good (UTC); an earlier one is good no more."""
    digits, until = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", now() + LASTS
    connection.execute(delete(codes).where((codes.c.conversation == conversation_id) | (codes.c.expires_at < now())))
    row = {"code_index": _index(keys, digits), "conversation": conversation_id, "expires_at": until}
    connection.execute(insert(codes).values(row))
    return digits, until


def redeem(connection: Connection, keys: KeyRing, phone_id: str, digits: str) -> Binding:
    """A phone's conversation has texted a code."""
    phone = connection.execute(select(conversation).where(conversation.c.id == phone_id).with_for_update()).one()
    if _wrong_so_far(connection, phone_id) >= MOST_WRONG:
        return Binding("blocked")
    code = connection.execute(select(codes).where(codes.c.code_index == _index(keys, digits)).with_for_update()).first()
    if code is None or code.expires_at < now() or code.used_by not in (None, phone_id):
        _count_wrong(connection, phone_id)
        return Binding("wrong")
    page = connection.execute(select(conversation).where(conversation.c.id == code.conversation)).one()
    connection.execute(update(codes).where(codes.c.code_index == code.code_index).values(used_by=phone_id))
    ending = keys.open(ADDRESS, phone_id, phone.address_sealed)[-4:]
    return Binding(_join(connection, keys, phone, page), page.id, page.language, ending, code.used_by is not None)


def _join(connection: Connection, keys: KeyRing, phone: Row[Any], page: Row[Any]) -> Bound:
    if phone.opted_out_at is not None:
        return "stopped"
    if phone.family == page.family:
        return "linked"
    if _alone(connection, phone):
        _move(connection, keys, phone, page)
    elif _alone(connection, page):  # it began by text: the page, on which nothing was told yet, comes to it
        _move(connection, keys, page, phone)
    else:
        return "merge"
    return "linked"


def _index(keys: KeyRing, digits: str) -> str:
    return keys.index("link_code", digits)


def _wrong_so_far(connection: Connection, phone_id: str) -> int:
    row = connection.execute(select(tries).where(tries.c.conversation == phone_id)).first()
    return row.wrong if row is not None and row.since > now() - LASTS else 0


def _count_wrong(connection: Connection, phone_id: str) -> None:
    wrong = _wrong_so_far(connection, phone_id)
    values = {"wrong": wrong + 1} | ({} if wrong else {"since": now()})
    if connection.execute(update(tries).where(tries.c.conversation == phone_id).values(values)).rowcount == 0:
        connection.execute(insert(tries).values(conversation=phone_id, wrong=1, since=now()))


def _alone(connection: Connection, talk: Row[Any]) -> bool:
    """Whether a family is nothing but this conversation: no other address, no record of any kind."""
    family_columns = [conversation.c.family, *_records_of_families(connection)]
    counts = [select(func.count()).where(column == talk.family) for column in family_columns]
    return [connection.execute(count).scalar_one() for count in counts] == [1] + [0] * (len(counts) - 1)


def _records_of_families(connection: Connection) -> list[Column[Any]]:
    """The family's column of every other table of this database that has one, whichever part of the house made it."""
    look, apart = inspect(connection), MetaData()
    return [
        Table(name, apart, autoload_with=connection, resolve_fks=False, extend_existing=True).c[column]
        for name in look.get_table_names()
        for key in look.get_foreign_keys(name)
        for column in key["constrained_columns"]
        if key["referred_table"] == family.name and name != conversation.name
    ]


def _move(connection: Connection, keys: KeyRing, comes: Row[Any], stays: Row[Any]) -> None:
    """One conversation to the other's family, with what was told there: nobody tells it twice."""
    changes: dict[str, Any] = {"family": stays.family, "updated_at": now()}
    if comes.state_sealed is None and stays.state_sealed is not None:
        state = keys.open(STATE, stays.id, stays.state_sealed)
        changes |= {"state_sealed": keys.seal(STATE, comes.id, state)}
        changes |= {"language": stays.language, "language_chosen": stays.language_chosen}
    connection.execute(update(conversation).where(conversation.c.id == comes.id).values(changes))
    connection.execute(delete(family).where(family.c.id == comes.family))
    audit(connection, "family", "link_phone", comes.id, f"from family {comes.family} to {stays.family}")
