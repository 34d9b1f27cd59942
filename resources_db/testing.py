"""Small feeds for tests: written, imported, and every row of them accounted for."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from resources_db.database import Database
from resources_db.importers.importing import Wishes, import_feed
from resources_db.importers.report import ImportReport

TODAY = date(2026, 11, 24)


def deliver(database: Database, path: Path, said: Any = None, *, today: date = TODAY, **wishes: Any) -> ImportReport:
    """Write a feed and import it; `wishes` are those of `Wishes`.

    `said` is what a file holds (text, bytes, or plain values that become JSON), for a path without a suffix what each
    file of a folder holds, by name, beside those that lie there already; None when all of it lies there.
    """
    if said is not None:
        write(path, said)
    report = import_feed(database, path, today, Wishes(**wishes))
    assert_accounted(report)
    return report


def assert_accounted(report: ImportReport) -> None:
    """Fail unless every row was added, changed, unchanged or refused, in all and in each table."""
    assert report.read == report.added + report.changed + report.unchanged + len(report.refused)
    for counts in report.rows.values():
        assert counts["read"] == counts["added"] + counts["changed"] + counts["unchanged"] + counts["refused"]


def write(path: Path, said: Any) -> None:
    """Write what a file holds, or the files of a folder, as `deliver` takes them."""
    files: Mapping[str, Any] = {path.name: said} if path.suffix else said
    folder = path.parent if path.suffix else path
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(_bytes(content))


def _bytes(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()
