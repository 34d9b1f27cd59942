"""What the recorder noted and what the database holds, as the checker compares them."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from casebook.crypto import KeyRing
from casebook.queries.rows import BODY


@dataclass(frozen=True, slots=True)
class Texted:
    """A family's text: when it was first tried, and when the gateway answered 200 (None: never)."""

    sid: str
    phone: str
    body: str
    invoked: float
    ok: float | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """One REST create call that the provider took. `life` counts the gateway's starts before it."""

    outbox: str
    body: str
    life: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A row of the inbox with its words; `missed_at` is when Rasa was down for it: it was worked once more.

    `read` says that Rasa's reading is kept with it: our own words in a danger, and a person, come without one.
    """

    sid: str
    conversation: str
    seq: int
    body: str
    processed_at: datetime | None
    outcome: str | None
    missed_at: datetime | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A line of ours with its place in the outbox (`state` is None when it has none)."""

    id: str
    conversation: str
    seq: int
    body: str
    at: datetime
    state: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; `state` is a fingerprint of Rasa's sealed state, which changes with each commit of it."""

    id: str
    owner: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Casebook:
    """The database at one moment."""

    inbox: tuple[Taken, ...]
    lines: tuple[Said, ...]
    talks: tuple[Talk, ...]


def texted(entries: Iterable[dict[str, Any]]) -> list[Texted]:
    """The families' operations in the order in which they began."""
    entries = list(entries)
    ok = {entry["sid"]: entry["at"] for entry in entries if entry["kind"] == "ok"}
    return [
        Texted(entry["sid"], entry["phone"], entry["body"], entry["at"], ok.get(entry["sid"]))
        for entry in entries
        if entry["kind"] == "invoke"
    ]


def accepted(entries: Iterable[dict[str, Any]], starts: Iterable[float]) -> list[Accepted]:
    """What the provider took, in its order; `starts` are the moments at which the gateway was started."""
    starts = list(starts)
    return [
        Accepted(entry["outbox"], entry["body"], sum(start < entry["at"] for start in starts))
        for entry in entries
        if entry["kind"] == "accept"
    ]


def casebook(path: Path, keys: KeyRing) -> Casebook:
    """Read the gateway's database; an empty one when there is none yet."""
    with closing(sqlite3.connect(path, timeout=10)) as database:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA query_only=1")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone():
            return Casebook((), (), ())
        with database:
            database.execute("BEGIN")
            return Casebook(_inbox(database, keys), _lines(database, keys), _talks(database))


def _inbox(database: sqlite3.Connection, keys: KeyRing) -> tuple[Taken, ...]:
    rows = database.execute(
        "SELECT i.*, m.body_sealed FROM inbox i JOIN message m ON m.id = i.message ORDER BY i.conversation, i.seq"
    )
    return tuple(
        Taken(
            row["provider_id"],
            row["conversation"],
            row["seq"],
            keys.open(BODY, row["message"], row["body_sealed"]),
            _moment(row["processed_at"]),
            row["outcome"],
            _moment(row["missed_at"]),
            row["reading_sealed"] is not None,
        )
        for row in rows
    )


def _lines(database: sqlite3.Connection, keys: KeyRing) -> tuple[Said, ...]:
    rows = database.execute(
        "SELECT m.*, o.state FROM message m LEFT JOIN outbox o ON o.message = m.id"
        " WHERE m.sender = 'bot' ORDER BY m.conversation, m.seq"
    )
    return tuple(
        Said(
            row["id"],
            row["conversation"],
            row["seq"],
            keys.open(BODY, row["id"], row["body_sealed"]),
            datetime.fromisoformat(row["at"]),
            row["state"],
        )
        for row in rows
    )


def _talks(database: sqlite3.Connection) -> tuple[Talk, ...]:
    rows = database.execute("SELECT id, owner, state_sealed FROM conversation")
    return tuple(Talk(row["id"], row["owner"], _fingerprint(row["state_sealed"])) for row in rows)


def _fingerprint(sealed: bytes | None) -> str | None:
    return sha256(sealed).hexdigest() if sealed else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
