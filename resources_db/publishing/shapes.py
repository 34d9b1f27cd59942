"""The shape of each HSDS 3.1 object that is made of one row."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Row

from resources_db.ids import published
from resources_db.importers.parts import canonical

Json = dict[str, Any]
_KEYS = {"row", "id", "service_id", "location_id", "organization_id"}
_REQUIRED_OF_ADDRESS = ("address_1", "city", "state_province", "postal_code")
_EXTENSION = re.compile(r" ext\. (\d+)$")


def said(values: Mapping[str, Any]) -> Json:
    """The values that say something; dates as text."""
    kept = {name: value for name, value in values.items() if value not in (None, [], {})}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}


def own(table: str, key: str) -> Json:
    """A row's published id, and under x_onedoor the feed's own where that is another."""
    public = published(table, key)
    return {"id": public} | ({} if public == key else {"x_onedoor": {"id": key}})


def part(table: str, row: Row[Any]) -> Json:
    """A part of a service, place or organization; the same content has the same id in every export."""
    columns = {name: value for name, value in row._mapping.items() if name not in _KEYS}
    shaped = said(_SHAPES.get(table, dict)(columns))
    owner = [row._mapping.get(name) for name in ("service_id", "location_id", "organization_id")]
    return {"id": _part_id(table, row._mapping.get("id"), [owner, said(columns)])} | shaped


def _part_id(table: str, key: str | None, content: Any) -> str:
    try:
        return str(UUID(key or ""))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"onedoor/{table}/{canonical(content)}"))


def _phone(row: Json) -> Json:
    extension = _EXTENSION.search(row["number"])
    number = _EXTENSION.sub("", row["number"])
    return row | {"number": number, "extension": int(extension[1]) if extension else None}


def _address(row: Json) -> Json:
    required = {name: row.get(name) or "" for name in _REQUIRED_OF_ADDRESS}
    return row | required | {"country": row.get("country") or "US"}


def _schedule(row: Json) -> Json:
    """HSDS knows weeks and months; years, and the months of a rule, go beside it."""
    numbers = {name: number(row.get(name)) for name in ("count", "timezone", "interval")}
    ours = {"bymonth": row.get("bymonth")}
    told = row | numbers | {"bymonth": None}
    if row.get("freq") not in ("WEEKLY", "MONTHLY"):
        every = {"interval": numbers["interval"]} if row.get("interval") != 1 else {}
        ours, told = ours | {"freq": row.get("freq")} | every, told | {"freq": None, "interval": None}
    return told | {"x_onedoor": said(ours)}


def _cost(row: Json) -> Json:
    return row | {"amount": number(row.get("amount"))}


def attribute(row: Row[Any]) -> Json:
    """A term that something bears."""
    shown = {"label": row.label, "value": row.value}
    told = {"code": row.term_code, "name": row.term_name or row.term_code, "taxonomy": row.taxonomy}
    named = own("taxonomy_term", row.term_id or f"{row.taxonomy}/{row.term_code or row.term_name}")
    parent = {"parent_id": published("taxonomy_term", row.parent_id) if row.parent_id else None}
    term = named | said(told | parent) | {"description": row.term_name or row.term_code or ""}
    if row.parent_id and parent["parent_id"] != row.parent_id:
        term["x_onedoor"] = term.get("x_onedoor", {}) | {"parent_id": row.parent_id}
    content = [row.service_id, row.location_id, row.organization_id, term, shown]
    return {"id": _part_id("attribute", row.id, content), "taxonomy_term": term} | said(shown)


def number(value: Any) -> float | int | None:
    """A number as JSON has it, None for what is none."""
    try:
        read = float(value)
    except (TypeError, ValueError):
        return None
    return int(read) if read.is_integer() else read


_SHAPES: dict[str, Callable[[Json], Json]] = {
    "phone": _phone,
    "address": _address,
    "schedule": _schedule,
    "cost_option": _cost,
}
