"""Writes a feed's checked rows: puts in what differs, and takes away what the feed no longer holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update

from resources_db import tables
from resources_db.importers.cleaning import Unusable
from resources_db.importers.parts import Json
from resources_db.importers.report import ImportReport
from resources_db.importers.rows import Part, Rows
from resources_db.importers.stage import Stage

AT_ONCE = 500  # ids in one statement, records in one batch
_ENTITIES = {name: tables.metadata.tables[name] for name in ("organization", "location", "service")}
_PARTS = {
    name: [table for table in tables.metadata.sorted_tables if "row" in table.c and f"{name}_id" in table.c]
    for name in _ENTITIES
}


class Names:
    """Gives each row the id under which the directory keeps it.

    It is the feed's own. Where another feed holds it already, it is kept as "feed:id", for two publishers may give one
    id to two things; but a service of the same id and name is the same, and the feed that came first alone changes it.
    """

    def __init__(self, connection: Connection, feed: str, stage: Stage) -> None:
        self._feed, self._stage = feed, stage
        self._others = {
            name: {row.id: row for row in connection.execute(_of_others(table, feed))}
            for name, table in _ENTITIES.items()
        }
        self._own = {
            name: frozenset(connection.scalars(select(table.c.id).where(table.c.feed == feed, table.c.id.like("%:%"))))
            for name, table in _ENTITIES.items()
        }

    def __call__(self, table: str, key: str) -> str:
        """The directory's id of a row. Raises Unusable when the row is another feed's."""
        other, ours = self._others[table].get(key), f"{self._feed}:{key}"
        if ours in self._own[table]:  # once kept so, always so: the other may be gone by now
            return ours
        if other is None:
            return key
        if table == "service" and not key.isdigit() and self._said("service", key) == _plain(other.name):
            raise Unusable(f"the {table} id {key} belongs to the feed {other.feed!r}")
        return ours

    def _said(self, table: str, key: str) -> str:
        """What the feed calls a row, for comparing."""
        found = self._stage.first(table, key)
        return _plain(found.row.get("name")) if found else ""


def _plain(name: object) -> str:
    return " ".join(str(name or "").casefold().split())


def _of_others(table: Table, feed: str) -> Select[Any]:
    return select(table.c.id, table.c.feed, table.c.name).where(table.c.feed != feed)


def put(connection: Connection, feed: str, found: Sequence[Rows], spared: frozenset[str] = frozenset()) -> None:
    """Write the records of one table that are new or differ from what is there, with their parts.

    Of the `spared` tables, which could not be read whole, a record keeps its old parts when it brings no new ones.
    """
    if not found:
        return
    table = _ENTITIES[found[0].table]
    old = _digests(connection, table, [rows.key for rows in found])
    digests = {rows.key: rows.digest for rows in found}
    new = [rows for rows in found if old.get(rows.key) != digests[rows.key]]
    _clear(connection, table, [rows for rows in new if rows.key in old], spared)
    stamped = [whole(table, rows.row | {"feed": feed, "digest": digests[rows.key]}) for rows in new]
    _update(connection, table, [row for row in stamped if row["id"] in old])
    if added := [row for row in stamped if row["id"] not in old]:
        connection.execute(insert(table), added)
    insert_parts(connection, (part for rows in new for part in rows.parts))
    needs = [("service_need", {"service_id": r.key, "need": n, "why": why}) for r in new for n, why in r.needs.items()]
    insert_parts(connection, needs)


def _digests(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, str | None]:
    """Digest by id of the rows that are there; None for one that was retired."""
    found: dict[str, str | None] = {}
    retired = table.c.retired_on if "retired_on" in table.c else None
    for some in batched(ids, AT_ONCE, strict=False):
        columns = [table.c.id, table.c.digest, *([retired] if retired is not None else [])]
        rows = connection.execute(select(*columns).where(table.c.id.in_(some)))
        found.update({row[0]: None if len(row) > 2 and row[2] else row[1] for row in rows})
    return found


def _update(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        values: dict[str, Any] = {
            column.name: bindparam(f"new_{column.name}") for column in table.columns if column.name != "id"
        }
        named = [{f"new_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(update(table).where(table.c.id == bindparam("new_id")).values(values), named)


def _clear(connection: Connection, table: Table, found: Sequence[Rows], spared: frozenset[str]) -> None:
    """Take away the old parts: all of a service's, and those of a place or an organization itself."""
    for part in _PARTS[table.name]:
        ids = [
            rows.key for rows in found if part.name not in spared or any(name == part.name for name, _ in rows.parts)
        ]
        alone = part.c.service_id.is_(None) if table.name != "service" and "service_id" in part.c else None
        for some in batched(ids, AT_ONCE, strict=False):
            statement = delete(part).where(part.c[f"{table.name}_id"].in_(some))
            connection.execute(statement if alone is None else statement.where(alone))
    if table.name == "service":
        of_needs = [rows.key for rows in found if rows.needs or "attribute" not in spared]
        for some in batched(of_needs, AT_ONCE, strict=False):
            connection.execute(delete(tables.service_need).where(tables.service_need.c.service_id.in_(some)))


