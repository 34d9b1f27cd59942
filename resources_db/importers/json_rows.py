"""Reads the records of JSON, JSON lines and YAML files one by one, however they are wrapped, with their lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from resources_db.importers.lines import lines_of, yaml_with_lines
from resources_db.importers.naming import plain, table_of

Json = dict[str, Any]
SUFFIXES = {".json", ".ndjson", ".jsonl", ".yml", ".yaml", ".geojson"}
WHOLE = 8 * 1024 * 1024  # bytes: up to here a file is read at once, beyond it piece by piece
_PIECE = 1024 * 1024  # characters
_WRAPPERS = ("contents", "content", "items", "results", "data", "records", "rows", "entities")


@dataclass(slots=True)
class Records:
    """The records of one file: (table, record, line); `table` is None when only the record itself can tell."""

    file: Path
    defaults: Json = field(default_factory=dict)  # `feed` and `source`, said once for the file

    def __iter__(self) -> Iterator[tuple[str | None, Any, int | None]]:
        """Raises ValueError (JSON, YAML and encoding faults are such) where the file cannot be read on."""
        table, suffix = table_of(self.file.stem), self.file.suffix.lower()
        if suffix in {".ndjson", ".jsonl"}:
            yield from ((table, record, line) for record, line in _json_lines(self.file))
        elif suffix in {".yml", ".yaml"} or self.file.stat().st_size <= WHOLE or not _is_list(self.file):
            yield from self._whole(table)
        else:
            with self.file.open(encoding="utf-8-sig", errors="replace") as source:
                yield from ((table, record, line) for record, line in elements(source))

    def _whole(self, table: str | None) -> Iterator[tuple[str | None, Any, int | None]]:
        text = _decoded(self.file.read_bytes())
        of_yaml = self.file.suffix.lower() in {".yml", ".yaml"}
        found = list(_unwrapped(yaml_with_lines(text) if of_yaml else json.loads(text), table, self.defaults))
        lines = lines_of(text, [record for _, record in found])
        yield from ((kind, record, line) for (kind, record), line in zip(found, lines, strict=True))


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace")


def _unwrapped(data: Any, table: str | None, defaults: Json) -> Iterator[tuple[str | None, Any]]:
    """The records in a list, in a page of an API, or in lists by table ("services", "services.csv")."""
    if isinstance(data, list):
        for item in data:  # pages one after another, or records
            yield from _unwrapped(item, table, defaults) if _is_page(item) else [(table, item)]
        return
    if not isinstance(data, dict):
        raise ValueError("holds no records")
    lists = {} if data.get("name") else {name: table_of(name.removesuffix(".csv")) for name in data}
    lists = {name: kind for name, kind in lists.items() if kind and isinstance(data[name], list)}
    wrapper = next((name for name in _WRAPPERS if isinstance(data.get(name), list | dict)), None)
    if wrapper and not data.get("name"):
        yield from _unwrapped(data[wrapper], table, defaults)
    elif lists and not ("id" in data and plain(next(iter(lists))) != "services"):
        defaults |= {key: data[key] for key in ("source", "feed", "verified_on") if data.get(key)}
        for name, kind in lists.items():
            yield from ((kind, record) for record in data[name])
    else:
        yield table, data


def _is_page(item: Any) -> bool:
    return isinstance(item, dict) and not item.get("name") and any(isinstance(item.get(w), list) for w in _WRAPPERS)


def _json_lines(file: Path) -> Iterator[tuple[Any, int]]:
    with file.open(encoding="utf-8-sig", errors="replace") as source:
        for number, line in enumerate(source, start=1):
            if line.strip():
                yield json.loads(line), number


def _is_list(file: Path) -> bool:
    with file.open("rb") as source:
        return source.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["


def elements(source: TextIO) -> Iterator[tuple[Any, int]]:
    """(element, line) of a list that is too large to be read at once."""
    buffer = _Buffer(source)
    buffer.skip("[")
    while buffer.skip(",") != "]":
        line = buffer.line
        yield buffer.value(), line


class _Buffer:
    """A window on a JSON text that moves on as values are taken from it."""

    def __init__(self, source: TextIO) -> None:
        self._source, self._text, self._at = source, "", 0
        self._decoder = json.JSONDecoder()
        self.line = 1

    def skip(self, sign: str) -> str:
        """Go past white space and one sign; the character that comes then."""
        passed = False
        while True:
            if self._at >= len(self._text) and not self._more():
                raise ValueError("ends in the middle of a list")
            here = self._text[self._at]
            if not here.isspace() and (here != sign or passed):
                return here
            passed = passed or here == sign
            self._step(self._at + 1)

    def value(self) -> Any:
        """The value that stands here."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise ValueError(f"line {self.line}: {error.msg}") from error
                continue
            if end < len(self._text) or not self._more():  # a number may go on in the next piece
                self._step(end)
                return value

    def _step(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        piece = self._source.read(_PIECE)
        self._text, self._at = self._text[self._at :] + piece, 0
        return bool(piece)
