"""Turns HSDS documents (a service, an organization, a place) into checked rows of the directory's tables."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from resources_db.ids import published
from resources_db.importers import cleaning, geography
from resources_db.importers.cleaning import Unusable, Withdrawn, text
from resources_db.importers.parts import (
    Json,
    Note,
    areas_of,
    canonical,
    kept,
    kind_of,
    parts_of_any,
    parts_of_both,
    parts_of_organization,
    parts_of_place,
    parts_of_service,
    restored,
    rows,
    texts,
)
from resources_db.needs import NEEDS, TAXONOMY

_SERVICE_TEXTS = (
    *("alternate_name", "description", "alert", "application_process", "wait_time"),
    *("fees_description", "eligibility_description", "interpretation_services", "additional_information"),
    *("accreditations", "licenses", "program_id", "source"),
)
_OURS = ("name", "summary", "next_step", "last_resort")  # the keys of x_onedoor that are kept
_INACTIVE = {"inactive", "defunct", "temporarily closed"}
Part = tuple[str, Json]
Name = Callable[[str, str], str]  # (table, the feed's id) -> the directory's; raises Unusable


@dataclass(frozen=True, slots=True)
class Rows:
    """A row of `table` with its parts, as (table, row); a service's needs, by label, with the reason."""

    table: str
    row: Json
    parts: tuple[Part, ...]
    needs: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The directory's id of the row."""
        return str(self.row["id"])

    @property
    def digest(self) -> str:
        """Differs when anything of it does."""
        return hashlib.sha256(canonical([self.row, self.parts, self.needs]).encode(errors="replace")).hexdigest()


def as_it_is(_: str, key: str) -> str:
    """The feed's own id."""
    return key


def service_rows(
    service: Json, organization: Json, note: Note, name: Name = as_it_is, hidden: frozenset[str] = frozenset()
) -> Rows:
    """The rows of a service; `hidden` are the ids of confidential places.

    What cannot be used in it is noted; raises Unusable when the whole cannot be kept.
    """
    key, called = text(service.get("id")), text(service.get("name"))
    if not key:
        raise Unusable("the id is missing: without it the next import could not find the record again")
    if not called:
        raise Unusable("the name is blank")
    if (text(service.get("status")) or "active").lower() in _INACTIVE:
        raise Withdrawn(f"the status is {text(service.get('status'))!r}: not offered to families")
    if not text(organization.get("name")):
        raise Unusable("the organization is missing or has no name")
    own = name("service", key)
    row = _service(service, own, called, note)
    row["organization_id"] = name("organization", organization_id(organization))
    links = [part for link in _links(service, note) for part in _link(link, own, name, note, hidden)]
    parts = [*parts_of_both(service, note), *areas_of(service), *parts_of_service(service, note)]
    return Rows("service", row, (*owned(parts, service_id=own), *links), needs_of(service, note))


def _service(service: Json, key: str, name: str, note: Note) -> Json:
    low, high = (
        kept(note, f"{end}imum_age", service, cleaning.years, service.get(f"{end}imum_age")) for end in ("min", "max")
    )
    if low is not None and high is not None and low > high:
        note(
            "minimum_age", f"the minimum age {low:g} is above the maximum {high:g}: both are taken as unknown", service
        )
        low = high = None
    ours = service.get("x_onedoor")
    program = service.get("program")
    inside = {"program_id": text(restored(program)["id"])} if isinstance(program, dict) and program.get("id") else {}
    checked = service.get("assured_date") or service.get("verified_on")
    return (
        texts(service, *_SERVICE_TEXTS)
        | {"description": cleaning.prose(service.get("description"))}
        | inside
        | {
            "id": key,
            "uuid": published("service", key),
            "name": name,
            "status": "active",
            "url": kept(note, "url", service, cleaning.web, service.get("url")),
            "email": kept(note, "email", service, cleaning.email, service.get("email")),
            "assurer_email": kept(note, "assurer_email", service, cleaning.email, service.get("assurer_email")),
            "last_modified": kept(note, "last_modified", service, cleaning.moment, service.get("last_modified")),
            "minimum_age": low,
            "maximum_age": high,
            "assured_date": kept(note, "assured_date", service, cleaning.day, checked),
            "x_onedoor": {k: _plain(v) for k, v in ours.items() if k in _OURS} or None
            if isinstance(ours, dict)
            else None,
        }
    )


def _plain(value: Any) -> Any:
    """A value of x_onedoor as stored: a text in each language, or a yes."""
    return {lang: text(value.get(lang)) for lang in ("en", "es")} if isinstance(value, dict) else value is True


