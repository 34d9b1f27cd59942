"""An entry as an editor sees it: what is shown of it and of its places, what feeds say beneath, and its history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from resources_db import tables
from resources_db.keeping import closing
from resources_db.keeping.tables import correction, edit
from resources_db.keeping.targets import AT_PLACE, FIELDS, OF_ORGANIZATION, OF_PLACE, Target, key_of, places_of
from resources_db.keeping.values import GONE, shown
from resources_db.offered import is_offered


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what is shown, and what the feed says beneath where that is another. `key` is its name in forms.

    `others` are the other entries that show it too, because it belongs to their place or organization.
    """

    key: str
    name: str
    value: Any
    beneath: Any
    corrected: bool
    others: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an entry's history. `what` is the field without the place that it may be of; `where` names that."""

    what: str
    where: str
    by: str
    at: datetime
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an entry and what may be corrected of it; of a confidential one there is nearly nothing."""

    id: str
    name: str
    confidential: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A service as an editor sees it. `sealed` are its confidential places, as their feed describes them.

    `shared` are its organization's fields; families get them where the service and its places say nothing.
    """

    id: str
    name: str
    organization: str
    feed: str
    assured_date: date | None
    retired_on: date | None
    closed: closing.Closure | None
    fields: tuple[Field, ...]
    places: tuple[Place, ...]
    shared: tuple[Field, ...]
    history: tuple[Change, ...]
    sealed: tuple[Mapping[str, Any], ...]

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Everything that may be corrected on its page."""
        return (*self.fields, *(field for place in self.places for field in place.fields), *self.shared)


def entry(connection: Connection, key: str) -> Entry | None:
    """All of an entry; None when there is none. For editors alone: it tells confidential addresses."""
    service, owner = tables.service, tables.organization
    named = select(service, owner.c.name.label("owner")).join(owner, owner.c.id == service.c.organization_id)
    row = connection.execute(named.where(service.c.id == key)).first()
    if row is None:
        return None
    places = tuple(_places(connection, key))
    whose = {place.id: place.name for place in places} | {row.organization_id: row.owner}
    return Entry(
        id=key,
        name=row.name,
        organization=row.owner,
        feed=row.feed,
        assured_date=row.assured_date,
        retired_on=row.retired_on,
        closed=closing.closure_of(connection, key),
        fields=tuple(_fields(connection, [Target("service", key, name) for name in FIELDS])),
        places=places,
        shared=tuple(_of_organization(connection, row.organization_id)),
        history=tuple(_history(connection, key, row.organization_id, whose)),
        sealed=tuple(_sealed(connection, key)),
    )


def _fields(connection: Connection, targets: Sequence[Target], others: int = 0) -> Iterator[Field]:
    mine = tuple_(correction.c.entity, correction.c.entity_id, correction.c.field).in_(targets)
    corrected = {
        Target(row.entity, row.entity_id, row.field): row.beneath
        for row in connection.execute(select(correction).where(mine))
    }
    for target in targets:
        value = shown(connection, *target)
        if value is not GONE:
            beneath = corrected.get(target, value)
            name = target.field.partition("@")[0]
            yield Field(key_of(target), name, value, beneath, target in corrected, others)


def _places(connection: Connection, service: str) -> Iterator[Place]:
    for key in places_of(connection, service):
        row = connection.execute(select(tables.location).where(tables.location.c.id == key)).one()
        there = _fields(connection, [Target("service", service, f"{name}@{key}") for name in AT_PLACE])
        spoken = [field for field in there if field.value or field.corrected]
        silent = {field.name for field in spoken if field.value}  # the place's own is not told beside them
        own = [Target("location", key, name) for name in OF_PLACE if name not in silent]
        fields = (*_fields(connection, own, _others(connection, service, key)), *spoken)
        yield Place(key, row.name or "", row.confidential, fields)


def _others(connection: Connection, service: str, place: str) -> int:
    link, table = tables.service_at_location, tables.service
    joined = select(func.count(link.c.service_id.distinct())).join(table, table.c.id == link.c.service_id)
    there = joined.where(link.c.location_id == place, link.c.service_id != service, is_offered())
    return connection.scalar(there) or 0


def _of_organization(connection: Connection, owner: str) -> Iterator[Field]:
    table = tables.service
    mine = select(func.count()).select_from(table).where(table.c.organization_id == owner, is_offered())
    others = max((connection.scalar(mine) or 0) - 1, 0)
    fields = _fields(connection, [Target("organization", owner, name) for name in OF_ORGANIZATION], others)
    yield from (field for field in fields if field.value or field.corrected)


def _history(connection: Connection, key: str, owner: str, whose: Mapping[str, str]) -> Iterator[Change]:
    about = [("service", key), ("organization", owner), *(("location", place) for place in whose if place != owner)]
    mine = tuple_(edit.c.entity, edit.c.entity_id).in_(about)
    for row in connection.execute(select(edit).where(mine).order_by(edit.c.id.desc()).limit(50)):
        what, _, place = row.field.partition("@")
        where = whose.get(place or (row.entity_id if row.entity != "service" else ""), "")
        yield Change(what, where, row.by, datetime.fromisoformat(row.at), row.before, row.after)


def _sealed(connection: Connection, key: str) -> list[Mapping[str, Any]]:
    link, sealed = tables.service_at_location, tables.confidential_place
    joined = select(sealed.c.details).join(link, link.c.location_id == sealed.c.location_id)
    return list(connection.scalars(joined.where(link.c.service_id == key)))
