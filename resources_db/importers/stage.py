"""Holds a feed on disk while it is checked, so that a large one needs no more memory than a small one."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from tempfile import TemporaryDirectory
from typing import Any

Json = dict[str, Any]
ROW, FILE, LINE = "__row__", "__file__", "__line__"  # where a staged row stands, inside it
_MARKS = (ROW, FILE, LINE)

_TABLES = """
    CREATE TABLE staged (
        n INTEGER PRIMARY KEY, entity TEXT, key TEXT, owner TEXT, file TEXT, line INTEGER, listed INTEGER,
        digest TEXT, refused TEXT, data TEXT);
    CREATE TABLE known (entity TEXT, key TEXT, size INTEGER, data TEXT, PRIMARY KEY (entity, key)) WITHOUT ROWID;
    CREATE TABLE linked (service TEXT, location TEXT, PRIMARY KEY (service, location)) WITHOUT ROWID;
"""
_INDEXES = """
    CREATE INDEX staged_key ON staged (entity, key);
    CREATE INDEX staged_owner ON staged (owner, entity);
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """One row of a feed. `listed` is whether it stands in a list of its own, and so is counted."""

    n: int
    entity: str
    key: str | None
    owner: str | None
    file: str
    line: int | None
    listed: bool
    digest: str
    refused: str | None
    data: str

    @property
    def row(self) -> Json:
        """The row's values, with the marks of where it stands."""
        values: Json = json.loads(self.data)
        return {ROW: self.n, FILE: self.file, LINE: values.get(LINE, self.line)} | values


