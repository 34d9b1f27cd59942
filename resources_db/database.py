"""Opens the directory's database, brought up to date, for reading and for writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from resources_db.errors import NewerDirectory
from resources_db.migrations.upgrade import upgrade

FILE_NAME = "directory.db"
_BUSY_MS = 5000  # how long a writer waits for another writer of the same file


@dataclass(frozen=True, slots=True)
class Database:
    """The open directory. Readers see committed imports only; one import is one transaction."""

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose work is committed at the end, or undone when an error leaves the block."""
        with self.engine.execution_options(directory_writes=True).begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def directory_url(data_dir: Path, casebook_url: str | None = None) -> str:
    """Where the directory is: beside a SQLite casebook, inside a server's database, else in the data directory."""
    if not casebook_url:
        return _sqlite(data_dir / FILE_NAME).render_as_string()
    url = make_url(casebook_url)
    if url.get_backend_name() != "sqlite":
        return casebook_url
    folder = Path(url.database).parent if url.database else data_dir
    return _sqlite(folder / FILE_NAME).render_as_string()


def open_database(where: str | Path) -> Database:
    """The directory at a database URL or SQLite file, created or migrated when needed.

    Raises NewerDirectory when a newer program has written it.
    """
    url = make_url(where) if isinstance(where, str) and "://" in where else _sqlite(Path(where))
    engine = create_engine(url)
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    database = Database(engine)
    try:
        upgrade(engine, database.writing)
    except NewerDirectory:
        database.close()
        raise
    return database


def _sqlite(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late: _begin gives ours
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("directory_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
