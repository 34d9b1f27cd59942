"""What editors do to an entry: correct it, take a correction back, say that it is true; everything is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from resources_db import tables
from resources_db.index.storing import outdate
from resources_db.keeping.overlay import GONE, show, shown, touch
from resources_db.keeping.tables import correction, edit

FIELDS = (
    *("name", "description", "url", "email", "phones", "fees_description", "eligibility_description"),
    *("application_process", "minimum_age", "maximum_age", "alert"),
)
"""What may be corrected of a service, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: what is shown, and what the feed says beneath where that is another."""

    name: str
    value: Any
    beneath: Any
    corrected: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an entry's history."""

    field: str
    by: str
    at: datetime
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A service as an editor sees it. `sealed` are its confidential places, as their feed describes them."""

    id: str
    name: str
    organization: str
    feed: str
    assured_date: date | None
    retired_on: date | None
    fields: tuple[Field, ...]
    history: tuple[Change, ...]
    places: tuple[str, ...]
    sealed: tuple[Mapping[str, Any], ...]


def entry(connection: Connection, key: str) -> Entry | None:
    """All of an entry; None when there is none. For editors alone: it tells confidential addresses."""
    service, owner = tables.service, tables.organization
    named = select(service, owner.c.name.label("owner")).join(owner, owner.c.id == service.c.organization_id)
    row = connection.execute(named.where(service.c.id == key)).first()
    if row is None:
        return None
    found = connection.execute(select(correction).where(_mine(key)))
    corrected = {each.field: each.beneath for each in found}
    fields = (
        Field(name, value := shown(connection, "service", key, name), corrected.get(name, value), name in corrected)
        for name in FIELDS
    )
    return Entry(
        id=key,
        name=row.name,
        organization=row.owner,
        feed=row.feed,
        assured_date=row.assured_date,
        retired_on=row.retired_on,
        fields=tuple(fields),
        history=tuple(_history(connection, key)),
        places=tuple(_places(connection, key)),
        sealed=tuple(_sealed(connection, key)),
    )


def correct(connection: Connection, key: str, values: Mapping[str, Any], by: str) -> list[str]:
    """Say what is to be shown of an entry's fields; the names of those that changed."""
    changed = [name for name, value in values.items() if _correct(connection, key, name, value, by)]
    if changed:
        outdate(connection)
    return changed


def take_back(connection: Connection, key: str, name: str, by: str) -> bool:
    """Let the feed speak again; False when nothing was corrected."""
    row = connection.execute(select(correction).where(_mine(key), correction.c.field == name)).first()
    if row is None:
        return False
    _note(connection, key, name, shown(connection, "service", key, name), row.beneath, by)
    show(connection, "service", key, name, row.beneath)
    connection.execute(delete(correction).where(_mine(key), correction.c.field == name))
    outdate(connection)
    return True


def verify(connection: Connection, key: str, by: str, today: date) -> bool:
    """Say that everything about an entry was checked today; False when there is none."""
    found = _correct(connection, key, "assured_date", today.isoformat(), by, always=True)
    outdate(connection)
    return found


def _correct(connection: Connection, key: str, name: str, value: Any, by: str, *, always: bool = False) -> bool:
    before = shown(connection, "service", key, name)
    if before is GONE or (before == value and not always):
        return False
    mine = [_mine(key), correction.c.field == name]
    values = {"value": value, "by": by, "at": _now()}
    if connection.execute(update(correction).where(*mine).values(values)).rowcount == 0:
        own = {"entity": "service", "entity_id": key, "field": name, "beneath": before}
        connection.execute(insert(correction).values(own | values))
    show(connection, "service", key, name, value)
    _note(connection, key, name, before, value, by)
    return True


def _note(connection: Connection, key: str, name: str, before: Any, after: Any, by: str) -> None:
    row = {"entity": "service", "entity_id": key, "field": name, "by": by, "at": _now()}
    connection.execute(insert(edit).values(row | {"before": before, "after": after}))
    touch(connection, key, row["at"])


def _history(connection: Connection, key: str) -> list[Change]:
    rows = select(edit).where(edit.c.entity == "service", edit.c.entity_id == key).order_by(edit.c.id.desc())
    return [
        Change(row.field, row.by, datetime.fromisoformat(row.at), row.before, row.after)
        for row in connection.execute(rows.limit(50))
    ]


def _places(connection: Connection, key: str) -> list[str]:
    link, address = tables.service_at_location, tables.metadata.tables["address"]
    joined = select(address).join(link, link.c.location_id == address.c.location_id)
    rows = connection.execute(joined.where(link.c.service_id == key).order_by(address.c.row))
    parts = ("address_1", "city", "state_province", "postal_code")
    return [", ".join(filter(None, (row._mapping[name] for name in parts))) for row in rows]


def _sealed(connection: Connection, key: str) -> list[Mapping[str, Any]]:
    link, sealed = tables.service_at_location, tables.confidential_place
    joined = select(sealed.c.details).join(link, link.c.location_id == sealed.c.location_id)
    return list(connection.scalars(joined.where(link.c.service_id == key)))


def _mine(key: str) -> Any:
    return (correction.c.entity == "service") & (correction.c.entity_id == key)


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
