"""Reads the index: the services that may answer a question, nearest, widest and best worded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text

from resources_db.index.engines import engine_of
from resources_db.index.tables import search_document, search_label
from resources_db.index.wanted import EVERYONE, MOST_AREAS, UNSURE, UNTOLD, Near, Wanted, area_values
from resources_db.records import Service

RINGS = (2.0, 6.0)  # miles: most questions are answered close by, where few points have to be looked at
KEPT = 8_192  # decoded services kept in memory
_COLUMNS = search_document.c
_WHOLE = (_COLUMNS.row, _COLUMNS.record, _COLUMNS.voice)
_decoder = msgspec.json.Decoder(Service)
# The fittest for each area: of each its own share, so that many for one do not hide those for another.
_REACHING = text(
    " UNION ALL ".join(
        f"""SELECT document FROM (SELECT document FROM search_reach WHERE label = :label AND area = :area{number}
                                  ORDER BY misfit, document LIMIT :most) AS share{number}"""
        for number in range(MOST_AREAS)
    )
)


class Kept:
    """The services of one state of the index, each decoded once and then kept by its row."""

    def __init__(self) -> None:
        self._by_row: dict[int, Service] = {}

    def of(self, connection: Connection, rows: Sequence[int]) -> list[Service]:
        """The services at some rows."""
        found = {row: self._by_row.get(row) for row in rows}
        missing = [row for row, service in found.items() if service is None]
        if missing:
            new = {row.row: _decoded(row.record, row.voice) for row in _whole(connection, missing)}
            if len(self._by_row) + len(new) > KEPT:
                self.clear()
            self._by_row |= new
            found |= new
        return [service for service in found.values() if service]

    def clear(self) -> None:
        """Forget them all."""
        self._by_row.clear()


def candidates(connection: Connection, wanted: Wanted, labels: Mapping[str, int], kept: Kept) -> list[Service]:
    """Every service that is close to being an answer; more than are shown, and far fewer than there are."""
    rows = dict.fromkeys(row for found in _looks(connection, wanted, labels) for row in found)
    return kept.of(connection, list(rows))


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
    for name in wanted.also:
        yield _bearing(connection, replace(wanted, most=wanted.few), labels.get(name))
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
    areas = area_values((*wanted.areas, UNTOLD if wanted.point else EVERYONE))
    return list(connection.execute(_REACHING, {"label": label, "most": wanted.most, **areas}).scalars())


def _whole(connection: Connection, rows: Sequence[int]) -> Sequence[Any]:
    return connection.execute(select(*_WHOLE).where(_COLUMNS.row.in_(rows))).all()


def _decoded(record: str, voice: bytes) -> Service:
    return replace(_decoder.decode(record), voice=bytes(voice))


def service_of(connection: Connection, service_id: str) -> Service | None:
    """One service by its id."""
    row = connection.execute(select(*_WHOLE).where(_COLUMNS.service_id == service_id)).first()
    return _decoded(row.record, row.voice) if row else None
