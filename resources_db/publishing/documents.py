"""Puts rows together into HSDS 3.1 documents, a batch at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, select

from resources_db import tables
from resources_db.offered import is_offered
from resources_db.publishing.licensed import is_licensed
from resources_db.publishing.shapes import Json, attribute, own, part, said

AT_ONCE = 200  # documents
_LISTS = {
    "phone": "phones",
    "schedule": "schedules",
    "language": "languages",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "cost_option": "cost_options",
    "funding": "funding",
    "address": "addresses",
    "accessibility": "accessibility",
    "organization_identifier": "organization_identifiers",
    "attribute": "attributes",
}
_SERVICE = (
    *("name", "alternate_name", "description", "url", "email", "status", "interpretation_services"),
    *("application_process", "fees_description", "wait_time", "accreditations", "eligibility_description"),
    *("minimum_age", "maximum_age", "assured_date", "assurer_email", "licenses", "alert", "last_modified"),
)
_ORGANIZATION = (
    *("name", "alternate_name", "email", "website", "tax_status", "tax_id", "legal_status", "logo", "uri"),
)
_LOCATION = (
    *("url", "name", "alternate_name", "description", "transportation"),
    *("external_identifier", "external_identifier_type"),
)
_OURS = ("additional_information", "source", "year_incorporated", "parent_organization_id")
type Owner = tuple[str | None, str | None, str | None]


class Documents:
    """The documents of one moment of the directory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def services(self, ids: Sequence[str], *, full: bool = True) -> Iterator[Json]:
        """Services by the directory's ids, in that order; what is not offered is left out."""
        table = tables.service
        for some in batched(ids, AT_ONCE, strict=False):
            offered = set(self._connection.scalars(select(table.c.id).where(is_offered(), table.c.id.in_(some))))
            found = {row.id: row for row in self._rows(table.c.id, some) if row.id in offered}
            owners = {row.organization_id for row in found.values()}
            organizations = {each["x"]: each for each in self._organizations(sorted(owners), full=full)}
            parts = self._parts("service", list(found)) if full else {}
            places = self._places_of(list(found)) if full else {}
            programs = self._programs({row.program_id for row in found.values() if row.program_id})
            for key in (key for key in some if key in found):
                row = found[key]
                owner = {name: value for name, value in organizations[row.organization_id].items() if name != "x"}
                document = _service(row) | {"organization": owner} | said({"program": programs.get(row.program_id)})
                yield document | self._lists(parts, (key, None, None)) | said({"service_at_locations": places.get(key)})

    def organizations(self, ids: Sequence[str], *, full: bool = True) -> Iterator[Json]:
        """Organizations by the directory's ids."""
        for some in batched(ids, AT_ONCE, strict=False):
            for each in self._organizations(some, full=full):
                yield {name: value for name, value in each.items() if name != "x"}

    def _organizations(self, ids: Sequence[str], *, full: bool) -> Iterator[Json]:
        rows = {row.id: row for row in self._rows(tables.organization.c.id, ids)}
        parts = self._parts("organization", ids) if full else {}
        for key in (key for key in ids if key in rows):
            document = _named("organization", rows[key], _ORGANIZATION) | {"description": rows[key].description or ""}
            yield document | self._lists(parts, (None, None, key), urls="additional_websites") | {"x": key}

    def locations(self, ids: Sequence[str]) -> Iterator[Json]:
        """Places by the directory's ids; of a confidential one only that there is one."""
        for some in batched(ids, AT_ONCE, strict=False):
            rows = {row.id: row for row in self._rows(tables.location.c.id, some)}
            parts = self._parts("location", some)
            yield from (self._location(rows[key], parts) for key in some if key in rows)

    def links(self, rows: Iterable[int], *, full: bool = True) -> Iterator[Json]:
        """Services at places by their row numbers; full ones hold the service with its organization."""
        table = tables.service_at_location
        for some in batched(rows, AT_ONCE, strict=False):
            found = {row.row: row for row in self._rows(table.c.row, some)}
            services = {row.service_id for row in found.values()}
            inside = dict(zip(sorted(services), self.services(sorted(services), full=full), strict=True))
            parts = self._parts("location", [row.location_id for row in found.values()])
            places = {row.id: row for row in self._rows(tables.location.c.id, {r.location_id for r in found.values()})}
            for number in (number for number in some if number in found):
                row = found[number]
                link = self._link(row, places[row.location_id], parts)
                service = {k: v for k, v in inside[row.service_id].items() if k != "service_at_locations"}
                yield link | {"service": service}

    def _programs(self, ids: Iterable[str]) -> dict[str, Json]:
        names = ("name", "alternate_name")
        return {
            row.id: _with_ours(
                own("program", row.id) | said({name: row._mapping[name] for name in names}),
                {"organization_id": row.organization_id},
            )
            | {"description": row.description or ""}
            for row in self._rows(tables.program.c.id, sorted(ids))
        }

    def _places_of(self, services: Sequence[str]) -> dict[str, list[Json]]:
        table = tables.service_at_location
        rows = sorted(self._rows(table.c.service_id, services), key=lambda row: row.row)
        ids = list(dict.fromkeys(row.location_id for row in rows))
        places = {row.id: row for row in self._rows(tables.location.c.id, ids)}
        parts = self._parts("location", ids)
        found: dict[str, list[Json]] = defaultdict(list)
        for row in rows:
            found[row.service_id].append(self._link(row, places[row.location_id], parts))
        return found

    def _link(self, row: Row[Any], place: Row[Any], parts: "_Parts") -> Json:
        document = {"id": row.uuid} | said({"description": row.description})
        here = self._lists(parts, (row.service_id, row.location_id, None))
        return document | here | {"location": self._location(place, parts)}

    def _location(self, row: Row[Any], parts: "_Parts") -> Json:
        document = own("location", row.id) | {"location_type": row.location_type or "physical"}
        if row.confidential:
            return document | {"x_onedoor": document.get("x_onedoor", {}) | {"confidential": True}}
        point = {} if row.approximate else {"latitude": row.latitude, "longitude": row.longitude}
        ours = {"approximate": row.approximate, "organization_id": row.organization_id}
        document = _with_ours(document | said({name: getattr(row, name) for name in _LOCATION} | point), ours)
        return document | self._lists(parts, (None, row.id, None))

    def _lists(self, parts: "_Parts", owner: Owner, urls: str = "additional_urls") -> Json:
        mine = parts.get(owner, {})
        lists = {name: mine[table] for table, name in _LISTS.items() if table in mine}
        return lists | ({urls: mine["url"]} if "url" in mine else {})

    def _parts(self, owner: str, ids: Iterable[str]) -> "_Parts":
        """Every part that names one of these owners, by whose it is exactly."""
        found: _Parts = defaultdict(lambda: defaultdict(list))
        wanted = list(ids)
        for table in tables.metadata.sorted_tables:
            if table.name not in (*_LISTS, "url") or f"{owner}_id" not in table.c:
                continue
            for row in sorted(self._rows(table.c[f"{owner}_id"], wanted), key=lambda row: row.row):
                shaped = _attribute(row) if table.name == "attribute" else part(table.name, row)
                if shaped:
                    found[_owner(row)][table.name].append(shaped)
        return found

    def _rows(self, column: Any, values: Iterable[Any]) -> list[Row[Any]]:
        return [
            row
            for some in batched(values, AT_ONCE, strict=False)
            for row in self._connection.execute(select(column.table).where(column.in_(some)))
        ]


type _Parts = dict[Owner, dict[str, list[Json]]]


def _owner(row: Row[Any]) -> Owner:
    mapping = row._mapping
    return mapping.get("service_id"), mapping.get("location_id"), mapping.get("organization_id")


def _attribute(row: Row[Any]) -> Json | None:
    return None if is_licensed(row.taxonomy, row.term_code or row.term_id) else attribute(row)


def _service(row: Row[Any]) -> Json:
    return _with_ours(_named("service", row, _SERVICE), (row.x_onedoor or {}) | {"program_id": row.program_id})


def _named(table: str, row: Row[Any], names: Iterable[str]) -> Json:
    ours = {name: row._mapping[name] for name in _OURS if name in row._mapping}
    return _with_ours(own(table, row.id) | said({name: row._mapping[name] for name in names}), ours)


def _with_ours(document: Json, ours: Json) -> Json:
    """What HSDS 3.1 has no field for."""
    told = document.get("x_onedoor", {}) | said(ours)
    return document | {"x_onedoor": told} if told else document
