"""Turns one HSDS service document into checked rows of the directory's tables."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from resources_db.importers import cleaning
from resources_db.importers.cleaning import Unusable, Withdrawn, text
from resources_db.importers.parts import (
    Json,
    Note,
    areas_of,
    canonical,
    kept,
    parts_of_both,
    parts_of_service,
    rows,
    texts,
)
from resources_db.importers.privacy import Secrets
from resources_db.needs import NEEDS, TAXONOMY

_SERVICE_TEXTS = (
    *("alternate_name", "description", "url", "email", "status", "alert", "application_process"),
    *("fees_description", "eligibility_description", "interpretation_services", "additional_information"),
    *("last_modified", "source"),
)
_OURS = ("summary", "next_step", "last_resort")  # the keys of x_onedoor that are kept
_INACTIVE = {"inactive", "defunct", "temporarily closed"}
Part = tuple[str, Json]


@dataclass(frozen=True, slots=True)
class ServiceRows:
    """All the rows of one service. `parts` are (table, row); `places` maps a location id to its row and parts."""

    service: Json
    organization: Json
    organization_parts: tuple[Part, ...]
    places: dict[str, tuple[Json, tuple[Part, ...]]]
    parts: tuple[Part, ...]
    needs: dict[str, str]

    @property
    def digest(self) -> str:
        """Differs when anything of the service, its organization or its places does."""
        everything = [self.service, self.organization, self.organization_parts, self.places, self.parts, self.needs]
        return hashlib.sha256(canonical(everything).encode()).hexdigest()


def rows_of(
    service: Json, organization: Json, known_places: dict[str, Json], secrets: Secrets, note: Note
) -> ServiceRows:
    """The rows of a service. What cannot be used in it is noted; raises Unusable when the whole cannot be kept."""
    key, name = text(service.get("id")), text(service.get("name"))
    if not key:
        raise Unusable("the id is missing: without it the next import could not find the record again")
    if not name:
        raise Unusable("the name is blank")
    if (text(service.get("status")) or "active").lower() in _INACTIVE:
        raise Withdrawn(f"the status is {text(service.get('status'))!r}: not offered to families")
    scrubbed, owner = secrets.scrub(service), _organization(secrets.scrub(organization))
    places, links = _places(key, scrubbed, known_places, secrets, note)
    own = [*parts_of_both(scrubbed, note), *areas_of(scrubbed), *parts_of_service(scrubbed)]
    return ServiceRows(
        service=_service(scrubbed, key, name, note) | {"organization_id": owner["id"]},
        organization=owner,
        organization_parts=tuple(_with(_phones(organization, note), organization_id=owner["id"])),
        places=places,
        parts=(*_with(own, service_id=key), *links),
        needs=_needs(scrubbed, note),
    )


def _service(service: Json, key: str, name: str, note: Note) -> Json:
    low, high = (kept(note, f"{end}imum_age", cleaning.years, service.get(f"{end}imum_age")) for end in ("min", "max"))
    if low is not None and high is not None and low > high:
        note("minimum_age", f"the minimum age {low:g} is above the maximum {high:g}: both are taken as unknown")
        low = high = None
    ours = service.get("x_onedoor")
    checked = service.get("assured_date") or service.get("verified_on")
    return texts(service, *_SERVICE_TEXTS) | {
        "id": key,
        "name": name,
        "minimum_age": low,
        "maximum_age": high,
        "assured_date": kept(note, "assured_date", cleaning.day, checked),
        "x_onedoor": {k: _plain(v) for k, v in ours.items() if k in _OURS} if isinstance(ours, dict) else None,
    }


def _plain(value: Any) -> Any:
    """A value of x_onedoor as stored: a text in each language, or a yes."""
    return {lang: text(value.get(lang)) for lang in ("en", "es")} if isinstance(value, dict) else value is True


def _organization(organization: Json) -> Json:
    name = text(organization.get("name"))
    if not name:
        raise Unusable("the organization is missing or has no name")
    website = text(organization.get("website")) or text(organization.get("url"))
    return texts(organization, "alternate_name", "description", "email") | {
        "id": organization_id(organization),
        "name": name,
        "website": website,
    }


def organization_id(organization: Json) -> str:
    """The feed's own id, or the same made-up one for the same name."""
    return text(organization.get("id")) or str(uuid5(NAMESPACE_URL, f"organization/{text(organization.get('name'))}"))


def _places(
    service: str, document: Json, known: dict[str, Json], secrets: Secrets, note: Note
) -> tuple[dict[str, tuple[Json, tuple[Part, ...]]], list[Part]]:
    places: dict[str, tuple[Json, tuple[Part, ...]]] = {}
    links: list[Part] = []
    for link in rows(document.get("service_at_locations")):
        inside = link.get("location")
        if not isinstance(inside, dict):
            note("location", "a service_at_location without a location")
            continue
        key = location_id(inside)
        place = known.get(key, inside)
        hidden = secrets.hides(place) or secrets.hides(inside)
        places[key] = _place(key, secrets.scrub(place), hidden, note)
        links.append(("service_at_location", {"service_id": service, "location_id": key} | texts(link, "id")))
        # what is said of a service at a confidential place (its phone, its note) could give the place away
        here = [*areas_of(link)] if hidden else [*parts_of_both(link, note), *areas_of(link)]
        links.extend(_with(here, service_id=service, location_id=key))
    return places, links


def location_id(location: Json) -> str:
    """The feed's own id, or the same made-up one for the same name and address."""
    lines = [texts(row, "address_1", "city", "postal_code") for row in rows(location.get("addresses"))]
    made_of = canonical([text(location.get("name")), lines])
    return text(location.get("id")) or str(uuid5(NAMESPACE_URL, f"location/{made_of}"))


def _place(key: str, place: Json, hidden: bool, note: Note) -> tuple[Json, tuple[Part, ...]]:
    if hidden:
        return {"id": key, "confidential": True}, ()
    at = kept(note, "location", cleaning.point, place.get("latitude"), place.get("longitude"))
    row = texts(place, "location_type", "name", "description", "transportation") | {
        "id": key,
        "confidential": False,
        "latitude": at[0] if at else None,
        "longitude": at[1] if at else None,
    }
    names = ("id", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country")
    addresses = [("address", texts(a, *names, "address_type")) for a in rows(place.get("addresses"))]
    return row, tuple(_with([*addresses, *parts_of_both(place, note)], location_id=key))


def _phones(source: Json, note: Note) -> Iterator[Part]:
    return (part for part in parts_of_both({"phones": source.get("phones")}, note))


def _with(parts: Iterable[Part], **owner: str) -> list[Part]:
    return [(table, row | owner) for table, row in parts]


def _needs(service: Json, note: Note) -> dict[str, str]:
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
            note("need", f"{label!r} is not a need label")
    return needs
