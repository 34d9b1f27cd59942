"""Hides at once, in every feed's rows, what one feed has just said is confidential."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, select, update

from resources_db import tables
from resources_db.importers.parts import Json
from resources_db.importers.privacy import Secrets
from resources_db.importers.writing import seal
from resources_db.keeping.tables import correction

_ADDRESS = tables.metadata.tables["address"]
_OF_PLACES = [table for table in tables.metadata.sorted_tables if "row" in table.c and "location_id" in table.c]
_STAY = {"service_at_location", "service_area"}  # that a service is there, and whom it serves, may be known
_BARE = {"id", "uuid", "feed", "location_type"}
_TEXTS = [
    *(tables.metadata.tables[name] for name in ("organization", "program", "service", "location")),
    *(table for table in tables.metadata.sorted_tables if "row" in table.c and "feed" not in table.c),
]
_KEYS = {"id", "uuid", "feed", "digest", "freq", "byday"}


def hide(connection: Connection, secrets: Secrets) -> None:
    """Seal every place at one of the streets, and take the streets out of every text that families may read."""
    addresses: dict[str, list[Json]] = {}
    for row in connection.execute(select(_ADDRESS)):
        addresses.setdefault(row.location_id, []).append(dict(row._mapping))
    for key, found in addresses.items():
        if secrets.hides({"addresses": found}):
            _seal(connection, key, found)
    for table in (*_TEXTS, correction):
        _scrub(connection, table, secrets)


def _seal(connection: Connection, key: str, addresses: list[Json]) -> None:
    table = tables.location
    row = connection.execute(select(table).where(table.c.id == key)).one()
    details = {name: value for name, value in row._mapping.items() if value is not None and name != "digest"}
    told = [{name: value for name, value in each.items() if value is not None} for each in addresses]
    seal(connection, row.feed, {key: details | {"addresses": told}}, ())
    empty = {column.name: None for column in table.columns if column.name not in _BARE}
    bare = empty | {"confidential": True, "digest": ""}  # its next delivery is looked at anew
    connection.execute(update(table).where(table.c.id == key).values(bare))
    for part in _OF_PLACES:
        if part.name not in _STAY:
            connection.execute(delete(part).where(part.c.location_id == key))
    link = tables.service_at_location
    connection.execute(update(link).where(link.c.location_id == key).values(description=None))


def _scrub(connection: Connection, table: Table, secrets: Secrets) -> None:
    names = [c.name for c in table.columns if not c.primary_key and c.name not in _KEYS and not c.name.endswith("_id")]
    keys = list(table.primary_key.columns)
    for row in connection.execute(select(table)).all():
        if new := dict(_changed(row, names, secrets)):
            mine = (column == row._mapping[column.name] for column in keys)
            again: Mapping[str, Any] = {"digest": ""} if "digest" in table.c else {}
            connection.execute(update(table).where(*mine).values(**new, **again))


def _changed(row: Row[Any], names: list[str], secrets: Secrets) -> Iterator[tuple[str, Any]]:
    for name in names:
        value = row._mapping[name]
        if isinstance(value, str | dict | list) and (scrubbed := secrets.scrub(value)) != value:
            yield name, scrubbed
