"""Reads a data package (datapackage.json): which file is which table, and rows that stand in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from resources_db.importers.naming import columns_of, plain, table_of

Json = dict[str, Any]
NAME = "datapackage.json"


def is_package(file: Path) -> bool:
    """Whether a file is a data package by its name."""
    return file.name.lower() == NAME


def resources_of(file: Path) -> list[Json]:
    """The resources of a data package; none when it cannot be read: tables are then known by their files' names."""
    try:
        package = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        return []
    listed = package.get("resources") if isinstance(package, dict) else None
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def paths_of(resource: Json) -> list[str]:
    """The paths of a resource's files, as the package writes them."""
    said = resource.get("path")
    return [path for path in (said if isinstance(said, list) else [said]) if isinstance(path, str) and path]


def table_in(resource: Json) -> str:
    """What a resource says its table is called."""
    return plain(str(resource.get("name") or ""))


def files_in(package: Path) -> list[Path]:
    """The files of a package that lie beside it or below."""
    home = package.parent.resolve()
    found = [(home / path).resolve() for resource in resources_of(package) for path in paths_of(resource)]
    return [file for file in dict.fromkeys(found) if file.is_relative_to(home) and file.is_file()]


def has_data(resource: Json) -> bool:
    """Whether a resource holds its rows itself."""
    return isinstance(resource.get("data"), list) and bool(resource["data"])


def data_rows(resource: Json) -> Iterator[dict[str, str]]:
    """The rows inside a resource: objects, or lists under a list of headings."""
    headings: list[str] | None = None
    for row in resource["data"]:
        if isinstance(row, list) and headings is None:
            headings = list(map(str, row))
        elif isinstance(row, list) and headings is not None:
            yield _named(resource, headings, row)
        else:
            pairs = row if isinstance(row, dict) else {"name": row}
            yield _named(resource, list(map(str, pairs)), list(pairs.values()))


def _named(resource: Json, headings: list[str], values: list[Any]) -> dict[str, str]:
    columns = columns_of(table_of(table_in(resource)) or "", headings)
    return {column: _written(value) for column, value in zip(columns, values, strict=False)}


def _written(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)
