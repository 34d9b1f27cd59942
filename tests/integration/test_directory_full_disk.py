"""A disk that is full is told as that: the feed is not blamed, nothing is retired, and the import can be repeated."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from resources_db.database import Database
from resources_db.errors import DiskFull
from resources_db.importers import fetching, stage
from resources_db.queries import Directory
from resources_db.testing import deliver

OWNER = {"id": "o", "name": "Helpers"}
BEFORE = [{"id": f"s{n}", "name": f"Pantry {n}", "organization": OWNER} for n in range(3)]
ROWS = "".join(f"s{n},Helpers,Pantry {n},{'Food. ' * 40}\n" for n in range(1, 400))
TABLES = {"services.csv": f"id,organization_name,name,description\n{ROWS}"}
REAL = Path.open
Fill = Callable[[pytest.MonkeyPatch, Database], None]


def files(patch: pytest.MonkeyPatch, _: Database) -> None:
    """Every file that is opened for writing is on a disk without room."""

    def opened(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        return REAL(Path("/dev/full") if "w" in mode else path, mode, *more, **named)

    patch.setattr(Path, "open", opened)


def stages(patch: pytest.MonkeyPatch, _: Database) -> None:
    """The stage has no room."""

    def small(path: str) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA max_page_count=20")
        return connection

    patch.setattr(stage, "_connected", small)


def directories(_: pytest.MonkeyPatch, database: Database) -> None:
    """The directory has no room, from its next connection on."""
    database.close()
    event.listen(database.engine, "connect", _bounded)


def _bounded(connection: Any, _: object) -> None:
    connection.execute("PRAGMA max_page_count=1")  # no more than there are


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, said in TABLES.items():
            archive.writestr(name, said)
    return packed.getvalue()


@pytest.mark.parametrize("fill", [files, stages, directories])
def test_a_full_disk_ends_an_import_that_can_be_repeated(database: Database, tmp_path: Path, fill: Fill) -> None:
    deliver(database, tmp_path / "feed.json", BEFORE)
    (tmp_path / "feed.zip").write_bytes(zipped())
    with pytest.MonkeyPatch.context() as patch:
        fill(patch, database)
        with pytest.raises(DiskFull, match=r"disk is full.*Nothing was imported or retired.*import again"):
            deliver(database, tmp_path / "feed.zip", feed="feed")
    assert len(Directory(database).serving(None)) == 3
    if fill is directories:
        event.remove(database.engine, "connect", _bounded)
        database.close()
    report = deliver(database, tmp_path / "feed.zip", feed="feed")
    assert (report.files, report.whole, len(Directory(database).serving(None))) == ((), True, 399)


class Web:
    """An address that answers with a zip."""

    status, length, body = 200, 0, io.BytesIO(zipped())

    def request(self, *_: object, **__: object) -> None:
        """Nothing goes out."""

    def getresponse(self) -> Any:
        return self

    def getheader(self, _: str) -> None:
        """There are none."""

    def read(self, size: int) -> bytes:
        return self.body.read(size)

    def close(self) -> None:
        """Nothing is open."""


def test_a_download_that_finds_no_room_is_told_as_that(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(monkeypatch, database)
    with pytest.raises(DiskFull):
        fetching.fetch("https://feed.example/feed.zip", tmp_path, lambda *_: Web())  # type: ignore[arg-type]