class Stage:
    """The rows of a feed by table, key and owner."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;")
        connection.executescript(f"{_TABLES} BEGIN;")

    def add(
        self, entity: str, key: str | None, owner: str | None, row: Json, file: str, line: int | None, *, listed: bool
    ) -> int:
        """Put a row in; its number."""
        data = written(row)
        values = (entity, key, owner, file, line, listed, digest_of(row), data)
        columns = "entity, key, owner, file, line, listed, digest, data"
        done = self._connection.execute(f"INSERT INTO staged ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        return int(done.lastrowid or 0)

    def know(self, entity: str, key: str, row: Json) -> None:
        """Remember the entry that says most: feeds repeat a place or an organization in short form elsewhere."""
        data = written(row)
        statement = """INSERT INTO known VALUES (?, ?, ?, ?) ON CONFLICT (entity, key)
                       DO UPDATE SET size = excluded.size, data = excluded.data WHERE excluded.size > size"""
        self._connection.execute(statement, (entity, key, len(data), data))

    def link(self, service: str, location: str) -> None:
        """Remember that a service is at a place."""
        self._connection.execute("INSERT OR IGNORE INTO linked VALUES (?, ?)", (service, location))

    def index(self) -> None:
        """Everything is in: make it quick to find."""
        self._connection.executescript(f"{_INDEXES} BEGIN;")

    def holds(self, entity: str, key: str) -> bool:
        """Whether an entity of that id is in the feed and was not refused."""
        if entity in ("organization", "location"):
            return self.known(entity, key) is not None
        statement = "SELECT 1 FROM staged WHERE entity = ? AND key = ? AND refused IS NULL"
        return self._connection.execute(statement, (entity, key)).fetchone() is not None

    def has_link(self, service: str, location: str) -> bool:
        """Whether a service is at a place."""
        found = self._connection.execute("SELECT 1 FROM linked WHERE service = ? AND location = ?", (service, location))
        return found.fetchone() is not None

    def known(self, entity: str, key: str) -> Json | None:
        """The fullest entry of an organization or a place."""
        found = self._connection.execute("SELECT data FROM known WHERE entity = ? AND key = ?", (entity, key))
        row = found.fetchone()
        return json.loads(row[0]) if row else None

    def all_known(self, entity: str) -> Iterator[tuple[str, Json]]:
        """(key, fullest entry) of all organizations or places."""
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("SELECT key, data FROM known WHERE entity = ? ORDER BY key", (entity,))
            for key, data in cursor:
                yield key, json.loads(data)

    def forget(self, entity: str, key: str) -> None:
        """Leave out an organization or a place."""
        self._connection.execute("DELETE FROM known WHERE entity = ? AND key = ?", (entity, key))

    def owned(self, owner: str) -> Iterator[Staged]:
        """The rows of an owner that were not refused."""
        yield from self._rows("owner = ? AND refused IS NULL ORDER BY n", owner)

    def rows(self, entity: str) -> Iterator[Staged]:
        """All rows of a table in the feed's order, refused or not."""
        yield from self._rows("entity = ? ORDER BY n", entity)

    def first(self, entity: str, key: str, *, listed: bool = False) -> Staged | None:
        """The first row of a table with an id, counted ones alone when `listed`."""
        found = self._rows("entity = ? AND key = ? AND listed >= ? ORDER BY n LIMIT 1", entity, key, listed)
        return next(found, None)

    def of_service(self, key: str) -> Iterator[Staged]:
        """All rows of a service, also those of the service at a place."""
        low, high = f"pair:{key}|", f"pair:{key}}}"
        yield from self._rows("refused IS NULL AND owner = ?", f"service:{key}")
        yield from self._rows("refused IS NULL AND owner > ? AND owner < ?", low, high)

    def with_key(self, entity: str, key: str) -> Iterator[Staged]:
        """All rows of a table with an id."""
        yield from self._rows("entity = ? AND key = ? ORDER BY n", entity, key)

    def row(self, n: int) -> Staged | None:
        """A row by its number."""
        return next(self._rows("n = ?", n), None)

    def entities(self) -> list[tuple[str, int]]:
        """The tables of the feed and how many rows each has."""
        counted = "SELECT entity, count(*) FROM staged GROUP BY entity ORDER BY min(n)"
        return [(str(entity), int(count)) for entity, count in self._connection.execute(counted)]

    def refuse(self, n: int, reason: str) -> bool:
        """Leave a row out; False when it was left out before."""
        statement = "UPDATE staged SET refused = ? WHERE n = ? AND refused IS NULL"
        return self._connection.execute(statement, (reason, n)).rowcount > 0

    def give(self, n: int, owner: str) -> None:
        """Say whose a row is after all."""
        self._connection.execute("UPDATE staged SET owner = ? WHERE n = ?", (owner, n))

    def counted(self, entity: str) -> Iterator[tuple[str, str, str | None]]:
        """(key, digest, refused) of each counted row; a row without an id of its own is known by what it says."""
        statement = """
            SELECT CASE WHEN twins = 1 AND key <> '' THEN key
                        ELSE digest || '/' || row_number() OVER (PARTITION BY digest ORDER BY n) END, digest, refused
            FROM (SELECT n, key, digest, refused, count(*) OVER (PARTITION BY key) AS twins
                  FROM staged WHERE entity = ? AND listed) ORDER BY n"""
        with closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(statement, (entity,))

    def _rows(self, where: str, *values: object) -> Iterator[Staged]:
        columns = "n, entity, key, owner, file, line, listed, digest, refused, data"
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(f"SELECT {columns} FROM staged WHERE {where}", values)
            for row in cursor:
                yield Staged(*row)


@contextmanager
def open_stage() -> Iterator[Stage]:
    """An empty stage, gone at the end."""
    with TemporaryDirectory(prefix="onedoor-import-") as folder, closing(_connected(f"{folder}/stage.db")) as opened:
        yield Stage(opened)


def _connected(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def written(row: Any) -> str:
    """A row as JSON."""
    return json.dumps(row, default=str)


def digest_of(row: Json) -> str:
    """The same for the same content, wherever it stands and whatever the order of its columns."""
    content = json.dumps(unmarked(row), ensure_ascii=False, default=str, sort_keys=True)
    return blake2b(content.encode(errors="replace"), digest_size=12).hexdigest()


def unmarked(value: Any) -> Any:
    """A value without the marks of where it stands."""
    if isinstance(value, dict):
        return {str(key): unmarked(item) for key, item in value.items() if key not in _MARKS}
    return [unmarked(item) for item in value] if isinstance(value, list) else value
