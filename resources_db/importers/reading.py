"""Finds the service documents in HSDS 3.x files: JSON, JSON lines, or YAML with the same keys."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from resources_db.errors import NothingToRead
from resources_db.importers.lines import LINE, lines_of, yaml_with_lines
from resources_db.importers.report import Refusal

Json = dict[str, Any]
_SUFFIXES = {".json", ".ndjson", ".jsonl", ".yml", ".yaml"}
_LISTS = ("organizations", "services", "contents")


@dataclass(frozen=True, slots=True)
class Document:
    """One service as the feed wrote it, its organization, and where it stands."""

    service: Json
    organization: Json
    file: str
    line: int | None

    @property
    def id(self) -> str | None:
        """The feed's own id, None when it gave none."""
        return str(self.service.get("id") or "").strip() or None

    def refuse(self, part: str, reason: str) -> Refusal:
        """A refusal that says where this record stands."""
        return Refusal(self.file, self.line, self.id, part, reason)


@dataclass(slots=True)
class Reading:
    """All that a path holds."""

    documents: list[Document] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    record: Json
    file: str
    line: int | None
    is_organization: bool


def read_documents(path: Path) -> Reading:
    """Every service of a file or folder. A broken file is a refusal; raises NothingToRead when no file is there."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES)
    if not files:
        raise NothingToRead(f"{path}: no HSDS JSON or YAML file here. Nothing was imported or retired.")
    reading = Reading()
    found = [record for file in files for record in _records(file, path, reading)]
    organizations = {str(f.record.get("id")): f.record for f in found if f.is_organization}
    for record in found:
        reading.documents.extend(_services(record, organizations))
    return reading


def _records(file: Path, root: Path, reading: Reading) -> Iterator[_Found]:
    name = str(file.relative_to(root)) if file != root else file.name
    try:
        text = file.read_text(encoding="utf-8-sig")
        data = _parse(file, text)
    except (ValueError, OSError) as error:  # JSON, YAML and encoding faults are all ValueErrors
        reading.refused.append(Refusal(name, getattr(error, "lineno", None), None, "file", f"cannot be read: {error}"))
        return
    records, defaults = _unwrap(data)
    reading.feed = reading.feed or defaults.get("feed")
    of_organizations = file.stem.lower().startswith("organization")
    for record, line in zip(records, lines_of(text, records), strict=True):
        if isinstance(record, dict):
            yield _Found({**defaults, **record}, name, line, of_organizations or "services" in record)
        else:
            reading.refused.append(Refusal(name, line, None, "service", "not a record but a bare value"))


def _parse(file: Path, text: str) -> Any:
    if file.suffix.lower() in {".yml", ".yaml"}:
        return yaml_with_lines(text)
    if file.suffix.lower() in {".ndjson", ".jsonl"}:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return json.loads(text)


def _unwrap(data: Any) -> tuple[list[Any], Json]:
    """The records of a document, and the file's own `source` and `feed`, which hold for each of them."""
    if isinstance(data, list):
        return data, {}
    lists = [name for name in _LISTS if isinstance(data, dict) and isinstance(data.get(name), list)]
    if not lists or data.get("name"):  # a page or a file has no name; one service or organization has
        return [data], {}
    return [row for name in lists for row in data[name]], {k: data[k] for k in ("source", "feed") if data.get(k)}


def _services(found: _Found, organizations: dict[str, Json]) -> Iterator[Document]:
    record = found.record
    if found.is_organization:
        for row in record.get("services") or ():
            if isinstance(row, dict):
                shared = {"source": record.get("source"), **row}
                yield Document(shared, record, found.file, row.get(LINE, found.line))
        return
    organization = record.get("organization")
    if not isinstance(organization, dict):
        organization = organizations.get(str(record.get("organization_id")), {})
    yield Document(record, organization, found.file, found.line)
