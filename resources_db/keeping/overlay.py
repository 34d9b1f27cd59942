"""Lays editors' corrections over what the feeds say, and remembers what is beneath."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from resources_db.keeping.tables import correction, duplicate_verdict, edit
from resources_db.tables import metadata, service

LISTS = {"phones": ("phone", ("number", "type", "description"))}
"""Corrected as a whole: the rows of a service's own list, with the columns that an editor sees."""


def lay_corrections(connection: Connection) -> None:
    """After an import: what the feeds wrote goes beneath, and what editors said is shown again."""
    for row in connection.execute(select(correction)).all():
        says = shown(connection, row.entity, row.entity_id, row.field)
        if says is GONE:
            continue
        if says != row.value:
            same = (correction.c.entity == row.entity) & (correction.c.entity_id == row.entity_id)
            connection.execute(update(correction).where(same, correction.c.field == row.field).values(beneath=says))
        if row.field == "assured_date" and says and row.value and says > row.value:
            continue  # the feed has checked it since
        show(connection, row.entity, row.entity_id, row.field, row.value)
    edits = select(edit.c.entity_id, func.max(edit.c.at)).where(edit.c.entity == "service").group_by(edit.c.entity_id)
    for key, at in connection.execute(edits).all():
        touch(connection, key, at, again=True)
    merged = select(duplicate_verdict.c.second_id).where(duplicate_verdict.c.verdict == "merged")
    offered = service.c.retired_on.is_(None)
    connection.execute(update(service).where(service.c.id.in_(merged), offered).values(retired_on=date.today()))


def touch(connection: Connection, key: str, at: str, *, again: bool = False) -> None:
    """Say that a service was changed by an editor at a moment in UTC, unless its feed has changed it since.

    `again` is after an import: what a feed does not date stays undated, for it may have been changed by the feed.
    """
    moment, known = f"{at[:19]}Z", service.c.last_modified
    older = known < moment if again else (known.is_(None)) | (known < moment)
    connection.execute(update(service).where(service.c.id == key, older).values(last_modified=moment))


class _Gone:
    """Nothing: the record is not in the directory."""


GONE = _Gone()


def shown(connection: Connection, entity: str, key: str, field: str) -> Any:
    """What the directory shows of a field, as JSON holds it; GONE when there is no such record."""
    table = metadata.tables[entity]
    if field in LISTS:
        part, columns = LISTS[field]
        rows = connection.execute(select(*(metadata.tables[part].c[c] for c in columns)).where(*_own(part, key)))
        return [dict(row._mapping) for row in rows]
    found = connection.execute(select(table.c[field]).where(table.c.id == key)).first()
    if found is None:
        return GONE
    return found[0].isoformat() if isinstance(found[0], date) else found[0]


def show(connection: Connection, entity: str, key: str, field: str, value: Any) -> None:
    """Write what is to be shown of a field."""
    table = metadata.tables[entity]
    if field in LISTS:
        part, columns = LISTS[field]
        connection.execute(delete(metadata.tables[part]).where(*_own(part, key)))
        rows = [{f"{entity}_id": key} | {c: row.get(c) for c in columns} for row in value or ()]
        if rows:
            connection.execute(insert(metadata.tables[part]), rows)
        return
    typed = date.fromisoformat(value) if value and _is_date(table, field) else value
    connection.execute(update(table).where(table.c.id == key).values({field: typed}))


def _is_date(table: Table, field: str) -> bool:
    return table.c[field].type.python_type is date


def _own(part: str, key: str) -> list[Any]:
    """The rows of a service itself, not of the service at one place."""
    table = metadata.tables[part]
    return [table.c.service_id == key, table.c.location_id.is_(None)]
