"""Makes rows of the lists inside an HSDS document: phones, opening times, areas, languages, terms."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from resources_db.importers import cleaning
from resources_db.importers.cleaning import Unusable, text

Json = dict[str, Any]
Note = Callable[[str, str], None]  # part, reason


def kept[T](note: Note, part: str, clean: Callable[..., T | None], *values: Any) -> T | None:
    """The cleaned value; one that cannot be used is noted and left out."""
    try:
        return clean(*values)
    except Unusable as error:
        note(part, str(error))
        return None


def rows(value: Any) -> list[Json]:
    """The mappings of a list; anything else is no row."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def texts(row: Json, *names: str) -> Json:
    """The named values of a row as clean text."""
    return {name: text(row.get(name)) for name in names}


def parts_of_both(source: Json, note: Note) -> Iterator[tuple[str, Json]]:
    """(table, row) for all that a service, a place, or a service at a place may carry."""
    for row in rows(source.get("phones")):
        number = kept(note, "phone", cleaning.phone, row.get("number"), row.get("extension"))
        if number:
            yield "phone", texts(row, "id", "type", "description") | {"number": number}
    for row in rows(source.get("schedules")):
        yield "schedule", _schedule(row, note)
    for row in _named(source.get("languages")):
        yield "language", texts(row, "id", "name", "code", "note")


def areas_of(source: Json) -> Iterator[tuple[str, Json]]:
    """(table, row) for the areas served."""
    for row in _named(source.get("service_areas")):
        extent = row.get("extent")
        listed = "; ".join(filter(None, map(text, extent))) if isinstance(extent, list) else text(extent)
        yield "service_area", texts(row, "id", "name", "description", "extent_type", "uri") | {"extent": listed}


def parts_of_service(service: Json) -> Iterator[tuple[str, Json]]:
    """(table, row) for what only a service carries."""
    for row in rows(service.get("required_documents")):
        yield "required_document", texts(row, "id", "document", "uri")
    for row in rows(service.get("cost_options")):
        yield "cost_option", texts(row, "id", "option", "currency", "amount", "amount_description", "valid_to")
    for row in rows(service.get("attributes")):
        yield "attribute", _attribute(row)


def _attribute(row: Json) -> Json:
    term = row.get("taxonomy_term")
    term = term if isinstance(term, dict) else {}
    terms = {f"term_{name}": text(term.get(name)) for name in ("id", "code", "name")}
    return texts(row, "id", "value", "label") | texts(term, "taxonomy", "parent_id") | terms


def _schedule(row: Json, note: Note) -> Json:
    times = {name: kept(note, f"schedule {name}", cleaning.clock, row.get(name)) for name in ("opens_at", "closes_at")}
    days = {
        name: kept(note, f"schedule {name}", cleaning.day, row.get(name))
        for name in ("valid_from", "valid_to", "dtstart", "until")
    }
    words = texts(row, "id", "freq", "wkst", "description") | {
        name: _joined(row.get(name)) for name in ("byday", "bymonthday")
    }
    every = text(row.get("interval")) or "1"
    return words | times | days | {"interval": int(every) if every.isdecimal() and int(every) else 1}


def _joined(value: Any) -> str | None:
    return ",".join(map(str, value)) if isinstance(value, list) else text(value)


def _named(value: Any) -> list[Json]:
    """A list whose rows may be plain names."""
    items = value if isinstance(value, list) else []
    return [item if isinstance(item, dict) else {"name": item} for item in items]


def canonical(value: Any) -> str:
    """The same text for the same content, whatever the order of its keys."""
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
