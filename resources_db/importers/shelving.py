"""Puts each record of a feed into the stage under its table, its id and its owner, with what it nests."""

from collections.abc import Iterable, Mapping
from typing import Any

from resources_db.importers.cleaning import text
from resources_db.importers.naming import table_of
from resources_db.importers.parts import restored, rows
from resources_db.importers.privacy import is_confidential
from resources_db.importers.rows import location_id, organization_id
from resources_db.importers.stage import FILE, LINE, Json, Stage

TOP = {"organization", "service", "location", "taxonomy", "taxonomy_term", "program"}
"""The tables whose rows belong to nobody."""
_OWNERS = ("service_at_location", "service", "location", "organization", "contact")


class Shelves:
    """Where the records of a stage belong."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def put(self, table: str, row: Json, name: str, line: int | None, *, listed: bool) -> int:
        """Stage one row in the words of HSDS 3.1; its number."""
        row = restored(row)
        key = text(row.get("id"))
        if table == "organization" and (key or text(row.get("name"))):
            key = self._know_owner(row, name, line)
        if table == "location":
            key = self._know_place(row, name, line)
        if table == "service":
            self._know_inside(row, name, line)
        if table == "service_at_location":
            return self._link(row, name, line, listed=listed)
        return self._stage.add(table, key, owner_of(table, row), row, name, line, listed=listed)

    def _link(self, row: Json, name: str, line: int | None, *, listed: bool) -> int:
        inside = row.get("location")
        if isinstance(inside, dict):
            row = row | {"location_id": self._know_place(inside, name, line)}
        service, place = text(row.get("service_id")), text(row.get("location_id"))
        if service and place:
            self._stage.link(service, place)
        owner = f"service:{service}" if service else None
        return self._stage.add("service_at_location", text(row.get("id")), owner, row, name, line, listed=listed)

    def _know_inside(self, service: Json, name: str, line: int | None) -> None:
        program = service.get("program")
        if isinstance(program, dict):
            self._know_program(program, name, line)
        owner = service.get("organization")
        if isinstance(owner, dict) and (owner.get("id") or owner.get("name")):
            self._know_owner(restored(owner), name, line)
        for link in service.get("service_at_locations") or ():
            inside = link.get("location") if isinstance(link, dict) else None
            place = self._know_place(inside, name, line) if isinstance(inside, dict) else None
            if place and text(service.get("id")):
                self._stage.link(str(text(service["id"])), place)

    def _know_program(self, program: Json, name: str, line: int | None) -> None:
        program = restored(program)
        key = text(program.get("id"))
        if key and not self._stage.first("program", key):
            self._stage.add("program", key, None, program, name, line, listed=False)

    def _know_owner(self, owner: Json, name: str, line: int | None) -> str:
        """Remember an organization, with the places and programs that it nests; its id."""
        key = organization_id(owner)
        self._stage.know("organization", key, owner | {"id": key})
        for place in rows(owner.get("locations")):
            self._know_place({"organization_id": key} | place, name, line)
        for program in rows(owner.get("programs")):
            self._know_program({"organization_id": key} | program, name, line)
        return key

    def _know_place(self, place: Json, name: str, line: int | None) -> str:
        place = restored(place)
        key = location_id(place)
        self._stage.know("location", key, {FILE: name, LINE: line} | place | {"id": key})
        if is_confidential(place):  # whatever another entry of it says
            self._stage.know("hidden", key, {})
        return key


def owner_of(table: str, row: Mapping[str, Any]) -> str | None:
    """Whose row it is, as "service:12"; a service at a place is "pair:12|7"; None when it names nobody."""
    if table in TOP or table == "contact":
        table_owners = [f"{name}_id" for name in _OWNERS[:-1]] if table == "contact" else []
        return _first(row, table_owners)
    service, place = text(row.get("service_id")), text(row.get("location_id"))
    if table == "attribute" and text(row.get("link_id")):
        return f"{table_of(str(row.get('link_entity') or '')) or '?'}:{text(row['link_id'])}"
    if service and place and not row.get("service_at_location_id"):
        return f"pair:{service}|{place}"
    return _first(row, [f"{name}_id" for name in _OWNERS])


def _first(row: Mapping[str, Any], columns: Iterable[str]) -> str | None:
    return next((f"{name.removesuffix('_id')}:{text(row[name])}" for name in columns if text(row.get(name))), None)
