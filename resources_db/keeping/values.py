"""Reads and writes what the directory shows of one field of a record, as JSON holds it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from resources_db.tables import address, location, metadata, service_at_location

_OWNERS = {"row", "id", "service_id", "location_id", "organization_id"}
_HOURS = tuple(column.name for column in metadata.tables["schedule"].columns if column.name not in _OWNERS)
LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "phones": ("phone", ("number", "type", "description")),
    "hours": ("schedule", _HOURS),
    "languages": ("language", ("name", "code", "note")),
    "documents": ("required_document", ("document", "uri")),
    "areas": ("service_area", ("name", "description", "extent", "extent_type", "uri")),
}
"""Corrected as a whole: the rows of an owner's own list, with the columns that an editor's words may come to."""
ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")
POINT = ("latitude", "longitude", "approximate")
"""A corrected address brings its own point: the old one would send families to the old door."""


class _Gone:
    """Nothing: the record is not in the directory, or may not be spoken of."""


GONE = _Gone()


def shown(connection: Connection, entity: str, key: str, field: str) -> Any:
    """What the directory shows of a field (`phones@ID`: of a service at one place); GONE when there is no record."""
    name, _, place = field.partition("@")
    if not _is_there(connection, entity, key, name, place):
        return GONE
    if name in LISTS:
        part, columns = _part(name)
        rows = connection.execute(select(*columns).where(*_own(part, entity, key, place)).order_by(part.c.row))
        return [{column: _plain(value) for column, value in row._mapping.items()} for row in rows]
    if name == "address":
        return _address(connection, key)
    table = metadata.tables[entity]
    return _plain(connection.scalar(select(table.c[name]).where(table.c.id == key)))


def show(connection: Connection, entity: str, key: str, field: str, value: Any) -> None:
    """Write what is to be shown of a field."""
    name, _, place = field.partition("@")
    if name in LISTS:
        _show_list(connection, entity, key, name, place, value or ())
    elif name == "address":
        _show_address(connection, key, value)
    else:
        table = metadata.tables[entity]
        connection.execute(update(table).where(table.c.id == key).values({name: _typed(table.c[name], value)}))


def whole(field: str, value: Any) -> Any:
    """A value with every column of its rows, as it will be read again."""
    name = field.partition("@")[0]
    return [{column: row.get(column) for column in LISTS[name][1]} for row in value] if name in LISTS else value


def _show_list(connection: Connection, entity: str, key: str, name: str, place: str, value: Any) -> None:
    part, columns = _part(name)
    connection.execute(delete(part).where(*_own(part, entity, key, place)))
    owner = {f"{entity}_id": key} | ({"location_id": place} if place else {})
    rows = [owner | {column.name: _typed(column, row.get(column.name)) for column in columns} for row in value]
    if rows:
        connection.execute(insert(part), rows)


def _address(connection: Connection, key: str) -> dict[str, Any]:
    """The address that families get, and its point."""
    row = connection.execute(select(address).where(address.c.row == _street(key))).first()
    place = connection.execute(select(*(location.c[name] for name in POINT)).where(location.c.id == key)).one()
    return {name: row._mapping[name] if row else None for name in ADDRESS} | dict(place._mapping)


def _show_address(connection: Connection, key: str, value: Mapping[str, Any]) -> None:
    line = {name: value.get(name) for name in ADDRESS}
    if not any(line.values()):
        connection.execute(delete(address).where(address.c.row == _street(key)))
    elif connection.execute(update(address).where(address.c.row == _street(key)).values(line)).rowcount == 0:
        owned = {"location_id": key, "address_type": "physical", "country": "US"}
        connection.execute(insert(address).values(line | owned))
    connection.execute(update(location).where(location.c.id == key).values({name: value.get(name) for name in POINT}))


def _street(key: str) -> Any:
    """The row of a place's street: the first that is not for letters alone."""
    mine = select(address.c.row).where(address.c.location_id == key)
    return mine.order_by(address.c.address_type == "postal", address.c.row).limit(1).scalar_subquery()


def _is_there(connection: Connection, entity: str, key: str, name: str, place: str) -> bool:
    """Whether there is such a record; of a confidential place nothing is but whom it serves."""
    table, link = metadata.tables[entity], service_at_location
    if connection.execute(select(table.c.id).where(table.c.id == key)).first() is None:
        return False
    if place and not connection.execute(select(link.c.row).where(link.c.service_id == key, _at(link, place))).first():
        return False
    at = place or (key if entity == "location" else "")
    secret = select(location.c.id).where(location.c.id == at, location.c.confidential.is_(True))
    return not at or name == "areas" or connection.execute(secret).first() is None


def _part(name: str) -> tuple[Table, list[Column[Any]]]:
    table, columns = LISTS[name]
    return metadata.tables[table], [metadata.tables[table].c[column] for column in columns]


def _own(part: Table, entity: str, key: str, place: str) -> list[Any]:
    """The rows of an owner itself: of a service not those at its places, of a place not those of its services."""
    if entity == "service" and "location_id" in part.c:
        return [part.c.service_id == key, _at(part, place) if place else part.c.location_id.is_(None)]
    mine = [part.c[f"{entity}_id"] == key]
    return mine if entity == "service" else [*mine, part.c.service_id.is_(None)]


def _at(table: Table, place: str) -> Any:
    return table.c.location_id == place


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(column: Column[Any], value: Any) -> Any:
    return date.fromisoformat(value) if value and column.type.python_type is date else value
