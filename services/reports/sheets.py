"""Writes figures as CSV that a spreadsheet opens as text and numbers, never as formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def sheet(rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV with a byte order mark, so that spreadsheets read it as UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(each) for each in row])
    return "\ufeff" + file.getvalue()


def _cell(value: object) -> str | int | float:
    if isinstance(value, int | float):
        return value
    text = str(value)
    # A spreadsheet skips spaces before it looks for a formula.
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text
