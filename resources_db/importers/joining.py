"""Joins the staged rows of a feed into whole HSDS documents: a service with its organization, places and parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from resources_db.importers.cleaning import text
from resources_db.importers.parts import restored, rows
from resources_db.importers.rows import location_id, organization_id
from resources_db.importers.stage import LINE, Json, Stage, Staged
from resources_db.importers.terms import vocabulary_of

LISTS = {
    "phone": "phones",
    "schedule": "schedules",
    "language": "languages",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "cost_option": "cost_options",
    "attribute": "attributes",
    "address": "addresses",
    "accessibility": "accessibility",
    "funding": "funding",
    "url": "urls",
    "organization_identifier": "organization_identifiers",
    "contact": "contacts",
}
"""The tables of parts, and the lists in which a record holds them."""


@dataclass(frozen=True, slots=True)
class Document:
    """One service as the feed wrote it, its organization, and where it stands. `stray` is an organization's id
    that the feed does not hold."""

    service: Json
    organization: Json
    file: str
    line: int | None
    n: int = 0
    stray: str | None = None

    @property
    def id(self) -> str | None:
        """The feed's own id, None when it gave none."""
        return text(self.service.get("id"))


class Joiner:
    """Makes documents out of a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._terms: dict[str, Json] = {}

    def documents(self) -> Iterator[Document]:
        """Every service that was not refused, in the feed's order."""
        for staged in self._stage.rows("service"):
            if staged.refused is None:
                yield self.document(staged)

    def document(self, staged: Staged) -> Document:
        """A service with all that belongs to it."""
        service = staged.row
        key = text(service.get("id"))
        if key:
            service = self._with_parts(service, f"service:{key}")
            service["service_at_locations"] = [self._place(link, key) for link in self._links(service, key)]
        organization, stray = self._organization(service)
        return Document(service, organization, staged.file, staged.line or service.get(LINE), staged.n, stray)

    def location(self, key: str) -> Json | None:
        """A place with its addresses and parts."""
        place = self._stage.known("location", key)
        return self._with_parts(place, f"location:{key}") if place else None

    def organization(self, key: str) -> Json | None:
        """An organization with its parts."""
        found = self._stage.known("organization", key)
        return self._with_parts(found, f"organization:{key}") if found else None

    def _with_parts(self, record: Json, owner: str) -> Json:
        joined = dict(record)
        for staged in self._stage.owned(owner):
            row = staged.row
            if staged.entity == "eligibility":
                joined = with_eligibility(joined, row)
            elif staged.entity in LISTS:
                name = LISTS[staged.entity]
                joined[name] = [*(joined.get(name) or ()), self._whole(staged.entity, row)]
        if joined.get("attributes"):
            joined["attributes"] = [self._with_term(row) for row in rows(joined["attributes"])]
        return joined

    def _whole(self, entity: str, row: Json) -> Json:
        key = text(row.get("id"))
        return self._with_parts(row, f"contact:{key}") if entity == "contact" and key else row

    def _with_term(self, attribute: Json) -> Json:
        """An attribute that names its term by id, with the term's words."""
        key = text(attribute.get("taxonomy_term_id"))
        if not key or isinstance(attribute.get("taxonomy_term"), dict):
            return attribute
        if key not in self._terms:
            found = self._stage.first("taxonomy_term", key)
            row = found.row if found else {"id": key, "code": key}
            self._terms[key] = {name: row.get(name) for name in ("id", "code", "name", "parent_id")} | {
                "taxonomy": vocabulary_of(row, self._stage)
            }
        return attribute | {"taxonomy_term": self._terms[key]}

    def _links(self, service: Json, key: str) -> Iterator[Json]:
        yield from rows(service.get("service_at_locations"))
        seen: set[str | None] = set()
        for staged in self._stage.owned(f"service:{key}"):
            link = staged.row
            if staged.entity == "service_at_location" and link.get("location_id") not in seen:
                seen.add(link.get("location_id"))
                yield self._with_parts(link, f"service_at_location:{staged.key}") if staged.key else link

    def _place(self, link: Json, service: str) -> Json:
        inside = link.get("location")
        place = location_id(restored(inside)) if isinstance(inside, dict) else text(link.get("location_id"))
        if not place:
            return link
        return self._with_parts(link, f"pair:{service}|{place}") | {"location": self.location(place)}

    def _organization(self, service: Json) -> tuple[Json, str | None]:
        inside = service.get("organization")
        if isinstance(inside, dict) and (inside.get("id") or inside.get("name")):
            return self.organization(organization_id(restored(inside))) or inside, None
        asked = text(service.get("organization_id")) or _of_places(service)
        found = self.organization(asked) if asked else None
        if found and text(found.get("name")):
            return found, None
        if text(service.get("organization_name")):
            return {"name": service["organization_name"]}, None
        return ({"name": service.get("name")}, asked) if asked else ({}, None)


def _of_places(service: Json) -> str | None:
    """Ohana: a service belongs to the organization of its place."""
    places = (link.get("location") or {} for link in rows(service.get("service_at_locations")))
    return next((text(place["organization_id"]) for place in places if place.get("organization_id")), None)


def with_eligibility(service: Json, row: Json) -> Json:
    """A service with one row of the eligibility that HSDS 1.1 and 2.x keep in a table of its own."""
    said = [text(service.get("eligibility_description")), text(row.get("eligibility") or row.get("name"))]
    ages = {name: row[name] for name in ("minimum_age", "maximum_age") if row.get(name)}
    return service | ages | {"eligibility_description": ". ".join(filter(None, said)) or None}
