"""Imports HSDS 3.x documents (a file or a folder, JSON or YAML) in one transaction."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from resources_db.database import Database
from resources_db.importers.cleaning import Unusable, Withdrawn
from resources_db.importers.parts import Json, canonical, rows
from resources_db.importers.privacy import is_flagged, secrets_of
from resources_db.importers.reading import Document, read_documents
from resources_db.importers.report import ImportReport, Refusal
from resources_db.importers.rows import ServiceRows, location_id, organization_id, rows_of
from resources_db.importers.writing import DryRun, feed_for, owners_of, record_run, write


def import_hsds(
    database: Database, path: Path, today: date, *, feed: str | None = None, dry_run: bool = False
) -> ImportReport:
    """Bring the directory in line with a feed, by the feed's own ids, and say what was done and refused.

    A service that the feed no longer holds is retired; one that it holds in a broken form stays as it was.
    Nothing is retired when no record can be used. A dry run does it all, then undoes it.
    Raises NothingToRead when the path holds no document.
    """
    reading = read_documents(path)
    checked = _checked(reading.documents)
    refused = [*reading.refused, *checked.refused]
    counts: Counter[str] = Counter()
    name = feed or reading.feed or ""
    try:
        with database.writing() as connection:
            name = name or feed_for(connection, checked.seen) or path.stem
            foreign = owners_of(connection, name, [rows for _, rows in checked.good])
            refused += [doc.refuse("service", foreign[key]) for doc, _ in checked.good if (key := doc.id) in foreign]
            usable = [rows for _, rows in checked.good if rows.service["id"] not in foreign]
            if usable:
                counts = write(connection, name, usable, checked.seen, today)
            record_run(connection, name, len(reading.documents), counts, len(refused))
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    numbers = {count: counts[count] for count in ("added", "changed", "unchanged", "retired")}
    return ImportReport(name, len(reading.documents), **numbers, refused=tuple(refused), dry_run=dry_run)


@dataclass(slots=True)
class _Checked:
    """The usable records with their rows, what was refused, and the ids that the feed still holds."""

    good: list[tuple[Document, ServiceRows]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def _checked(documents: list[Document]) -> _Checked:
    inside = [location for document in documents for location in _locations(document)]
    owners = _fullest((document.organization for document in documents), organization_id)
    rows_in_feed = partial(rows_of, known_places=_fullest(inside, location_id), secrets=secrets_of(inside))
    checked = _Checked()
    first: dict[str, Document] = {}
    for document in documents:
        notes: list[tuple[str, str]] = []
        try:
            _refuse_second(document, first)
            owner = owners[organization_id(document.organization)]
            found = rows_in_feed(document.service, owner, note=lambda *note, to=notes: to.append(note))
            checked.good.append((document, found))
        except Unusable as error:
            notes.append(("service", str(error)))
            if isinstance(error, Withdrawn):
                first.pop(document.id or "", None)
        checked.refused += [document.refuse(part, reason) for part, reason in dict.fromkeys(notes)]
    checked.seen = set(first)
    return checked


def _refuse_second(document: Document, first: dict[str, Document]) -> None:
    earlier = first.setdefault(document.id, document) if document.id else document
    if earlier is not document:
        raise Unusable(f"the id was used before, in {earlier.file} line {earlier.line}: the first one is kept")


def _locations(document: Document) -> Iterator[Json]:
    """The places of a service, marked when the service or its link to the place says that they are confidential."""
    for link in rows(document.service.get("service_at_locations")):
        location = link.get("location")
        if isinstance(location, dict):
            hidden = is_flagged(link) or is_flagged(document.service)
            yield location | {"confidential": True} if hidden else location


def _fullest(records: Iterable[Json], key_of: Callable[[Json], str]) -> dict[str, Json]:
    """By id, the entry that says most: feeds repeat a place or an organization in short form under other services."""
    best: dict[str, Json] = {}
    for record in records:
        key = key_of(record)
        if key not in best or len(canonical(record)) > len(canonical(best[key])):
            best[key] = record
    return best
