"""Every question that the rest of OneDoor asks of the directory."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from resources_db import tables
from resources_db.assembling import all_services
from resources_db.database import Database
from resources_db.index.candidates import Kept, candidates, documents, labels_of, service_of
from resources_db.index.engines import engine_of
from resources_db.index.spelling import Spelling
from resources_db.index.storing import State, indexed
from resources_db.index.wanted import Wanted
from resources_db.records import Service


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is kept in memory of one state of the index."""

    state: State | None = None
    labels: Mapping[str, int] = field(default_factory=dict)
    spelling: Spelling = field(default_factory=lambda: Spelling({}))
    kept: Kept = field(default_factory=Kept)


class Directory:
    """The services on offer, found by the search index.

    `refresh` brings the index up to date with the tables (services.directory.indexing); a change of the directory,
    by whichever process, is noticed after `look_every` seconds at the latest, and looking costs two queries.
    """

    def __init__(
        self, database: Database, refresh: Callable[[Database], object] = lambda _: None, look_every: float = 0.0
    ) -> None:
        self._database = database
        self._refresh = refresh
        self._look_every = look_every
        self._looked = -math.inf
        self._shown = _Shown()

    def serving(self, need: str | None) -> Sequence[Service]:
        """Every service whose feed names a need, straight from the tables; with None, every service."""
        with self._database.reading() as connection:
            return [found for found in all_services(connection) if need is None or need in found.needs]

    def candidates(self, wanted: Wanted) -> Sequence[Service]:
        """The services that may answer, among them all that do best."""
        shown = self._fresh()
        with self._database.reading() as connection:
            return candidates(connection, wanted, shown.labels, shown.kept)

    def spellings(self, word: str) -> Sequence[str]:
        """The words of the directory that a family's word may be, the word itself alone when it is there."""
        return self._fresh().spelling.of(word)

    def service(self, service_id: str) -> Service | None:
        """One service, None when there is none or it has been retired."""
        self._fresh()
        with self._database.reading() as connection:
            return service_of(connection, service_id)

    def _fresh(self) -> _Shown:
        if time.monotonic() - self._looked < self._look_every:
            return self._shown
        self._refresh(self._database)
        with self._database.reading() as connection:
            state = indexed(connection)
            if state != self._shown.state:
                spelling = Spelling(engine_of(connection).words(connection), documents(connection))
                self._shown = _Shown(state, labels_of(connection), spelling)
        self._looked = time.monotonic()
        return self._shown


def revision(connection: Connection) -> int:
    """A number that grows with each import."""
    return connection.scalar(select(func.max(tables.import_run.c.id))) or 0
