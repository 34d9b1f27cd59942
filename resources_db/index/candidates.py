"""Reads the index: the services that may answer a question, nearest, widest and best worded."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, func, select, union_all

from resources_db.index.engines import engine_of
from resources_db.index.tables import search_document, search_label, search_reach
from resources_db.index.wanted import EVERYONE, UNSURE, UNTOLD, Near, Wanted
from resources_db.records import Service

RINGS = (2.0, 6.0)  # miles: most questions are answered close by, where few points have to be looked at
KEPT = 4_096  # decoded services kept in memory
_WHOLE = (search_document.c.digest, search_document.c.record, search_document.c.voice)
_decoder = msgspec.json.Decoder(Service)


def candidates(connection: Connection, wanted: Wanted, labels: Mapping[str, int]) -> list[Service]:
    """Every service that is close to being an answer; more than are shown, and far fewer than there are."""
    rows = dict.fromkeys(row for found in _looks(connection, wanted, labels) for row in found)
    return list(_records(connection, list(rows)))


def labels_of(connection: Connection) -> dict[str, int]:
    """Every label's number."""
    return {row.name: row.id for row in connection.execute(select(search_label))}


def documents(connection: Connection) -> int:
    """How many services are indexed."""
    return connection.scalar(select(func.count()).select_from(search_document)) or 0


def _looks(connection: Connection, wanted: Wanted, labels: Mapping[str, int]) -> Iterator[list[int]]:
    asked = wanted.labels or (() if wanted.words else (EVERYONE,))
    for name in asked:
        sure = _bearing(connection, wanted, labels.get(name))
        yield sure
        if len(sure) < wanted.enough:
            yield _bearing(connection, wanted, labels.get(name + UNSURE))
    if wanted.words:
        yield engine_of(connection).holding(connection, wanted.words, wanted.most * 2)


def _bearing(connection: Connection, wanted: Wanted, label: int | None) -> list[int]:
    """Services with a label: around the point, and for each area."""
    if label is None:
        return []
    return [*_around(connection, wanted, label), *_reaching(connection, wanted, label)]


def _around(connection: Connection, wanted: Wanted, label: int) -> list[int]:
    if wanted.point is None:
        return []
    found: list[int] = []
    for miles in (*(ring for ring in RINGS if ring < wanted.miles), wanted.miles):
        look = Near(label, *wanted.point, miles, wanted.areas, wanted.most, wanted.misfit_miles)
        found = engine_of(connection).near(connection, look)
        if len(found) >= wanted.most:
            break
    return found


def _reaching(connection: Connection, wanted: Wanted, label: int) -> list[int]:
    """The fittest for each area: of each its own share, so that many for one do not hide those for another."""
    areas = (*wanted.areas, UNTOLD) if wanted.point else (*wanted.areas, EVERYONE)
    columns = search_reach.c
    shares = [
        select(columns.document)
        .where(columns.label == label, columns.area == area)
        .order_by(columns.misfit)
        .limit(wanted.most)
        .subquery()
        for area in areas
    ]
    return list(connection.execute(union_all(*(select(share.c.document) for share in shares))).scalars())


def _records(connection: Connection, rows: list[int]) -> Iterator[Service]:
    columns = search_document.c
    for row in connection.execute(select(*_WHOLE).where(columns.row.in_(rows))):
        yield _decoded(row.digest, row.record, row.voice)


@lru_cache(maxsize=KEPT)
def _decoded(_: str, record: str, voice: bytes) -> Service:
    return replace(_decoder.decode(record), voice=bytes(voice))


def service_of(connection: Connection, service_id: str) -> Service | None:
    """One service by its id."""
    columns = search_document.c
    row = connection.execute(select(*_WHOLE).where(columns.service_id == service_id)).first()
    return _decoded(row.digest, row.record, row.voice) if row else None
