"""Writes the whole directory as HSDS 3.1 JSON, so that another house, or this one, can read it in again."""

import json
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select

from resources_db import tables
from resources_db.database import Database
from resources_db.offered import is_offered
from resources_db.publishing.documents import Documents
from resources_db.publishing.shapes import Json
from resources_db.publishing.terms import all_taxonomies, all_terms


def export(database: Database, path: Path) -> dict[str, int]:
    """Write the directory to a file (its services, with all that belongs to them) or, where the name has no suffix,
    to a folder that also holds organizations and places without services, and vocabularies. The number of each."""
    with database.reading() as connection:
        documents = Documents(connection)
        offered = select(tables.service.c.id).where(is_offered()).order_by(tables.service.c.id)
        services = list(connection.scalars(offered))
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            return {"services": _write(path, documents.services(services))}
        path.mkdir(parents=True, exist_ok=True)
        used = select(tables.service.c.organization_id)
        alone = select(tables.organization.c.id).where(tables.organization.c.id.not_in(used))
        linked = select(tables.service_at_location.c.location_id)
        empty = select(tables.location.c.id).where(tables.location.c.id.not_in(linked))
        found: dict[str, Iterable[Json]] = {
            "services": documents.services(services),
            "organizations": documents.organizations(sorted(connection.scalars(alone))),
            "locations": documents.locations(sorted(connection.scalars(empty))),
            "taxonomies": all_taxonomies(connection),
            "taxonomy_terms": all_terms(connection),
        }
        return {name: _write(path / f"{name}.json", rows) for name, rows in found.items()}


def _write(path: Path, documents: Iterable[Json]) -> int:
    """A list with one document a line; the file appears when it is whole."""
    count, part = 0, path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write("[")
        for document in documents:
            file.write(("," if count else "") + "\n" + json.dumps(document, ensure_ascii=False))
            count += 1
        file.write("\n]\n")
    part.replace(path)
    return count
