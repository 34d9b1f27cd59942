"""Every question that the rest of OneDoor asks of the directory."""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from resources_db import tables
from resources_db.assembling import all_services
from resources_db.database import Database
from resources_db.records import Service


@dataclass(frozen=True, slots=True)
class _Snapshot:
    revision: int
    services: Mapping[str, Service]
    by_need: Mapping[str, tuple[Service, ...]]


class Directory:
    """The services on offer. Answers come from memory and are read anew after each import, by whichever process.

    An import is noticed after `look_every` seconds at the latest; looking costs a query.
    """

    def __init__(self, database: Database, look_every: float = 0.0) -> None:
        self._database = database
        self._look_every = look_every
        self._looked = -math.inf
        self._snapshot = _Snapshot(-1, {}, {})

    def serving(self, need: str | None) -> Sequence[Service]:
        """Every service that bears a need label; with None, every service."""
        snapshot = self._fresh()
        return snapshot.by_need.get(need, ()) if need else tuple(snapshot.services.values())

    def service(self, service_id: str) -> Service | None:
        """One service, None when there is none or it has been retired."""
        return self._fresh().services.get(service_id)

    def _fresh(self) -> _Snapshot:
        if time.monotonic() - self._looked < self._look_every:
            return self._snapshot
        with self._database.reading() as connection:
            newest = revision(connection)
            if newest != self._snapshot.revision:
                self._snapshot = _taken(newest, all_services(connection))
        self._looked = time.monotonic()
        return self._snapshot


def revision(connection: Connection) -> int:
    """A number that grows with each import."""
    return connection.scalar(select(func.max(tables.import_run.c.id))) or 0


def _taken(newest: int, found: Iterable[Service]) -> _Snapshot:
    by_id = {service.id: service for service in found}
    by_need: dict[str, list[Service]] = defaultdict(list)
    for service in by_id.values():
        for need in service.needs:
            by_need[need].append(service)
    return _Snapshot(newest, by_id, {need: tuple(some) for need, some in by_need.items()})
