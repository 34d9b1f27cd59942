"""Puts the lists of a record in the shape of HSDS 3.1: one object alone, or a bare text, is a list of one record, and
lists that HSDS 1.1 and 2.x name otherwise ("holiday_schedules", "physical_address") go into ours."""

from collections.abc import Callable
from functools import partial
from typing import Any

from resources_db.importers.dialects import said_of_record
from resources_db.importers.joining import LISTS, with_eligibility
from resources_db.importers.naming import KEPT_IN, plain, table_of

Json = dict[str, Any]
_BARE = {
    "phones": "number",
    "schedules": "description",
    "languages": "name",
    "service_areas": "name",
    "required_documents": "document",
    "cost_options": "amount_description",
    "accessibility": "description",
    "addresses": "address_1",
    "funding": "source",
    "urls": "url",
    "additional_urls": "url",
    "additional_websites": "url",
}
"""Lists, and what a bare text in them says."""
_OF_RECORDS = {
    *("service_at_locations", "contacts", "attributes", "locations", "programs", "services"),
    "organization_identifiers",
}
_AS_WRITTEN = {"extent", "x_onedoor"}
_INSIDE = {"organization", "location", "service", "program"}  # a record inside a record
_SPOKEN = {"schedules": "schedule", "phones": "phone"}
"""Lists of 3.1 whose rows may still have the columns of older dialects (`weekday`, `department`)."""
_NAMES = LISTS | {"service_at_location": "service_at_locations"}
Lost = Callable[[str, str], object]  # (part, reason)


def plainly_named(value: Any) -> Any:
    """A value whose keys are in lower case with underscores, as HSDS has them: "ID" is id, "minimumAge" minimum_age."""
    if isinstance(value, list):
        return [plainly_named(item) for item in value]
    if not isinstance(value, dict):
        return value
    inside = {name: item if name in _AS_WRITTEN else plainly_named(item) for name, item in value.items()}
    others = {plain(name): item for name, item in inside.items() if not _is_plain(name)}
    return others | {name: item for name, item in inside.items() if _is_plain(name)}  # its own name goes before another


def _is_plain(name: Any) -> bool:
    return not isinstance(name, str) or name.islower() or name.startswith("_")


def shaped(record: Json, lost: Lost) -> Json:
    """The record with every list as HSDS has it, inside its parts too; `lost` hears what can be no record."""
    found = {name: _value(name, value, lost) for name, value in record.items()}
    for name, value in record.items():
        if table := _older(name, value):
            del found[name]
            found = _with_older(found, table, value, lost)
    return found


def _value(name: str, value: Any, lost: Lost) -> Any:
    if name in _INSIDE and value:
        return _inside(name, value, lost)
    if value is None or not (name in _BARE or name in _OF_RECORDS):
        return value
    return [each for item in _listed(value) for each in _row(name, item, lost)]


def _inside(name: str, value: Any, lost: Lost) -> Any:
    """A record inside a record, alone in a list or told by its name alone ("organization": "Helpers")."""
    alone = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(alone, dict):
        return shaped(alone, lost)
    if name == "organization" and isinstance(alone, str):
        return {"name": alone}
    return value


def _older(name: str, value: Any) -> str | None:
    """The table of a list that is named as HSDS 1.1 and 2.x name it; None for anything else."""
    if name in _BARE or name in _OF_RECORDS or name in _INSIDE or not any(map(_is_record, _listed(value))):
        return None
    table = table_of(name)
    return table if table and (KEPT_IN.get(table, table) in _NAMES or table == "eligibility") else None


def _with_older(record: Json, table: str, value: Any, lost: Lost) -> Json:
    """The record with the rows of such a list where HSDS 3.1 has them."""
    for row in (each for item in _listed(value) for each in _row(table, item, lost)):
        for kind, said in said_of_record(table, row, partial(lost, table)):
            record = with_eligibility(record, said) if kind == "eligibility" else _with_row(record, _NAMES[kind], said)
    return record


def _with_row(record: Json, name: str, row: Json) -> Json:
    return record | {name: [*_listed(record.get(name) or []), row]}


def _is_record(value: Any) -> bool:
    return isinstance(value, dict)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _row(name: str, item: Any, lost: Lost) -> list[Any]:
    if isinstance(item, dict):
        row, table = item if name in item else shaped(item, lost), _SPOKEN.get(name)  # "accessibility" is a column too
        return [said for _, said in said_of_record(table, row, partial(lost, table))] if table else [row]
    if item in (None, ""):
        return []
    if name in _BARE and isinstance(item, str | int):
        return [{_BARE[name]: item}]
    if name != "services":  # those are records of their own, and are counted
        lost(name, f"{item!r:.80} is no record: left out")
        return []
    return [item]
