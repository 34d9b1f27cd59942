"""Says a row of HSDS 1.1, HSDS 2.x or Ohana, or of a plain list of services, in the words of HSDS 3.1."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from resources_db.importers.cleaning import text
from resources_db.records import CLOSED, HOLIDAY_HOURS

Json = dict[str, Any]
Said = Iterator[tuple[str, Json]]  # (table, row) in the words of 3.1; the first is the row itself
Unsaid = Callable[[str], object]

_DAYS = {
    name: code
    for code, names in {
        "MO": "mo mon monday lunes",
        "TU": "tu tue tues tuesday martes",
        "WE": "we wed wednesday miercoles miércoles",
        "TH": "th thu thur thurs thursday jueves",
        "FR": "fr fri friday viernes",
        "SA": "sa sat saturday sabado sábado",
        "SU": "su sun sunday domingo",
    }.items()
    for name in names.split()
}
_NUMBERED = ("SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU")  # HSDS 1.1 counts from 1, Monday; 0 and 7 are Sunday
_WEEKS = {"1", "2", "3", "4", "5", "-1"}  # of a month; 0 is every week
_NO_LANGUAGE = re.compile(r"accommodat|interpret|translat|available|possible|other|varies|\d", re.IGNORECASE)
_AND = re.compile(r"[,;/|]|\band\b|&", re.IGNORECASE)
_YES = {"true", "t", "yes", "y", "1"}
OF_OLD_TERMS = {"parent_id", "parent_name", "vocabulary", "taxonomy_facet"}
"""A table of taxonomies holds vocabularies in 3.x; with one of these columns, their terms."""
_WITH_LISTS = {"service", "location", "organization"}
_PLACE = (
    *("address_1", "address_2", "city", "state_province", "postal_code", "country", "region"),
    *("latitude", "longitude", "location_name", "county"),
)


def said_in_3_1(table: str, row: Json, unsaid: Unsaid) -> Said:
    """The row, and the rows that it holds besides, under the tables of HSDS 3.1; `unsaid` hears what is lost."""
    yield from _SAID.get(table, _as_it_is(table))(row, unsaid)


def said_of_record(table: str, record: Json, unsaid: Unsaid) -> Said:
    """The same for a JSON record, which holds its lists as lists; nothing is added to one that is in order."""
    if table in _WITH_LISTS:
        yield table, record
        return
    table = "old_term" if table == "taxonomy" and record.keys() & OF_OLD_TERMS else table
    for kind, row in said_in_3_1(table, record, unsaid):
        yield kind, {name: value for name, value in row.items() if value is not None or name in record}


def _as_it_is(table: str) -> Callable[[Json, Unsaid], Said]:
    return lambda row, _: iter([(table, row)])


def _service(row: Json, _: Unsaid) -> Said:
    said = row | {"url": row.get("url") or row.get("website")}
    said["attributes"] = [*_terms(row.get("taxonomy_ids")), *_keywords(row.get("keywords"))]
    said["service_areas"] = [{"name": name} for name in _listed(row.get("service_areas"))]
    said["required_documents"] = [{"document": paper} for paper in _listed(row.get("required_documents"), "[;|\n]")]
    said["cost_options"] = _payments(row.get("accepted_payments"))
    said["languages"], spoken = _languages(row.get("languages"))
    said["interpretation_services"] = row.get("interpretation_services") or spoken
    said["funding"] = [{"source": row["funding_sources"]}] if row.get("funding_sources") else []
    said["phones"] = [{"number": row["phone"]}] if row.get("phone") else []
    said["schedules"] = [{"description": row["hours"]}] if row.get("hours") else []
    if any(str(row.get(name, "")).strip().lower() in _YES | {"t"} for name in ("inactive", "inactive_temporary")):
        said["status"] = "inactive"
    yield "service", said
    if row.get("location_id") and row.get("id"):
        yield "service_at_location", {"service_id": row["id"], "location_id": row["location_id"]}
    elif any(row.get(name) for name in _PLACE):
        place = _place(row)
        yield "service_at_location", {"service_id": row.get("id"), "location": place}


def _place(row: Json) -> Json:
    address = {name: row.get(name) for name in _PLACE if name not in ("latitude", "longitude", "location_name")}
    at = {"latitude": row.get("latitude"), "longitude": row.get("longitude")}
    return at | {"name": row.get("location_name"), "addresses": [address | {"address_type": "physical"}]}


def _location(row: Json, _: Unsaid) -> Said:
    said = row | {"url": row.get("url") or row.get("website")}
    said["accessibility"] = [{"description": each} for each in _listed(row.get("accessibility"))]
    said["languages"], _spoken = _languages(row.get("languages"))
    if str(row.get("virtual", "")).strip().lower() in _YES:
        said["location_type"] = "virtual"
    said["schedules"] = [{"description": row["hours"]}] if row.get("hours") else []
    if row.get("address_1"):
        said["addresses"] = _place(row)["addresses"]
    yield "location", said


def _organization(row: Json, _: Unsaid) -> Said:
    said = row | {"website": row.get("website") or row.get("url")}
    said["funding"] = [{"source": row["funding_sources"]}] if row.get("funding_sources") else []
    said["phones"] = [{"number": row["phone"]}] if row.get("phone") else []
    yield "organization", said


def _address(kind: str) -> Callable[[Json, Unsaid], Said]:
    def said(row: Json, _: Unsaid) -> Said:
        yield "address", {"address_type": kind} | {name: value for name, value in row.items() if text(value)}

    return said


def _phone(row: Json, _: Unsaid) -> Said:
    kind, department = row.get("type") or row.get("number_type"), row.get("description") or row.get("department")
    number = row.get("number") or row.get("vanity_number") or row.get("phone")
    yield "phone", row | {"type": kind, "description": department, "number": number}


def _schedule(row: Json, unsaid: Unsaid) -> Said:
    if not row.get("weekday"):
        yield "schedule", row
        return
    days = _days(row["weekday"])
    if not days:
        unsaid(f"{text(row['weekday'])!r} is not a day of the week")
    told = row.get("description") or row.get("original_text")
    week = str(row.get("week_of_month") or "0").strip()
    if days and week in _WEEKS:
        yield "schedule", row | {"freq": "MONTHLY", "byday": ",".join(week + day for day in days), "description": told}
        return
    yield "schedule", row | {"freq": "WEEKLY" if days else None, "byday": ",".join(days), "description": told}


def _days(words: str) -> list[str]:
    found = [word.strip(". ").lower() for word in re.split(r"[,;/\s]+", words) if word.strip(". ")]
    codes = [_NUMBERED[int(word)] if re.fullmatch("[0-7]", word) else _DAYS.get(word) for word in found]
    return list(dict.fromkeys(code for code in codes if code))


def _holiday(row: Json, _: Unsaid) -> Said:
    """A day that is an exception (`Schedule.exception`): its dates, and no opening times when it is closed."""
    closed = str(row.get("closed", "")).strip().lower() in _YES
    start = row.get("start_date") or row.get("date")
    end = row.get("end_date") or start
    times = {"opens_at": None, "closes_at": None, "notes": CLOSED} if closed else {"notes": HOLIDAY_HOURS}
    yield "schedule", row | {"valid_from": start, "valid_to": end, "freq": None, "byday": None} | times


def _language(row: Json, unsaid: Unsaid) -> Said:
    name = text(row.get("name") or row.get("language"))
    if name and _NO_LANGUAGE.search(name):
        unsaid(f"{name!r} is not a language")
    yield "language", row | {"name": name}


def _accessibility(row: Json, _: Unsaid) -> Said:
    yield "accessibility", row | {"description": row.get("description") or row.get("accessibility")}


def _eligibility(row: Json, _: Unsaid) -> Said:
    yield "eligibility", row


def _payment(row: Json, _: Unsaid) -> Said:
    paid = text(row.get("payment") or row.get("name"))
    yield "cost_option", row | {"amount_description": f"Accepts {paid}" if paid else None}


def _required_document(row: Json, _: Unsaid) -> Said:
    yield "required_document", row | {"document": row.get("document") or row.get("name")}


def _service_area(row: Json, _: Unsaid) -> Said:
    yield "service_area", row | {"name": row.get("name") or row.get("service_area")}


def _service_taxonomy(row: Json, _: Unsaid) -> Said:
    term = text(row.get("taxonomy_term_id") or row.get("taxonomy_id"))
    yield "attribute", row | {"taxonomy_term_id": term, "value": row.get("taxonomy_detail")}


def _old_term(row: Json, _: Unsaid) -> Said:
    """A term as HSDS 1.1 and 2.x, and Ohana, write it."""
    ours = {"taxonomy": row.get("vocabulary") or row.get("taxonomy")}
    if not row.get("vocabulary") and row.get("taxonomy_id"):  # Ohana's rows are known by this code
        number = {"number": row.get("id")}  # by which a list of services' terms may know it (links.py)
        ours |= {"id": row["taxonomy_id"], "code": row["taxonomy_id"], "taxonomy_id": None} | number
    yield "taxonomy_term", row | ours


def _taxonomy_term(row: Json, _: Unsaid) -> Said:
    yield "taxonomy_term", row | {"name": row.get("name") or row.get("term")}


def _listed(value: Any, between: str = "[,;|\n]") -> list[str]:
    """The parts of a text that holds a list; quotes and brackets of a list written as JSON are taken off."""
    return [part for part in (piece.strip(" []\"'.") for piece in re.split(between, str(value or ""))) if part]


def _terms(value: Any) -> list[Json]:
    return [{"taxonomy_term_id": code} for code in _listed(value)]


def _keywords(value: Any) -> list[Json]:
    return [{"taxonomy_term": {"name": word, "taxonomy": "keyword"}} for word in _listed(value)]


def _payments(value: Any) -> list[Json]:
    return [{"amount_description": f"Accepts {each}"} for each in _listed(value)]


def _languages(value: Any) -> tuple[list[Json], str | None]:
    """The languages of a list, and what it says besides ("Accommodations possible")."""
    if isinstance(value, list):
        return value, None
    names = [name.strip(" []\"'.") for name in _AND.split(str(value or ""))]
    spoken = [{"name": name} for name in names if name and not _NO_LANGUAGE.search(name)]
    besides = [name for name in names if name and _NO_LANGUAGE.search(name)]
    return spoken, "; ".join(besides) or None


_SAID: dict[str, Callable[[Json, Unsaid], Said]] = {
    "service": _service,
    "location": _location,
    "organization": _organization,
    "address": _address("physical"),
    "postal_address": _address("postal"),
    "phone": _phone,
    "schedule": _schedule,
    "holiday_schedule": _holiday,
    "language": _language,
    "accessibility": _accessibility,
    "eligibility": _eligibility,
    "payment_accepted": _payment,
    "required_document": _required_document,
    "service_area": _service_area,
    "service_taxonomy": _service_taxonomy,
    "old_term": _old_term,
    "taxonomy_term": _taxonomy_term,
}
