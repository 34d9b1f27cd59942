"""Finds what the API is asked for: ids of services, organizations, places and terms, by the specification's filters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, false, func, literal, or_, select

from resources_db import tables
from resources_db.ids import published
from resources_db.index.engines import engine_of
from resources_db.offered import is_offered
from resources_db.records import Area

METRES = 6_371_008.8  # radius of the earth
MOST_WORDS = 10  # of a search
_SEARCHED = ("name", "alternate_name", "description")


@dataclass(frozen=True, slots=True)
class Filters:
    """The specification's filters; all that are given must hold. Ids are published ones, or the feed's own.

    `words` are those of `search`, folded, each with its spellings: what services are searched for by.
    """

    search: str | None = None
    words: tuple[tuple[str, ...], ...] = ()
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    modified_after: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A service at a place: its row, where it is, and whom it serves."""

    row: int
    point: tuple[float, float] | None
    areas: tuple[Area, ...]


def resolved(connection: Connection, filters: Filters) -> Filters:
    """The filters with a term's and a vocabulary's published id turned into the feed's own."""
    table, term = tables.taxonomy, tables.attribute.c.term_id
    own_term = _unpublished(connection, select(term).distinct(), "taxonomy_term", filters.taxonomy_term_id)
    own_vocabulary = _unpublished(connection, select(table.c.id), "taxonomy", filters.taxonomy_id)
    return replace(filters, taxonomy_term_id=own_term, taxonomy_id=own_vocabulary)


def _unpublished(connection: Connection, keys: Select[str], table: str, wanted: str | None) -> str | None:
    if wanted is None or len(wanted) != 36:  # no UUID
        return wanted
    return next((key for key in connection.scalars(keys) if key and published(table, key) == wanted), wanted)


def services(connection: Connection, filters: Filters) -> list[str]:
    """The ids of the services that are offered and fit, in order."""
    return list(connection.scalars(_services(connection, filters).order_by(tables.service.c.id)))


def _services(connection: Connection, filters: Filters) -> Select[str]:
    table = tables.service
    wanted: list[ColumnElement[bool]] = [is_offered()]
    if filters.words:
        wanted.append(table.c.id.in_(select(engine_of(connection).with_all(filters.words).subquery())))
    elif filters.search:  # nothing but signs
        wanted.append(false())
    if filters.organization_id:
        wanted.append(table.c.organization_id.in_(_ids(tables.organization, filters.organization_id)))
    if filters.modified_after:  # what does not say when it was changed may have been
        wanted.append(or_(table.c.last_modified.is_(None), table.c.last_modified >= filters.modified_after))
    wanted += [table.c.id.in_(found) for found in _bearing(filters)]
    return select(table.c.id).where(*wanted)


def organizations(connection: Connection, filters: Filters) -> list[str]:
    """The ids of the organizations that fit; by term, those of the services that bear it."""
    table = tables.organization
    wanted = _words(table, filters.search)
    if filters.taxonomy_term_id or filters.taxonomy_id:
        by_term = Filters(taxonomy_term_id=filters.taxonomy_term_id, taxonomy_id=filters.taxonomy_id)
        owners = select(tables.service.c.organization_id).where(tables.service.c.id.in_(_services(connection, by_term)))
        wanted.append(table.c.id.in_(owners))
    return list(connection.scalars(select(table.c.id).where(*wanted).order_by(table.c.id)))


def locations(connection: Connection, filters: Filters) -> list[str]:
    """The ids of the places that fit."""
    table = tables.location
    wanted = _words(table, filters.search)
    return list(connection.scalars(select(table.c.id).where(*wanted).order_by(table.c.id)))


def links(connection: Connection, filters: Filters) -> list[int]:
    """The rows of services at places whose service fits."""
    table = tables.service_at_location
    found = select(table.c.row).where(table.c.service_id.in_(_services(connection, filters)))
    return list(connection.scalars(found.order_by(table.c.service_id, table.c.row)))


def spots(connection: Connection, rows: Sequence[int]) -> list[Spot]:
    """Where services at places are; a confidential place is nowhere."""
    link, place, area = tables.service_at_location, tables.location, tables.service_area
    found = connection.execute(
        select(link.c.row, link.c.service_id, link.c.location_id, place.c.latitude, place.c.longitude)
        .join(place, place.c.id == link.c.location_id)
        .order_by(link.c.service_id, link.c.row)
    ).all()
    areas: dict[tuple[str, str | None], list[Area]] = {}
    for row in connection.execute(select(area)):
        areas.setdefault((row.service_id, row.location_id), []).append(Area(row.name, row.extent))
    wanted = set(rows)
    return [
        Spot(
            row.row,
            (row.latitude, row.longitude) if row.latitude is not None else None,
            tuple(areas.get((row.service_id, row.location_id)) or areas.get((row.service_id, None)) or ()),
        )
        for row in found
        if row.row in wanted
    ]


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way between two points as the crow flies."""
    (south, west), (north, east) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * METRES * asin(sqrt(half))


def one(connection: Connection, table: str, key: str) -> str | None:
    """The directory's id of what is published, or known in its feed, as `key`."""
    found = connection.scalars(_ids(tables.metadata.tables[table], key).limit(2)).all()
    return found[0] if found else None


def one_link(connection: Connection, key: str) -> int | None:
    """The row of a service at a place; not of a service that is not offered."""
    table, offered = tables.service_at_location, tables.service
    found = select(table.c.row).join(offered, offered.c.id == table.c.service_id)
    return connection.scalar(found.where(table.c.uuid == key, is_offered()).limit(1))


def modified(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """(published id, when it was changed) of services."""
    table = tables.service
    rows = connection.execute(select(table.c.id, table.c.uuid, table.c.last_modified).where(table.c.id.in_(ids)))
    return {row.id: (row.uuid, row.last_modified) for row in rows}


def _ids(table: Table, key: str) -> Select[str]:
    return select(table.c.id).where(or_(table.c.uuid == key, table.c.id == key)).order_by(table.c.uuid != key)


def _words(table: Table, search: str | None) -> list[ColumnElement[bool]]:
    return [_word(table, word) for word in (search or "").lower().split()[:MOST_WORDS]]


def _word(table: Table, word: str) -> ColumnElement[bool]:
    """Whether a word of an organization or a place begins so: "age" is in no "manage"."""
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "")
    said = (literal(" ") + func.lower(table.c[name]) for name in _SEARCHED)
    return or_(*(each.like(f"% {safe}%", escape="\\") for each in said))


def _bearing(filters: Filters) -> list[Select[str | None]]:
    table, term = tables.attribute, tables.taxonomy_term
    found = []
    if filters.taxonomy_term_id:
        by_id = or_(table.c.term_id == filters.taxonomy_term_id, table.c.term_code == filters.taxonomy_term_id)
        found.append(select(table.c.service_id).where(table.c.service_id.is_not(None), by_id))
    if filters.taxonomy_id:
        of_vocabulary = select(term.c.id).where(term.c.taxonomy_id == filters.taxonomy_id)
        by_name = or_(table.c.taxonomy == filters.taxonomy_id, table.c.term_id.in_(of_vocabulary))
        found.append(select(table.c.service_id).where(and_(table.c.service_id.is_not(None), by_name)))
    return found
