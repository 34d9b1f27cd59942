"""Checks the starter directory: what the importer would refuse, and what a family would miss."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from resources_db.errors import NothingToRead
from resources_db.importers.cleaning import Unusable
from resources_db.importers.documents import read_documents
from resources_db.importers.joining import Document
from resources_db.importers.parts import Json, areas_of, rows
from resources_db.importers.rows import place_rows, service_rows
from resources_db.needs import NEEDS
from resources_db.records import Area
from services.content.fault import Fault
from services.content.project import Project
from services.directory.coverage import Coverage, coverage_of

FOLDER: Final = "content/directory"
ENOUGH: Final = 4  # services for a need, of which …
ENOUGH_STATEWIDE: Final = 2  # … so many serve every town: nobody is left without
CONNECTICUT: Final = (40.95, 42.06, -73.74, -71.78)  # degrees: south, north, west, east


def faults(project: Project) -> list[Fault]:
    """What is wrong with any service, and needs for which there is too little."""
    try:
        reading = read_documents(project.root / FOLDER)
    except NothingToRead:
        return [Fault(FOLDER, "holds no services", "Add a file: docs/guides/content.md shows how.")]
    found: list[Fault] = []
    first: dict[str | None, str] = {}
    for document in reading.documents:
        path = f"{FOLDER}/{document.file}:{document.line}"
        found += [Fault(path, f"{document.id}: {problem}", advice) for problem, advice in _of_one(document)]
        if first.setdefault(document.id, path) != path:
            found.append(Fault(path, f"the id {document.id} is used in {first[document.id]} too", "Give it its own."))
    return found + (_too_few(reading.documents) if project.whole(FOLDER) else [])


def _of_one(document: Document) -> Iterator[tuple[str, str]]:
    """(problem, what to do) for one service; its keys are checked by its file's schema."""
    notes: list[tuple[str, str]] = []

    def note(part: str, reason: str, row: Json | None = None, *, lost: bool = False) -> None:
        if not reason.startswith("no coordinates"):  # the importer takes the middle of the ZIP code
            notes.append((part, reason))

    try:
        service_rows(document.service, document.organization, note)
        for link in rows(document.service.get("service_at_locations")):
            place_rows(link.get("location") or {}, note)
    except Unusable as error:
        notes.append(("service", str(error)))
    for part, why in notes:
        yield f"the importer would refuse its {part}: {why}", "Correct it, or leave it out."
    for place in (link.get("location") for link in rows(document.service.get("service_at_locations"))):
        if isinstance(place, dict) and _is_outside(place.get("latitude"), place.get("longitude")):
            yield f"{place.get('name')} is not in Connecticut", "Correct the coordinates."
    if not _coverage(document).known and (_areas(document) or not rows(document.service.get("service_at_locations"))):
        yield "nobody can tell which towns it serves", "Name Connecticut, its towns or its ZIP codes in service_areas."


def _is_outside(latitude: Any, longitude: Any) -> bool:
    south, north, west, east = CONNECTICUT
    try:
        return not (south <= float(latitude) <= north and west <= float(longitude) <= east)
    except (TypeError, ValueError):
        return False  # no point, or one that the importer refuses


def _areas(document: Document) -> tuple[Area, ...]:
    places = [document.service, *rows(document.service.get("service_at_locations"))]
    return tuple(Area(row["name"], row["extent"]) for place in places for _, row in areas_of(place))


def _coverage(document: Document) -> Coverage:
    return coverage_of(_areas(document))


def _too_few(documents: list[Document]) -> list[Fault]:
    everywhere: Counter[str] = Counter()
    all_services: Counter[str] = Counter()
    for document in documents:
        terms = [row.get("taxonomy_term") for row in rows(document.service.get("attributes"))]
        needs = [str(term.get("code")) for term in terms if isinstance(term, dict)]
        all_services.update(needs)
        everywhere.update(needs if _coverage(document).statewide else ())
    lacking = [need for need in NEEDS if all_services[need] < ENOUGH or everywhere[need] < ENOUGH_STATEWIDE]
    return [
        Fault(
            FOLDER,
            f"{need} has {all_services[need]} services, {everywhere[need]} of them statewide",
            f"Add some: {ENOUGH} at least, {ENOUGH_STATEWIDE} of them statewide.",
        )
        for need in lacking
    ]
