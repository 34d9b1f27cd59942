"""The audit's chain: each row holds a keyed hash over itself and over the row before, so that no row can be changed,
moved or taken out unseen. Without the key nobody can make a chain that fits; a cut end is seen against a head that was
kept elsewhere (`onedoor audit verify --anchor`).

Rows are collected while a unit of work runs and appended right before its commit: the lock that keeps the chain single
is the last one taken and is held for a moment only, and the rows of many works cost one look at the head.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, text, update

from casebook import tables

audit = tables.audit
BEGINNING = ""
_INFO = "audit_chain"
_LOCK = text("SELECT pg_advisory_xact_lock(6010)")
_HEAD = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
_ADD = insert(audit)
_AT_A_TIME = 1000


class Head(NamedTuple):
    """The end of the chain; written as "seq:hash" it is the anchor that is kept elsewhere."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows hold, where the chain ends, and the first row that does not fit (None: all do).

    `anchor_holds` is None when no anchor was given.
    """

    rows: int
    head: Head | None
    broken: int | None
    anchor_holds: bool | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, as far as can be told."""
        return self.broken is None and self.anchor_holds is not False


def open_chain(connection: Connection, key: bytes) -> None:
    """A unit of work begins: nothing is noted yet."""
    connection.info[_INFO] = (key, [])


def note(connection: Connection, row: dict[str, Any]) -> None:
    """Keep a row for the end of the unit of work. KeyError: the connection is none of casebook.database's."""
    connection.info[_INFO][1].append(row)


def append(connection: Connection) -> None:
    """Add what was noted to the chain; call it last before the commit."""
    key, noted = connection.info[_INFO]
    if not noted:
        return
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time
        connection.execute(_LOCK)
    last = connection.execute(_HEAD).first()
    rows = list(_linked(key, last.seq if last else 0, (last.hash or BEGINNING) if last else BEGINNING, noted))
    connection.execute(_ADD, rows)
    noted.clear()


def link(key: bytes, previous: str, row: Mapping[str, Any]) -> str:
    """The hash of a row that follows the one with hash `previous`."""
    at: datetime = row["at"]
    told = [row["seq"], at.isoformat(), row["actor"], row["action"], row["subject"], row["detail"], previous]
    return hmac.new(key, json.dumps(told).encode(), hashlib.sha256).hexdigest()


def verify(connection: Connection, key: bytes, anchor: Head | None = None) -> Verdict:
    """Work through the whole chain from its beginning."""
    rows, head, holds = 0, None, None if anchor is None else False
    previous = BEGINNING
    query = select(audit).order_by(audit.c.seq)
    with connection.execution_options(yield_per=_AT_A_TIME).execute(query) as found:
        for row in found.mappings():
            if not hmac.compare_digest(row["hash"] or "", link(key, previous, dict(row))):
                return Verdict(rows, head, row["seq"], holds)
            rows, previous = rows + 1, row["hash"]
            head = Head(row["seq"], previous)
            holds = True if head == anchor else holds
    return Verdict(rows, head, None, holds)


def chain_all(connection: Connection, key: bytes) -> None:
    """Link rows that were written before there was a chain."""
    previous = BEGINNING
    for row in connection.execute(select(audit).order_by(audit.c.seq)).mappings().all():
        previous = link(key, previous, dict(row))
        connection.execute(update(audit).where(audit.c.seq == row["seq"]).values(hash=previous))


def _linked(key: bytes, seq: int, previous: str, noted: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(noted, seq + 1):
        whole = row | {"seq": number}
        previous = link(key, previous, whole)
        yield whole | {"hash": previous}
