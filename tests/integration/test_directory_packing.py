"""A feed is found however it is packed: zips in folders and zips, data packages; what is passed over is named."""

import io
import zipfile
from pathlib import Path

import pytest

from resources_db.database import Database
from resources_db.queries import Directory
from resources_db.testing import deliver, write

TABLES = {"organizations.csv": "id,name\no,Helpers\n", "services.csv": "id,organization_id,name\ns,o,Pantry\n"}
PACKAGE = {
    "resources": [
        {"name": "organization", "data": [{"id": "o", "name": "Helpers", "year_incorporated": 1990}]},
        {"name": "service", "path": "data/tblS.csv"},
        {"name": "phone", "data": [["id", "service_id", "number"], [1, "s", "860-555-0100"]]},
        {"name": "budget", "data": [{"a": 1}]},
        {"name": "location", "path": ["https://elsewhere.example/l.csv", "../../etc/l.csv", "data/missing.csv"]},
    ]
}


def zipped(**files: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, said in files.items():
            archive.writestr(name.replace("__", "."), said)
    return packed.getvalue()


FEED = zipped(**{f"my export/{name}": said for name, said in TABLES.items()})
BROKEN = FEED.replace(b"s,o,Pantry", b"s,o,Dantry")


@pytest.mark.parametrize("packed", [FEED, zipped(inner__zip=FEED), zipped(inner__zip=zipped(more__zip=FEED))])
@pytest.mark.parametrize("in_folder", [True, False])
def test_a_zip_is_read_wherever_it_lies(database: Database, tmp_path: Path, packed: bytes, in_folder: bool) -> None:
    folder, name = tmp_path / "f", "feed.zip"
    report = deliver(database, folder, {name: packed}) if in_folder else deliver(database, folder / name, packed)
    assert (report.added, report.files) == (2, ())


@pytest.mark.parametrize("packed", [BROKEN, FEED[:-30], zipped(deep__zip=BROKEN), zipped(a__zip=b"PK nothing")])
def test_a_zip_that_cannot_be_unpacked_is_named_and_retires_nothing(
    database: Database, tmp_path: Path, packed: bytes
) -> None:
    folder = tmp_path / "f"
    deliver(database, folder, TABLES | {"services.csv": TABLES["services.csv"] + "t,o,Closet\n"})
    report = deliver(database, folder, TABLES | {"more.zip": packed})
    assert (report.retired, report.whole) == (0, False)
    assert all(fault.file.startswith("more.zip") for fault in report.files)
    assert len(Directory(database).serving(None)) == 2


@pytest.mark.parametrize("whole", [True, False])
def test_a_data_package_is_read_with_the_rows_that_it_holds(database: Database, tmp_path: Path, whole: bool) -> None:
    folder, table = tmp_path / "f", {"data/tblS.csv": TABLES["services.csv"]}
    write(folder, table | {"datapackage.json": PACKAGE})
    report = deliver(database, folder if whole else folder / "datapackage.json")
    (pantry,) = Directory(database).serving(None)
    assert (pantry.organization, [phone.number for phone in pantry.phones]) == ("Helpers", ["860-555-0100"])
    assert (report.added, [fault.reason for fault in report.files]) == (
        3,
        ["'budget' is no table of HSDS: it was not read"],
    )


def test_files_of_other_kinds_are_named_unless_they_only_tell_of_the_feed(database: Database, tmp_path: Path) -> None:
    others = ("more.xlsx", "notes.txt", "README.txt", "LICENSE", "about.md", ".hidden.xml")
    report = deliver(database, tmp_path / "f", TABLES | dict.fromkeys(others, "PK"))
    assert [(fault.file, report.whole) for fault in report.files] == [("more.xlsx", True), ("notes.txt", True)]