def organization_rows(organization: Json, note: Note, name: Name = as_it_is) -> Rows:
    """The rows of an organization; raises Unusable when it has no name."""
    called = text(organization.get("name"))
    if not called:
        raise Unusable("the name is blank")
    key = name("organization", organization_id(organization))
    website = organization.get("website") or organization.get("url")
    names = ("alternate_name", "description", "tax_status", "tax_id", "year_incorporated", "legal_status")
    row = texts(organization, *names, "logo", "parent_organization_id") | {
        "uri": kept(note, "uri", organization, cleaning.web, organization.get("uri")),
        "email": kept(note, "email", organization, cleaning.email, organization.get("email")),
        "description": cleaning.prose(organization.get("description")),
        "id": key,
        "uuid": published("organization", key),
        "name": called,
        "website": kept(note, "website", organization, cleaning.web, website),
    }
    return Rows("organization", row, tuple(owned(parts_of_organization(organization, note), organization_id=key)))


def organization_id(organization: Json) -> str:
    """The feed's own id, or the same made-up one for the same name."""
    return text(organization.get("id")) or str(uuid5(NAMESPACE_URL, f"organization/{text(organization.get('name'))}"))


def place_rows(
    place: Json, note: Note, name: Name = as_it_is, *, hidden: bool = False, home: str | None = None
) -> Rows:
    """The rows of a place; `home` is the state of a town that names none.

    Of a hidden one there is only the id; see confidential_place for the rest.
    """
    key = name("location", location_id(place))
    bare = {"id": key, "uuid": published("location", key), "confidential": hidden}
    if hidden:
        return Rows("location", bare, ())
    names = ("name", "alternate_name", "description", "transportation")
    row = texts(place, *names, "external_identifier", "external_identifier_type", "organization_id")
    row["location_type"] = kind_of(place.get("location_type"))
    url = {"url": kept(note, "url", place, cleaning.web, place.get("url"))}
    parts = tuple(owned(parts_of_place(place, note), location_id=key))
    return Rows("location", row | url | bare | _point(place, note, home), parts)


def _point(place: Json, note: Note, home: str | None) -> Json:
    """Where it is; the middle of its ZIP code or town where the feed gives no point that can be right."""
    addresses = rows(place.get("addresses"))
    at = kept(note, "point", place, geography.point, place.get("latitude"), place.get("longitude"))
    if at and geography.is_far(at, addresses):
        note("point", f"{at[0]}, {at[1]} is over {geography.FAR:.0f} miles from its own ZIP code", place)
        at = None
    if at:
        return {"latitude": at[0], "longitude": at[1], "approximate": None}
    middle = geography.middle_of(addresses, home)
    if middle is None:
        if place.get("location_type") != "virtual" and text(place.get("latitude")) is None:
            note("point", "no coordinates, and no ZIP code or town that is known", place)
        return {"latitude": None, "longitude": None, "approximate": None}
    point, which, called = middle
    note("point", f"no coordinates: the middle of {'ZIP code ' if which == 'zip' else ''}{called} stands in", place)
    return {"latitude": point[0], "longitude": point[1], "approximate": which}


def location_id(location: Json) -> str:
    """The feed's own id, or the same made-up one for the same name and address."""
    lines = [texts(row, "address_1", "city", "postal_code") for row in rows(location.get("addresses"))]
    made_of = canonical([text(location.get("name")), lines])
    return text(location.get("id")) or str(uuid5(NAMESPACE_URL, f"location/{made_of}"))


def _links(service: Json, note: Note) -> list[Json]:
    good = []
    for link in rows(service.get("service_at_locations")):
        if isinstance(link.get("location"), dict):
            good.append(link)
        else:
            at = text(link.get("location_id"))
            named = f"names the location {at}, which the feed does not hold" if at else "names no location"
            note("service_at_location", named, link, lost=True)
    return good


def _link(link: Json, service: str, name: Name, note: Note, hidden: frozenset[str]) -> list[Part]:
    place = location_id(link["location"])
    key = name("location", place)
    own = text(link.get("id")) or f"{service}@{key}"
    ids = {"service_id": service, "location_id": key}
    row = texts(link, "id", "description") | ids | {"uuid": published("service_at_location", own)}
    if place in hidden:  # what is said of a service at a confidential place could give the place away
        bare = row | {"description": None}
        return [("service_at_location", bare), *owned(areas_of(link), **ids)]
    terms = (part for part in parts_of_any(link) if part[0] == "attribute")
    return [("service_at_location", row), *owned([*parts_of_both(link, note), *areas_of(link), *terms], **ids)]


def owned(parts: Iterable[Part], **owner: str) -> list[Part]:
    """The parts with their owner's id."""
    return [(table, row | owner) for table, row in parts]


def needs_of(service: Json, note: Note) -> dict[str, str]:
    """Need label → why the service bears it. Terms of other taxonomies are kept as attributes only."""
    needs: dict[str, str] = {}
    for row in rows(service.get("attributes")):
        term = row.get("taxonomy_term")
        if not isinstance(term, dict) or term.get("taxonomy") != TAXONOMY:
            continue
        label = text(term.get("code")) or ""
        if label in NEEDS:
            needs[label] = text(row.get("value")) or text(row.get("label")) or "named by the record"
        else:
            note("need", f"{label!r} is not a need label", row)
    return needs
