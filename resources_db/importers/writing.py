"""Writes a feed's checked rows: adds, changes and retires by the feed's own ids."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from resources_db.importers.parts import Json
from resources_db.importers.rows import Part, ServiceRows
from resources_db.tables import import_run, location, metadata, organization, service, service_at_location

_AT_ONCE = 500  # ids in one statement
_OF_SERVICES = [table for table in metadata.sorted_tables if "service_id" in table.c]
_OF_PLACES = [table for table in metadata.sorted_tables if "location_id" in table.c]


class DryRun(Exception):
    """The import is to be undone: nobody asked for it to stay."""


def feed_for(connection: Connection, ids: set[str]) -> str | None:
    """The feed that holds most of these ids already: a new delivery of it, whatever its file is called."""
    held: Counter[str] = Counter()
    for some in batched(sorted(ids), _AT_ONCE, strict=False):
        counted = select(service.c.feed, func.count()).where(service.c.id.in_(some)).group_by(service.c.feed)
        held.update({feed: count for feed, count in connection.execute(counted)})
    return held.most_common(1)[0][0] if held else None


def owners_of(connection: Connection, feed: str, found: list[ServiceRows]) -> dict[str, str]:
    """Service id → why it cannot be written: a row of it belongs to another feed, which must not be overwritten."""
    foreign = {table: _of_others(connection, table, feed) for table in (service, organization, location)}
    strangers: dict[str, str] = {}
    for rows in found:
        ids = [(service, rows.service["id"]), (organization, rows.organization["id"])]
        for table, key in [*ids, *((location, place) for place in rows.places)]:
            if key in foreign[table]:
                strangers[rows.service["id"]] = f"the {table.name} id {key} belongs to the feed {foreign[table][key]!r}"
    return strangers


def _of_others(connection: Connection, table: Table, feed: str) -> dict[str, str]:
    rows = connection.execute(select(table.c.id, table.c.feed).where(table.c.feed != feed))
    return {row.id: row.feed for row in rows}


def write(connection: Connection, feed: str, found: list[ServiceRows], seen: set[str], today: date) -> Counter[str]:
    """Bring the rows of a feed in line with it; `seen` are all the ids it holds, usable or not."""
    mine = select(service.c.id, service.c.digest, service.c.retired_on).where(service.c.feed == feed)
    old = {key: None if retired else digest for key, digest, retired in connection.execute(mine)}
    digests = {rows.service["id"]: rows.digest for rows in found}
    new = [rows for rows in found if old.get(rows.service["id"]) != digests[rows.service["id"]]]
    changed = sum(old.get(rows.service["id"]) is not None for rows in new)
    gone = [key for key, digest in old.items() if digest is not None and key not in seen]
    _replace(connection, feed, new, digests)
    for some in batched(gone, _AT_ONCE, strict=False):
        connection.execute(update(service).where(service.c.id.in_(some)).values(retired_on=today))
    _forget_unused_places(connection, feed)
    counts = {"added": len(new) - changed, "changed": changed, "unchanged": len(found) - len(new), "retired": len(gone)}
    return Counter(counts)


def record_run(connection: Connection, feed: str, read: int, counts: Counter[str], refused: int) -> None:
    """Note the import; the newest note is also how readers know that the directory has changed."""
    numbers = {name: counts[name] for name in ("added", "changed", "retired")}
    row = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "feed": feed, "read": read, "refused": refused}
    connection.execute(insert(import_run).values(row | numbers))


def _replace(connection: Connection, feed: str, new: list[ServiceRows], digests: dict[str, str]) -> None:
    owners = {rows.organization["id"]: rows for rows in new}
    places = {key: place for rows in new for key, place in rows.places.items()}
    _upsert(connection, organization, [rows.organization | {"feed": feed} for rows in owners.values()])
    _upsert(connection, location, [row | {"feed": feed} for row, _ in places.values()])
    stamped = [rows.service | {"feed": feed, "digest": digests[rows.service["id"]]} for rows in new]
    _upsert(connection, service, stamped)
    _clear(connection, [rows.service["id"] for rows in new], list(owners), list(places))
    parts = [part for rows in new for part in rows.parts]
    parts += [part for _, of_place in places.values() for part in of_place]
    parts += [part for rows in owners.values() for part in rows.organization_parts]
    _insert(connection, parts)
    needs = [(rows.service["id"], need, why) for rows in new for need, why in rows.needs.items()]
    _insert(connection, [("service_need", {"service_id": s, "need": need, "why": why}) for s, need, why in needs])


def _upsert(connection: Connection, table: Table, rows: list[Json]) -> None:
    ids = {row["id"] for row in rows}
    there: set[str] = set()
    for some in batched(ids, _AT_ONCE, strict=False):
        there.update(connection.scalars(select(table.c.id).where(table.c.id.in_(some))))
    for row in rows:
        if row["id"] in there:
            connection.execute(update(table).where(table.c.id == row["id"]).values(_whole(table, row)))
    _insert(connection, [(table.name, row) for row in rows if row["id"] not in there])


def _clear(connection: Connection, services: list[str], owners: list[str], places: list[str]) -> None:
    """Take away the old parts: all of a service's, and those of a place or an organization itself."""
    for table in _OF_SERVICES:
        _delete(connection, table, "service_id", services)
    for table in _OF_PLACES:
        if table is not service_at_location:
            _delete(connection, table, "location_id", places, alone="service_id")
    _delete(connection, metadata.tables["phone"], "organization_id", owners)


def _delete(connection: Connection, table: Table, column: str, ids: list[str], alone: str | None = None) -> None:
    for some in batched(ids, _AT_ONCE, strict=False):
        statement = delete(table).where(table.c[column].in_(some))
        if alone and alone in table.c:
            statement = statement.where(table.c[alone].is_(None))
        connection.execute(statement)


def _insert(connection: Connection, parts: Iterable[Part]) -> None:
    by_table: dict[str, list[Json]] = {}
    for name, row in parts:
        by_table.setdefault(name, []).append(_whole(metadata.tables[name], row))
    for name, rows in by_table.items():
        connection.execute(insert(metadata.tables[name]), rows)


def _whole(table: Table, row: Json) -> dict[str, Any]:
    """The row with every column of its table, so that an older value never shines through."""
    return {column.name: row.get(column.name) for column in table.columns if column.name != "row"}


def _forget_unused_places(connection: Connection, feed: str) -> None:
    used = select(service_at_location.c.location_id)
    connection.execute(delete(location).where(location.c.feed == feed, location.c.id.not_in(used)))
