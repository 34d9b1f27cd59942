"""Puts the rows of the directory's tables together into records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, or_, select

from resources_db import tables
from resources_db.needs import TAXONOMY
from resources_db.offered import is_offered
from resources_db.records import Area, Location, Phone, Price, Schedule, Service

_Rows = Mapping[Any, Sequence[Row[Any]]]
_PARTS = {
    name: tables.metadata.tables[name]
    for name in (
        *("phone", "schedule", "service_area", "language", "address", "required_document", "cost_option", "attribute"),
    )
}


def all_services(connection: Connection) -> list[Service]:
    """Every service that is offered, by id."""
    wanted = select(tables.service).where(is_offered()).order_by(tables.service.c.id)
    parts = {name: _by_owner(connection, select(table)) for name, table in _PARTS.items()}
    return list(_assembled(connection, wanted, parts))


def one_service(connection: Connection, key: str) -> Service | None:
    """A service by its id, as families read of it, or would if it were offered; None when there is none."""
    table, link = tables.service, tables.service_at_location
    owner = select(table.c.organization_id).where(table.c.id == key).scalar_subquery()
    places = select(link.c.location_id).where(link.c.service_id == key)
    parts = {}
    for name, part in _PARTS.items():
        mine = [part.c.service_id == key] if "service_id" in part.c else []
        mine += [part.c.location_id.in_(places)] if "location_id" in part.c else []
        mine += [part.c.organization_id == owner] if "organization_id" in part.c else []
        parts[name] = _by_owner(connection, select(part).where(or_(*mine)))
    return next(_assembled(connection, select(table).where(table.c.id == key), parts), None)


def _assembled(connection: Connection, wanted: Select[Any], parts: Mapping[str, _Rows]) -> Iterator[Service]:
    link, place, organization = tables.service_at_location, tables.location, tables.organization
    keys = wanted.with_only_columns(tables.service.c.id).order_by(None)
    owners = wanted.with_only_columns(tables.service.c.organization_id).order_by(None)
    needs = _grouped(_of(connection, tables.service_need, keys), "service_id")
    links = _grouped(_of(connection, link, keys), "service_id")
    used = select(link.c.location_id).where(link.c.service_id.in_(keys))
    places = {row.id: row for row in connection.execute(select(place).where(place.c.id.in_(used)))}
    known = {row.id: row for row in connection.execute(select(organization).where(organization.c.id.in_(owners)))}
    for row in connection.execute(wanted):
        here = [_location(places[each.location_id], row.id, parts) for each in links.get(row.id, ())]
        why = {need.need: need.why for need in needs.get(row.id, ())}
        yield _service(row, known[row.organization_id], why, tuple(here), parts)


def _of(connection: Connection, table: Table, services: Select[Any]) -> Sequence[Row[Any]]:
    return connection.execute(select(table).where(table.c.service_id.in_(services))).all()


def _by_owner(connection: Connection, wanted: Select[Any]) -> _Rows:
    """Rows by their owner: (service id, location id, organization id), None where the table or row names none."""
    rows = connection.execute(wanted.order_by(wanted.selected_columns.row)).all()
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
        alternate_name=row.alternate_name,
        description=row.description,
        names=_said(ours.get("name")),
        summary=_said(ours.get("summary")),
        next_step=_said(ours.get("next_step")),
        last_resort=bool(ours.get("last_resort")),
        url=row.url or owner.website,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        languages=_languages(parts, mine),
        phones=phones,
        schedules=_schedules(parts, mine),
        areas=_areas(parts, mine),
        locations=places,
        fees=row.fees_description,
        prices=_prices(parts["cost_option"].get(mine, ())),
        eligibility=row.eligibility_description,
        documents=tuple(paper.document for paper in parts["required_document"].get(mine, ()) if paper.document),
        additional_information=row.additional_information,
        alert=row.alert,
        source=row.source,
        assured_date=row.assured_date,
        terms=_terms(parts["attribute"].get(mine, ())),
    )


def _terms(attributes: Iterable[Row[Any]]) -> tuple[str, ...]:
    """The names and codes of other taxonomies' terms; our own needs are told by `needs`."""
    others = [each for each in attributes if each.taxonomy != TAXONOMY]
    return tuple(dict.fromkeys(word for each in others for word in (each.term_name, each.term_code) if word))


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
        schedules=_hours_here(_schedules(parts, both), _schedules(parts, own)),
        areas=_areas(parts, both),
        languages=tuple(dict.fromkeys((*_languages(parts, both), *_languages(parts, own)))),
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


def _languages(parts: Mapping[str, _Rows], owner: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(language.code or language.name for language in parts["language"].get(owner, ()))


def _prices(options: Iterable[Row[Any]]) -> tuple[Price, ...]:
    """What each cost option says; an amount that is no number counts among the words."""
    return tuple(map(_price, options))


def _price(option: Row[Any]) -> Price:
    told = (option.option, option.amount_description)
    try:
        return Price(float(option.amount) if option.amount else None, "; ".join(filter(None, told)) or None)
    except ValueError:
        return Price(None, "; ".join(filter(None, (*told, option.amount))))


def _areas(parts: Mapping[str, _Rows], owner: tuple[Any, ...]) -> tuple[Area, ...]:
    return tuple(Area(area.name, area.extent) for area in parts["service_area"].get(owner, ()))


def _hours_here(both: tuple[Schedule, ...], own: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    """The service's hours at a place go before those of the place; the exceptions of both hold."""
    regular = [each for each in both if not each.exception] or [each for each in own if not each.exception]
    return (*regular, *(each for each in (*both, *own) if each.exception))


def _schedules(parts: Mapping[str, _Rows], owner: tuple[Any, ...]) -> tuple[Schedule, ...]:
    names = Schedule.__slots__
    return tuple(Schedule(**{n: getattr(row, n) for n in names}) for row in parts["schedule"].get(owner, ()))
