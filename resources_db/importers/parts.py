"""Makes rows of the lists inside an HSDS document: phones, opening times, areas, languages, terms."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from resources_db.ids import published
from resources_db.importers import cleaning
from resources_db.importers.cleaning import Unusable, text
from resources_db.records import HOLIDAYS

Json = dict[str, Any]
_RESTORED = (
    *("id", "parent_id", "taxonomy_id", "organization_id", "parent_organization_id", "program_id"),
    *("additional_information", "source", "year_incorporated"),
    *("freq", "interval", "bymonth"),
)
_KINDS = {"physical", "postal", "virtual"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Note(Protocol):
    """Hears what of a record cannot be used."""

    def __call__(self, part: str, reason: str, row: Json | None = None, *, lost: bool = False) -> object:
        """`row` is the part's own, when it has one; `lost` says that nothing of it was kept."""


def kept[T](note: Note, part: str, row: Json, clean: Callable[..., T | None], *values: Any) -> T | None:
    """The cleaned value; one that cannot be used is noted and left out."""
    try:
        return clean(*values)
    except Unusable as error:
        note(part, str(error), row)
        return None


def restored(row: Json) -> Json:
    """A record of our own export with the ids that its feed gave it, and what HSDS has no field for."""
    ours = row.get("x_onedoor")
    return row | {name: ours[name] for name in _RESTORED if ours.get(name)} if isinstance(ours, dict) else row


def rows(value: Any) -> list[Json]:
    """The mappings of a list; anything else is no row."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def texts(row: Json, *names: str) -> Json:
    """The named values of a row as clean text."""
    return {name: text(row.get(name)) for name in names}


def parts_of_both(source: Json, note: Note) -> Iterator[tuple[str, Json]]:
    """(table, row) for all that a service, a place, or a service at a place may carry."""
    yield from phones_of(source, note)
    for row in rows(source.get("schedules")):
        schedule = _schedule(restored(row), note)
        if _is_undated_holiday(schedule):
            note("schedule", "a holiday without a date that can be read", row, lost=True)
        else:
            yield "schedule", schedule
    for row in _named(source.get("languages")):
        if text(row.get("name")) or text(row.get("code")):
            yield "language", texts(row, "id", "name", "code", "note")
        else:
            note("language", "the name is blank", row, lost=True)


def phones_of(source: Json, note: Note) -> Iterator[tuple[str, Json]]:
    """The phones, and those of the contacts: a contact's name is a person's, and is not kept."""
    for contact in rows(source.get("contacts")):
        role = {"description": text(contact.get("title")) or text(contact.get("department"))}
        listed = [*rows(contact.get("phones")), *([{"number": contact["phone"]}] if contact.get("phone") else [])]
        yield from phones_of({"phones": [role | phone for phone in listed]}, note)
    for row in rows(source.get("phones")):
        try:
            number = cleaning.phone(row.get("number"), row.get("extension"))
        except Unusable as error:
            note("phone", str(error), row, lost=True)
            continue
        if number:
            yield "phone", texts(row, "id", "type", "description") | {"number": number}
        else:
            note("phone", "the number is blank", row, lost=True)


def areas_of(source: Json) -> Iterator[tuple[str, Json]]:
    """(table, row) for the areas served."""
    for row in _named(source.get("service_areas")):
        extent = row.get("extent")
        listed = "; ".join(filter(None, map(text, extent))) if isinstance(extent, list) else _geometry(extent)
        yield "service_area", texts(row, "id", "name", "description", "extent_type", "uri") | {"extent": listed}


def _geometry(extent: Any) -> str | None:
    return json.dumps(extent) if isinstance(extent, dict) else text(extent)


def parts_of_service(service: Json, note: Note) -> Iterator[tuple[str, Json]]:
    """(table, row) for what only a service carries."""
    for row in _named(service.get("required_documents"), "document"):
        yield "required_document", texts(row, "id", "document") | {"uri": _web(row.get("uri"))}
    for row in rows(service.get("cost_options")):
        words = texts(row, "id", "option", "currency", "amount_description", "valid_from", "valid_to")
        yield "cost_option", words | {"amount": cleaning.amount(row.get("amount"))}
    yield from parts_of_any(service)
    yield from _links(service, "additional_urls", note)


def parts_of_organization(organization: Json, note: Note) -> Iterator[tuple[str, Json]]:
    """(table, row) for what an organization carries."""
    yield from phones_of(organization, note)
    yield from parts_of_any(organization)
    yield from _links(organization, "additional_websites", note)
    for row in rows(organization.get("organization_identifiers")):
        yield "organization_identifier", texts(row, "id", "identifier_scheme", "identifier_type", "identifier")


def parts_of_any(source: Json) -> Iterator[tuple[str, Json]]:
    """Attributes and funding."""
    for row in rows(source.get("attributes")):
        yield "attribute", _attribute(row)
    for row in rows(source.get("funding")):
        yield "funding", texts(row, "id", "source")


def _links(source: Json, name: str, note: Note) -> Iterator[tuple[str, Json]]:
    for row in [*rows(source.get(name)), *rows(source.get("urls"))]:
        address = kept(note, "url", row, cleaning.web, row.get("url"))
        if address:
            yield "url", texts(row, "id", "label") | {"url": address}


def parts_of_place(place: Json, note: Note) -> Iterator[tuple[str, Json]]:
    """(table, row) for what a place carries."""
    names = ("id", "attention", "address_1", "address_2", "city", "region", "state_province", "postal_code")
    for row in rows(place.get("addresses")):
        ours = {"address_type": kind_of(row.get("address_type")), "country": (text(row.get("country")) or "US").upper()}
        yield "address", texts(row, *names) | ours
    for row in _named(place.get("accessibility"), "description"):
        yield "accessibility", texts(row, "id", "description", "details") | {"url": _web(row.get("url"))}
    yield from (part for part in parts_of_any(place) if part[0] == "attribute")
    yield from parts_of_both(place, note)


def kind_of(value: Any) -> str:
    """What kind of place or address it is, in the specification's words."""
    said = (text(value) or "").lower()
    return said if said in _KINDS else "postal" if said.startswith("mail") else "physical"


