"""Opens the casebook and runs units of work on it: short transactions off the event loop.

SQLite has one writer, so waiting writes share one commit: the disk is waited for once. When one of them fails, all are
rolled back and run again one by one, so a unit of work may be run twice and must leave its mark in the database only.
PostgreSQL runs each in its own transaction.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from casebook import chain
from casebook.crypto import KeyRing
from casebook.migrations.run import upgrade

type Work[T] = Callable[[Connection], T]
READERS = 4
BATCH = 32


class Casebook:
    """The private database with its keys. `read` and `write` take a function of a connection."""

    def __init__(self, url: str, keys: KeyRing) -> None:
        self.keys = keys
        sqlite = url.startswith("sqlite")
        self._writer = _sqlite_engine(url, "BEGIN IMMEDIATE") if sqlite else create_engine(url, pool_size=READERS)
        upgrade(self._writer, keys)
        self._reader = _sqlite_engine(url, "BEGIN") if sqlite else self._writer
        self._read_pool = ThreadPoolExecutor(READERS, "casebook-read")
        self._write_pool = None if sqlite else ThreadPoolExecutor(READERS, "casebook-write")
        self._jobs: queue.SimpleQueue[tuple[Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_together, name="casebook-write", daemon=True)
        self._thread.start()

    async def read[T](self, work: Work[T]) -> T:
        """Run `work` in a transaction that only reads."""
        return await asyncio.wrap_future(self._read_pool.submit(self._in_transaction, self._reader, work))

    async def write[T](self, work: Work[T]) -> T:
        """Run `work` in a transaction; returns once it is committed, raises what it raised with nothing kept."""
        if self._write_pool is not None:
            return await asyncio.wrap_future(self._write_pool.submit(self._in_transaction, self._writer, work))
        done: Future[T] = Future()
        self._jobs.put((work, done))
        return await asyncio.wrap_future(done)

    def write_now[T](self, work: Work[T]) -> T:
        """The same for commands that run without an event loop."""
        return self._in_transaction(self._writer, work)

    def close(self) -> None:
        """Finish what was begun and let the files go."""
        self._jobs.put(None)
        self._thread.join()
        self._read_pool.shutdown()
        if self._write_pool is not None:
            self._write_pool.shutdown()
        self._reader.dispose()
        self._writer.dispose()

    def _write_together(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            while len(batch) < BATCH and not self._jobs.empty():
                following = self._jobs.get()
                if following is None:
                    self._jobs.put(None)
                    break
                batch.append(following)
            self._commit([entry for entry in batch if entry[1].set_running_or_notify_cancel()])

    def _commit(self, batch: list[tuple[Work[Any], Future[Any]]]) -> None:
        try:
            with self._writer.begin() as connection:
                chain.open_chain(connection, self.keys.audit_key)
                results = [work(connection) for work, _ in batch]
                chain.append(connection)
        except Exception as error:  # handed to the caller of write(); nothing was kept
            if len(batch) == 1:
                batch[0][1].set_exception(error)
                return
            for job in batch:  # one of them failed: each by itself, so that it fails alone
                self._commit([job])
            return
        for (_, done), result in zip(batch, results, strict=True):
            done.set_result(result)

    def _in_transaction[T](self, engine: Engine, work: Work[T]) -> T:
        with engine.begin() as connection:
            chain.open_chain(connection, self.keys.audit_key)
            result = work(connection)
            chain.append(connection)
            return result


def _sqlite_engine(url: str, begin: str) -> Engine:
    if (path := url.partition("///")[2]) and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN itself, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
