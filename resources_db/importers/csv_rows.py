"""Reads a CSV table row by row, whatever its encoding, line ends and separator, and knows each row's line."""

import csv
import io
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from resources_db.importers.naming import columns_of, plain
from resources_db.importers.quotes import Tape, rows_of

LONGEST = 4 * 1024 * 1024  # characters of one value: beyond it a quote was never closed
_SEPARATORS = ",;\t|"
_NAMES_SEPARATOR = re.compile(r'"?sep=.?"?', re.IGNORECASE)
Row = dict[str, str]
Remark = Callable[[int | None, str], None]
Broken = Callable[[int, Row, str], None]


def headings_of(file: Path) -> list[str]:
    """The headings of a table in plain form, none when the file is empty."""
    with file.open("rb") as source, closing(_lines(source, lambda *_: None)) as lines:
        first, _ = _first(lines)
    return [plain(name) for name in next(csv.reader([first], delimiter=_separator(first)), [])]


def csv_rows(file: Path, table: str, remark: Remark, broken: Broken) -> Iterator[tuple[int, Row]]:
    """(line, row) for each row that is not empty; columns by their names in HSDS 3.1.

    `remark` hears what had to be put right, `broken` each row that cannot be read; the next one is read again.
    """
    csv.field_size_limit(LONGEST)
    with file.open("rb") as source, closing(_lines(source, remark)) as lines:
        first, skipped = _first(lines)
        tape, separator = Tape(_chain(first, lines), skipped), _separator(first)
        columns = columns_of(table, next(csv.reader(tape, delimiter=separator), []))
        for start, values, fault in rows_of(tape, separator, len(columns)):
            row = {name: value for name, value in zip(columns, values, strict=False) if name}
            if fault:
                broken(start, row, fault)
            elif any(value.strip() for value in values):
                if any(value.strip() for value in values[len(columns) :]):
                    remark(start, f"has {len(values)} values under {len(columns)} headings: the last are left out")
                yield start, row


def _chain(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _first(lines: Iterator[str]) -> tuple[str, int]:
    """The line of the headings, and how many stand before it: a spreadsheet may name its separator first."""
    first = next(lines, "")
    return (next(lines, ""), 1) if _NAMES_SEPARATOR.fullmatch(first.strip()) else (first, 0)


def _separator(first: str) -> str:
    return max(_SEPARATORS, key=first.count)


def _lines(source: io.BufferedReader, remark: Remark) -> Generator[str]:
    start = source.peek(4)[:4]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        remark(None, "is UTF-16")
        wide = io.TextIOWrapper(source, encoding="utf-16", errors="replace", newline="")
        try:
            for words in wide:  # noqa: UP028 - `yield from` would close the file when nobody wants more
                yield words
        finally:
            wide.detach()
        return
    told = False
    for number, raw in enumerate(_split(source), start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
            if not told:
                remark(number, "is not UTF-8: this line and others like it are read as Windows-1252")
            told = True
        yield text.replace("\0", "")


def _split(source: io.BufferedReader) -> Iterator[bytes]:
    """Lines with their ends; a file of old Macs, whose lines end in CR alone, is one line to Python."""
    for line in source:
        if line.count(b"\r") > 1 and line.rstrip(b"\r\n").count(b"\r"):
            yield from line.splitlines(keepends=True)
        else:
            yield line


def count_rows(file: Path) -> int:
    """How many rows a table of no known name has."""
    with file.open("rb") as source:
        return max(0, sum(1 for _ in islice(source, 10_000_000)) - 1)