def insert_parts(connection: Connection, parts: Iterable[Part]) -> None:
    """Put rows into their tables."""
    by_table: dict[str, list[Json]] = {}
    for name, row in parts:
        by_table.setdefault(name, []).append(whole(tables.metadata.tables[name], row))
    for name, rows in by_table.items():
        connection.execute(insert(tables.metadata.tables[name]), rows)


def whole(table: Table, row: Json) -> Json:
    """The row with every column of its table, so that an older value never shines through."""
    return {column.name: row.get(column.name) for column in table.columns if column.name != "row"}


def retire(connection: Connection, feed: str, kept: frozenset[str], today: date) -> None:
    """Retire the services of a feed that are not among `kept`."""
    table = tables.service
    offered = select(table.c.id).where(table.c.feed == feed, table.c.retired_on.is_(None))
    gone = [key for key in connection.scalars(offered) if key not in kept]
    for some in batched(gone, AT_ONCE, strict=False):
        connection.execute(update(table).where(table.c.id.in_(some)).values(retired_on=today))


def drop_unused(connection: Connection, feed: str, kept: Mapping[str, frozenset[str]]) -> None:
    """Take away places and organizations that the feed no longer holds and no service needs, retired ones included."""
    used = {
        "location": select(tables.service_at_location.c.location_id),
        "organization": select(tables.service.c.organization_id),
    }
    for name, needed in used.items():
        table = _ENTITIES[name]
        unused = select(table.c.id).where(table.c.feed == feed, table.c.id.not_in(needed))
        gone = [key for key in connection.scalars(unused) if key not in kept[name]]
        for some in batched(gone, AT_ONCE, strict=False):
            connection.execute(delete(table).where(table.c.id.in_(some)))
            if name == "location":
                sealed = tables.confidential_place
                connection.execute(delete(sealed).where(sealed.c.location_id.in_(some)))


def seal(connection: Connection, feed: str, places: Mapping[str, Json], open_places: Iterable[str]) -> None:
    """Keep what a feed says of its confidential places where only editors can read it; forget it of open ones."""
    table = tables.confidential_place
    for some in batched([*open_places, *places], AT_ONCE, strict=False):
        connection.execute(delete(table).where(table.c.location_id.in_(some)))
    rows = [{"location_id": key, "feed": feed, "details": details} for key, details in places.items()]
    if rows:
        connection.execute(insert(table), rows)


def sealed_places(connection: Connection) -> dict[str, Json]:
    """What is kept of confidential places, by id."""
    return {row.location_id: row.details for row in connection.execute(select(tables.confidential_place))}


def replace_terms(connection: Connection, feed: str, name: str, rows: Iterator[Json], *, complete: bool) -> None:
    """The feed's vocabularies (`taxonomy`) or their terms (`taxonomy_term`); what is missing goes when `complete`."""
    table = tables.metadata.tables[name]
    if complete:
        connection.execute(delete(table).where(table.c.feed == feed))
    for some in batched(rows, AT_ONCE, strict=False):
        _drop(connection, table, feed, some)
        connection.execute(insert(table), [whole(table, row | {"feed": feed}) for row in some])


def _drop(connection: Connection, table: Table, feed: str, rows: Sequence[Json]) -> None:
    ids = [row["id"] for row in rows]
    connection.execute(delete(table).where(table.c.feed == feed, table.c.id.in_(ids)))


def replace_programs(connection: Connection, feed: str, rows: Iterator[Json], *, complete: bool) -> None:
    """The feed's programs; what is missing goes when `complete`."""
    table = tables.program
    if complete:
        connection.execute(delete(table).where(table.c.feed == feed))
    others = set(connection.scalars(select(table.c.id).where(table.c.feed != feed)))
    for some in batched((row for row in rows if row["id"] not in others), AT_ONCE, strict=False):
        _drop(connection, table, feed, some)
        connection.execute(insert(table), [whole(table, row | {"feed": feed}) for row in some])


def record_run(connection: Connection, report: ImportReport) -> None:
    """Note the import; the newest note is also how readers know that the directory has changed."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    numbers = {name: getattr(report, name) for name in ("read", "added", "changed", "unchanged", "retired")}
    row = {"at": at, "feed": report.feed, "refused": len(report.refused)}
    connection.execute(insert(tables.import_run).values(row | numbers))
