"""Reads the records of JSON, JSON lines and YAML files one by one, however they are wrapped, with their lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from resources_db.importers.json_pieces import Pieces, shape_of
from resources_db.importers.lines import lines_of, yaml_with_lines
from resources_db.importers.naming import plain, table_of

Json = dict[str, Any]
SUFFIXES = {".json", ".ndjson", ".jsonl", ".yml", ".yaml", ".geojson"}
WHOLE = 8 * 1024 * 1024  # bytes: up to here a file is read at once, beyond it piece by piece
_LONGEST = 1024 * 1024  # characters of a line that is looked at
_SAID_ONCE = ("source", "feed", "verified_on")
_WRAPPERS = ("contents", "content", "items", "results", "data", "records", "rows", "entities", "nodes", "_embedded")


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, in place of the record."""

    why: str


@dataclass(slots=True)
class Records:
    """The records of one file: (table, record, line); `table` is None when only the record itself can tell."""

    file: Path
    table: str | None = None  # what the file's name says
    defaults: Json = field(default_factory=dict)  # `feed` and `source`, said once for the file
    pages: list[Json] = field(default_factory=list)  # what each page of an API says of itself

    def __iter__(self) -> Iterator[tuple[str | None, Any, int | None]]:
        """Raises ValueError (JSON, YAML and encoding faults are such) where the file cannot be read on."""
        table, suffix = self.table, self.file.suffix.lower()
        if suffix in {".ndjson", ".jsonl"} or (suffix == ".json" and _holds_lines(self.file)):
            yield from ((table, record, line) for record, line in _json_lines(self.file))
        elif suffix in {".yml", ".yaml"}:
            text = _decoded(self.file.read_bytes())
            yield from self._placed(text, yaml_with_lines(text), table)
        elif self.file.stat().st_size > WHOLE:
            with self.file.open(encoding="utf-8-sig", errors="replace") as source:
                yield from self._in_pieces(source, table)
        else:
            yield from self._at_once(_decoded(self.file.read_bytes()), table)

    def _at_once(self, text: str, table: str | None) -> Iterator[tuple[str | None, Any, int | None]]:
        try:
            data = json.loads(text)
        except ValueError:  # what stands before the fault is good
            yield from self._in_pieces(StringIO(text), table)
            raise
        yield from self._placed(text, data, table)

    def _placed(self, text: str, data: Any, table: str | None) -> Iterator[tuple[str | None, Any, int | None]]:
        found = list(self._unwrapped(data, table))
        lines = lines_of(text, [record for _, record in found])
        yield from ((kind, record, line) for (kind, record), line in zip(found, lines, strict=True))

    def _in_pieces(self, source: TextIO, table: str | None) -> Iterator[tuple[str | None, Any, int | None]]:
        """Never holds more than one record, unless the whole is one."""
        start, shape = source.tell(), None
        if Pieces(source).skip("") == "{":  # an object is gone through twice, to know what it holds
            source.seek(start)
            shape = shape_of(Pieces(source))
        source.seek(start)
        yield from self._part(Pieces(source), shape, table)

    def _part(self, pieces: Pieces, shape: Any, table: str | None) -> Iterator[tuple[str | None, Any, int | None]]:
        if pieces.skip("") == "[":
            yield from self._each(pieces, table)
        elif isinstance(shape, dict) and any(_lists_of(shape)):
            yield from self._of_object(pieces, shape, table)
        else:
            line, value = pieces.line, pieces.value()
            yield from ((kind, record, line) for kind, record in self._unwrapped(value, table))

    def _of_object(
        self, pieces: Pieces, shape: Json, table: str | None
    ) -> Iterator[tuple[str | None, Any, int | None]]:
        wrapper, lists = _lists_of(shape)
        self.pages += [_about(shape)] if wrapper else []
        self.defaults |= {key: shape[key] for key in _SAID_ONCE if lists and shape.get(key)}
        for name in pieces.members():
            if name == wrapper or name in lists:
                yield from self._part(pieces, shape[name], lists.get(name, table))
            else:
                shape_of(pieces)

    def _each(self, pieces: Pieces, table: str | None) -> Iterator[tuple[str | None, Any, int | None]]:
        for element, line in pieces.elements():
            if _is_page(element):
                yield from ((kind, record, line) for kind, record in self._unwrapped(element, table))
            else:
                yield table, element, line

    def _unwrapped(self, data: Any, table: str | None) -> Iterator[tuple[str | None, Any]]:
        """The records in a list, in a page of an API, or in lists by table ("services", "services.csv")."""
        if isinstance(data, list):
            for item in data:  # pages one after another, or records
                yield from self._unwrapped(item, table) if _is_page(item) else [(table, item)]
            return
        if not isinstance(data, dict):
            raise ValueError("holds no records")
        wrapper, lists = _lists_of(data)
        if wrapper:
            self.pages.append(_about(data))
            yield from self._unwrapped(data[wrapper], table)
        elif lists:
            self.defaults |= {key: data[key] for key in _SAID_ONCE if data.get(key)}
            for name, kind in lists.items():
                yield from ((kind, record) for record in _listed(data[name]))
        else:
            yield from ((table, record) for record in _listed(data))


def _about(page: Json) -> Json:
    return {name: value for name, value in page.items() if isinstance(value, int | str)}


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace")


def _listed(value: Any) -> list[Any]:
    """The records of a list, of an object that holds them by their ids, or one alone."""
    if isinstance(value, list):
        return value
    return [{"id": key} | record for key, record in value.items()] if _is_by_id(value) else [value]


def _is_by_id(value: Any) -> bool:
    """Whether an object holds records by their ids; one that names tables is a record itself, or holds tables."""
    records = isinstance(value, dict) and bool(value) and all(isinstance(item, dict) for item in value.values())
    return records and not any(map(table_of, value))


def _lists_of(data: Json) -> tuple[str | None, dict[str, str]]:
    """(the name under which the records are wrapped, or else the lists by table); neither for a record."""
    if data.get("name"):
        return None, {}
    wrapper = next((name for name in _WRAPPERS if isinstance(data.get(name), list | dict)), None)
    tables = {name: table_of(name.removesuffix(".csv")) for name in data}
    told = {name: kind for name, kind in tables.items() if kind and isinstance(data[name], list | dict)}
    holds = any(isinstance(data[name], list) or _is_by_id(data[name]) for name in told)
    lists = told if holds else {}
    is_record = "id" in data and bool(lists) and plain(next(iter(lists))) != "services"
    return wrapper, {} if wrapper or is_record else lists


def _is_page(item: Any) -> bool:
    return isinstance(item, dict) and not item.get("name") and any(isinstance(item.get(w), list) for w in _WRAPPERS)


def _holds_lines(file: Path) -> bool:
    """Whether each of the first two lines is an object, whatever the file's name says."""
    with file.open(encoding="utf-8-sig", errors="replace") as source:
        first = [source.readline(_LONGEST) for _ in range(2)]
    return all(isinstance(_or_none(line), dict) for line in first)


def _or_none(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _json_lines(file: Path) -> Iterator[tuple[Any, int]]:
    with file.open(encoding="utf-8-sig", errors="replace") as source:
        for number, line in enumerate(source, start=1):
            if line.strip():
                yield _json_line(line), number


def _json_line(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        return Broken(f"cannot be read: {error}")
