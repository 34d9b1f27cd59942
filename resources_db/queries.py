"""Every question that the rest of OneDoor asks of the directory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from resources_db import tables
from resources_db.database import Database
from resources_db.records import Area, Location, Phone, Schedule, Service

_Rows = Mapping[Any, Sequence[Row[Any]]]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    revision: int
    services: Mapping[str, Service]
    by_need: Mapping[str, tuple[Service, ...]]


class Directory:
    """The services on offer. Answers come from memory and are read anew after each import, by whichever process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._snapshot = _Snapshot(-1, {}, {})

    def serving(self, need: str | None) -> Sequence[Service]:
        """Every service that bears a need label; with None, every service."""
        snapshot = self._fresh()
        return snapshot.by_need.get(need, ()) if need else tuple(snapshot.services.values())

    def service(self, service_id: str) -> Service | None:
        """One service, None when there is none or it has been retired."""
        return self._fresh().services.get(service_id)

    def _fresh(self) -> _Snapshot:
        with self._database.reading() as connection:
            newest = revision(connection)
            if newest != self._snapshot.revision:
                self._snapshot = _taken(newest, services(connection))
        return self._snapshot


def revision(connection: Connection) -> int:
    """A number that grows with each import."""
    return connection.scalar(select(func.max(tables.import_run.c.id))) or 0


def services(connection: Connection) -> list[Service]:
    """Every service that is not retired, by id."""
    parts = {name: _by_owner(connection, table) for name, table in _PARTS.items()}
    needs = _grouped(connection.execute(select(tables.service_need)).all(), "service_id")
    links = _grouped(connection.execute(select(tables.service_at_location)).all(), "service_id")
    places = {row.id: row for row in connection.execute(select(tables.location))}
    organizations = {row.id: row for row in connection.execute(select(tables.organization))}
    offered = select(tables.service).where(tables.service.c.retired_on.is_(None)).order_by(tables.service.c.id)
    found = []
    for row in connection.execute(offered):
        here = [_location(places[link.location_id], row.id, parts) for link in links.get(row.id, ())]
        why = {need.need: need.why for need in needs.get(row.id, ())}
        found.append(_service(row, organizations[row.organization_id], why, tuple(here), parts))
    return found


_PARTS = {
    name: tables.metadata.tables[name]
    for name in ("phone", "schedule", "service_area", "language", "address", "required_document")
}


def _taken(newest: int, found: Iterable[Service]) -> _Snapshot:
    by_id = {service.id: service for service in found}
    by_need: dict[str, list[Service]] = defaultdict(list)
    for service in by_id.values():
        for need in service.needs:
            by_need[need].append(service)
    return _Snapshot(newest, by_id, {need: tuple(some) for need, some in by_need.items()})


def _by_owner(connection: Connection, table: Table) -> _Rows:
    """Rows by their owner: (service id, location id, organization id), None where the table or row names none."""
    rows = connection.execute(select(table).order_by(table.c.row)).all()
    return _grouped(rows, "service_id", "location_id", "organization_id")


def _grouped(rows: Iterable[Row[Any]], *columns: str) -> _Rows:
    groups: dict[Any, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        key = tuple(getattr(row, column, None) for column in columns)
        groups[key if len(columns) > 1 else key[0]].append(row)
    return groups


def _service(
    row: Row[Any], owner: Row[Any], needs: Mapping[str, str], places: tuple[Location, ...], parts: Mapping[str, _Rows]
) -> Service:
    mine, ours = (row.id, None, None), row.x_onedoor or {}
    phones = _phones(parts, mine) or _phones(parts, (None, None, owner.id))
    return Service(
        id=row.id,
        name=row.name,
        organization=owner.name,
        needs=needs,
        description=row.description,
        summary=_said(ours.get("summary")),
        next_step=_said(ours.get("next_step")),
        last_resort=bool(ours.get("last_resort")),
        url=row.url or owner.website,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        languages=tuple(language.code or language.name for language in parts["language"].get(mine, ())),
        phones=phones,
        schedules=_schedules(parts, mine),
        areas=_areas(parts, mine),
        locations=places,
        fees=row.fees_description,
        eligibility=row.eligibility_description,
        documents=tuple(paper.document for paper in parts["required_document"].get(mine, ()) if paper.document),
        additional_information=row.additional_information,
        source=row.source,
        assured_date=row.assured_date,
    )


def _location(row: Row[Any], service: str, parts: Mapping[str, _Rows]) -> Location:
    both, own = (service, row.id, None), (None, row.id, None)
    if row.confidential:
        return Location(row.id, confidential=True, areas=_areas(parts, both))
    address = next(iter(_street_first(parts["address"].get(own, ()))), None)
    return Location(
        id=row.id,
        name=row.name,
        address=_line(address),
        town=address.city if address else None,
        state=address.state_province if address else None,
        postal_code=address.postal_code if address else None,
        latitude=row.latitude,
        longitude=row.longitude,
        phones=_phones(parts, both) or _phones(parts, own),
        schedules=_schedules(parts, both) or _schedules(parts, own),
        areas=_areas(parts, both),
    )


def _street_first(addresses: Iterable[Row[Any]]) -> list[Row[Any]]:
    return sorted(addresses, key=lambda address: address.address_type == "postal")


def _line(address: Row[Any] | None) -> str | None:
    """An address as one line: 10 Main Street, Hartford, CT 06103."""
    if address is None or not address.address_1:
        return None
    tail = " ".join(filter(None, (address.state_province, address.postal_code)))
    return ", ".join(filter(None, (address.address_1, address.address_2, address.city, tail)))


def _said(value: Any) -> Mapping[str, str]:
    return {language: words for language, words in (value or {}).items() if words} if isinstance(value, dict) else {}


def _phones(parts: Mapping[str, _Rows], owner: tuple[Any, ...]) -> tuple[Phone, ...]:
    return tuple(Phone(p.number, (p.type or "voice").lower(), p.description) for p in parts["phone"].get(owner, ()))


def _areas(parts: Mapping[str, _Rows], owner: tuple[Any, ...]) -> tuple[Area, ...]:
    return tuple(Area(area.name, area.extent) for area in parts["service_area"].get(owner, ()))


def _schedules(parts: Mapping[str, _Rows], owner: tuple[Any, ...]) -> tuple[Schedule, ...]:
    names = Schedule.__slots__
    return tuple(Schedule(**{n: getattr(row, n) for n in names}) for row in parts["schedule"].get(owner, ()))