def _attribute(row: Json) -> Json:
    term = row.get("taxonomy_term")
    named = {"name": term} if isinstance(term, str) else {"id": row.get("taxonomy_term_id")}
    term = restored(term) if isinstance(term, dict) else named
    terms = {f"term_{name}": text(term.get(name)) for name in ("id", "code", "name")}
    terms["term_name"] = terms["term_name"] or terms["term_code"]
    if not terms["term_id"] and (terms["term_code"] or terms["term_name"]):
        made_of = f"{text(term.get('taxonomy'))}/{terms['term_code'] or terms['term_name']}"
        terms["term_id"] = published("taxonomy_term", made_of)
    return texts(row, "id", "value", "label") | texts(term, "taxonomy", "parent_id") | terms


def _schedule(row: Json, note: Note) -> Json:
    times = {
        name: kept(note, f"schedule {name}", row, cleaning.clock, row.get(name)) for name in ("opens_at", "closes_at")
    }
    days = {
        name: kept(note, f"schedule {name}", row, cleaning.day, row.get(name))
        for name in ("valid_from", "valid_to", "dtstart", "until")
    }
    names = ("freq", "wkst", "description", "count", "timezone", "attending_type", "notes")
    lists = ("byday", "bymonthday", "byweekno", "byyearday", "bymonth")
    words = texts(row, "id", *names) | {name: _joined(row.get(name)) for name in lists}
    words |= {"schedule_link": _web(row.get("schedule_link"))}
    words |= {name: cleaning.amount(row.get(name)) for name in ("count", "timezone")}
    freq, wkst = (words["freq"] or "").upper(), (words["wkst"] or "").upper()[:2]
    every = text(row.get("interval")) or "1"
    said = words | {"wkst": wkst if wkst in _DAYS else None, "freq": freq or None}
    if freq == "DAILY" and every == "1":  # HSDS knows weeks and months
        said |= {"freq": "WEEKLY", "byday": words["byday"] or ",".join(_DAYS)}
    return said | times | days | {"interval": int(every) if every.isdecimal() and int(every) else 1}


def _is_undated_holiday(schedule: Json) -> bool:
    """Whether it says that something is closed, or opens otherwise, on a day that it does not name: kept, it would make
    every day unknown."""
    named = any(schedule[name] for name in ("freq", "byday", "bymonthday", "valid_from", "valid_to", "dtstart"))
    return not named and (schedule["notes"] or "").lower() in HOLIDAYS


def _web(value: Any) -> str | None:
    """A web address that is no loss when it is none."""
    try:
        return cleaning.web(value)
    except Unusable:
        return None


def _joined(value: Any) -> str | None:
    return ",".join(map(str, value)) if isinstance(value, list) else text(value)


def _named(value: Any, name: str = "name") -> list[Json]:
    """A list whose rows may be plain names."""
    items = value if isinstance(value, list) else []
    return [item if isinstance(item, dict) else {name: item} for item in items]


def canonical(value: Any) -> str:
    """The same text for the same content, whatever the order of its keys."""
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
