"""Writes the index: whole services, their labels, and whom they reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import batched
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from resources_db.index.engines import engine_of
from resources_db.index.tables import search_document, search_label, search_reach, search_state
from resources_db.index.wanted import EVERYONE, Entry

_AT_ONCE = 500


class State(NamedTuple):
    """What the index shows: `number` grows with each change, `revision` is the directory's (-1: something changed)."""

    number: int
    revision: int
    vocabulary: str


def indexed(connection: Connection) -> State | None:
    """What the index shows; None before it was ever made."""
    row = connection.execute(select(search_state)).first()
    return State(row.id, row.revision, row.vocabulary) if row else None


def note(connection: Connection, revision: int, vocabulary: str) -> None:
    """Say what the index now shows."""
    state = indexed(connection)
    connection.execute(delete(search_state))
    number = state.number + 1 if state else 1
    connection.execute(insert(search_state).values(id=number, revision=revision, vocabulary=vocabulary))


def outdate(connection: Connection) -> None:
    """Say that services have changed without an import: the index is brought up to date at the next look."""
    connection.execute(update(search_state).values(revision=-1))


def digests(connection: Connection) -> dict[str, str]:
    """The digest of each indexed service by its id."""
    rows = connection.execute(select(search_document.c.service_id, search_document.c.digest))
    return {row.service_id: row.digest for row in rows}


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add services, in place of what was there under the same ids."""
    labels = {row.name: row.id for row in connection.execute(select(search_label))}
    newest: int = connection.scalar(select(func.max(search_document.c.row))) or 0
    for some in batched(entries, _AT_ONCE, strict=False):
        drop(connection, [entry.service.id for entry in some])
        _name_labels(connection, some, labels)
        numbered = list(enumerate(some, start=newest + 1))
        newest += len(some)
        connection.execute(insert(search_document), [_document(row, entry) for row, entry in numbered])
        connection.execute(insert(search_reach), [r for row, e in numbered for r in _reaches(row, e, labels)])
        engine_of(connection).put(connection, numbered, labels)


def drop(connection: Connection, services: Sequence[str]) -> None:
    """Take services out of the index."""
    for some in batched(services, _AT_ONCE, strict=False):
        there = select(search_document.c.row, search_document.c.points).where(search_document.c.service_id.in_(some))
        documents = {row.row: row.points for row in connection.execute(there)}
        engine_of(connection).drop(connection, documents)
        connection.execute(delete(search_reach).where(search_reach.c.document.in_(documents)))
        connection.execute(delete(search_document).where(search_document.c.row.in_(documents)))


def _name_labels(connection: Connection, entries: Sequence[Entry], labels: dict[str, int]) -> None:
    for name in sorted({label for entry in entries for label in entry.labels} - labels.keys()):
        labels[name] = max(labels.values(), default=0) + 1
        connection.execute(insert(search_label).values(id=labels[name], name=name))


def _document(row: int, entry: Entry) -> dict[str, Any]:
    service = entry.service
    record = msgspec.json.encode(replace(service, voice=b"")).decode()
    known = {"row": row, "service_id": service.id, "digest": entry.digest, "points": entry.point_rows}
    return known | {"record": record, "voice": service.voice}


def _reaches(row: int, entry: Entry, labels: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"label": labels[label], "area": area, "misfit": misfit, "document": row}
        for label, misfit in entry.misfits.items()
        for area in (EVERYONE, *entry.areas)
    ]
