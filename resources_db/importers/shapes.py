"""Puts the lists of a record in the shape of HSDS: one object alone, or a bare text, is a list of one record."""

from collections.abc import Callable
from typing import Any

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
_INSIDE = {"organization", "location", "service", "program"}  # a record inside a record
Lost = Callable[[str, str], object]  # (part, reason)


def shaped(record: Json, lost: Lost) -> Json:
    """The record with every list as HSDS has it, inside its parts too; `lost` hears what can be no record."""
    found = dict(record)
    for name, value in record.items():
        if name in _BARE or name in _OF_RECORDS:
            if value is not None:
                found[name] = [each for item in _listed(value) for each in _row(name, item, lost)]
        elif name in _INSIDE and isinstance(value, dict):
            found[name] = shaped(value, lost)
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _row(name: str, item: Any, lost: Lost) -> list[Any]:
    if isinstance(item, dict):
        return [shaped(item, lost)]
    if item in (None, ""):
        return []
    if name in _BARE and isinstance(item, str | int):
        return [{_BARE[name]: item}]
    if name != "services":  # those are records of their own, and are counted
        lost(name, f"{item!r:.80} is no record: left out")
        return []
    return [item]
