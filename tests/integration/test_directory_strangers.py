"""Feeds of publishers unlike ours come in whole: what can be read is, and nothing is lost without a reason."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from resources_db.database import Database
from resources_db.importers import json_rows
from resources_db.queries import Directory
from resources_db.records import Service
from resources_db.testing import deliver

ADDRESS = {"id": 5, "address_1": "1 Main St", "address_2": None, "city": "Hartford", "state_province": "CT"}
HALL: dict[str, Any] = {
    **{
        "id": 3,
        "name": "Hall",
        "latitude": 41.76,
        "longitude": -72.68,
        "addresses": [ADDRESS | {"postal_code": "06103"}],
    },
    **{"accessibility": None, "schedules": None, "languages": None, "phones": None, "organization_id": None},
}
HELPERS = {"id": 1, "name": "Helpers", "website": None, "phones": None, "services": None, "locations": None}
ALONE = {
    "id": 2,
    "name": "Pantry",
    "description": None,
    "minimum_age": None,
    "phones": [{"id": 9, "number": 8605550100}],
}
PANTRY: dict[str, Any] = ALONE | {
    **{"organization": HELPERS, "program": None, "schedules": None, "attributes": None, "contacts": None},
    **{"service_at_locations": [{"id": 4, "location": HALL, "phones": None}], "languages": None, "metadata": []},
}
LINK = {"id": 4, "service_id": 2, "location_id": 3}
CLOSET = PANTRY | {"id": 12, "name": "Closet"}
BY_ID = {key: value for key, value in PANTRY.items() if key != "id"}
CAMEL = {"ID": 2, "Name": "Pantry", "organizationName": "Helpers", "Phones": [{"Number": "860-555-0100"}]}
PAGE = {"total_items": 1, "page_number": 1, "empty": False, "contents": [PANTRY]}
TABLES = {
    "organizations.csv": "ID;NAME\r\n1;Helpers – cafés\r\n",
    "services.csv": "ID;ORGANIZATION_ID;NAME\r\n2;1;Pantry\r\n",
    "locations.csv": "ID;NAME;LATITUDE;LONGITUDE\r\n3;Hall;41,76;-72,68\r\n",
    "services_at_location.csv": "ID;SERVICE_ID;LOCATION_ID\r\n4;2;3\r\n",
    "physical_addresses.csv": "ID;LOCATION_ID;ADDRESS_1;CITY;STATE_PROVINCE\r\n5;3;1 Main St;Hartford;CT\r\n",
    "phones.csv": "ID;SERVICE_ID;NUMBER\r\n9;2;860-555-0100\r\n",
}
PLACED: dict[str, tuple[str, Any]] = {
    "a list": ("feed.json", [PANTRY]),
    "a page": ("feed.json", PAGE),
    "a page of another kind": ("feed.json", {"_embedded": {"services": [PANTRY]}, "_links": {}}),
    "pages in files": ("feed", {"services_1.json": PAGE, "services_2.json": PAGE | {"contents": [CLOSET]}}),
    "objects by their ids": ("feed.json", {"services": {"2": BY_ID, "12": CLOSET}}),
    "a file for each": ("feed", {"services/2.json": PANTRY, "organizations/1.json": HELPERS, "locations/3.json": HALL}),
    "a file for each, named by nothing": (
        "feed",
        {"a.json": ALONE | {"organization_id": 1}, "b.json": HELPERS, "c.json": HALL, "d.json": LINK},
    ),
    "an organization that is no list": (
        "feed.json",
        {"organization": HELPERS, "services": [ALONE | {"organization_id": 1}], "locations": [HALL], "links": None}
        | {"service_at_locations": [LINK]},
    ),
    "organizations with services": (
        "feed.json",
        [HELPERS | {"services": [ALONE | {"service_at_locations": [LINK]}], "locations": [HALL]}],
    ),
    "keys in other letters": ("feed.json", [CAMEL | {"serviceAtLocations": [{"location": HALL}]}]),
    "an organization as a list or a name": (
        "feed.json",
        [PANTRY | {"organization": [HELPERS]}, CLOSET | {"organization": "Helpers"}],
    ),
    "lines under another name": ("feed.json", f"{json.dumps(PANTRY)}\n{json.dumps(CLOSET)}\n"),
    "semicolons, Windows-1252": ("feed", {name: said.encode("cp1252") for name, said in TABLES.items()}),
    "semicolons, a mark at the start": ("feed", {name: f"\ufeff{said}" for name, said in TABLES.items()}),
    "a spreadsheet that names its separator": ("feed", {name: f"sep=;\r\n{said}" for name, said in TABLES.items()}),
    "packed": ("feed.json.gz", gzip.compress(json.dumps([PANTRY]).encode())),
    "packed, without saying so": ("feed.gz", gzip.compress(json.dumps([PANTRY]).encode())),
    "tables packed one by one": (
        "feed",
        {f"{name}.gz": gzip.compress(said.encode()) for name, said in TABLES.items()},
    ),
}


def offered(database: Database) -> dict[str, Service]:
    return {service.name: service for service in Directory(database).serving(None)}


@pytest.mark.parametrize("piecewise", [False, True])
@pytest.mark.parametrize("name", PLACED)
def test_a_strangers_feed_is_read_whole(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, piecewise: bool
) -> None:
    monkeypatch.setattr(json_rows, "WHOLE", 0 if piecewise else json_rows.WHOLE)
    path, said = PLACED[name]
    report = deliver(database, tmp_path / path, said)
    pantry = offered(database)["Pantry"]
    (place,) = pantry.locations
    assert (report.refused, report.whole, pantry.organization[:7]) == ((), True, "Helpers")
    assert (place.name, place.town, place.latitude) == ("Hall", "Hartford", 41.76)
    assert [phone.number for phone in pantry.phones] == ["860-555-0100"]
    assert deliver(database, tmp_path / path).unchanged == report.read


@pytest.mark.parametrize("whole", [8 * 1024**2, 0])
def test_one_page_of_several_retires_nothing_and_all_of_them_do(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr(json_rows, "WHOLE", whole)
    first, second = (
        {"total_pages": 2, "page_number": n, "contents": [record]} for n, record in ((1, PANTRY), (2, CLOSET))
    )
    deliver(database, tmp_path / "feed.json", [PANTRY, CLOSET, PANTRY | {"id": 13, "name": "Kitchen"}])
    alone = deliver(database, tmp_path / "feed.json", first)
    assert [fault.reason.partition(";")[0] for fault in alone.files] == ["is of a list of 2 pages, of which 1 are here"]
    assert (alone.retired, len(offered(database))) == (0, 3)
    both = deliver(database, tmp_path / "feed", {"services_1.json": first, "services_2.json": second}, feed="feed")
    assert (both.files, both.retired, set(offered(database))) == ((), 1, {"Pantry", "Closet"})


OHANA = {
    "organizations.csv": "id,name\n1,Helpers\n",
    "locations.csv": 'id,organization_id,name,latitude,longitude,hours\n3,1,Hall,41.76,-72.68,"Mon-Fri 9am-5pm"\n',
    "services.csv": 'id,location_id,name,how_to_apply,status,schedule\n2,3,Pantry,Call,active,"Saturdays 9am-noon"\n',
}


def test_the_schedule_that_ohana_writes_as_text_is_kept(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "feed", OHANA)
    pantry = offered(database)["Pantry"]
    told = [each.description for each in (*pantry.schedules, *pantry.locations[0].schedules)]
    assert told == ["Saturdays 9am-noon", "Mon-Fri 9am-5pm"]


@pytest.mark.parametrize("packed", [gzip.compress(b"[" * 999)[:-9], b"\x1f\x8bno gz at all"])
def test_a_gz_file_that_cannot_be_unpacked_is_named_and_retires_nothing(
    database: Database, tmp_path: Path, packed: bytes
) -> None:
    deliver(database, tmp_path / "feed", {"a.json": [PANTRY], "b.json": [CLOSET]})
    (tmp_path / "feed" / "b.json").unlink()
    report = deliver(database, tmp_path / "feed", {"b.json.gz": packed})
    assert [(fault.file, "cannot be unpacked" in fault.reason) for fault in report.files] == [("b.json.gz", True)]
    assert (report.retired, set(offered(database))) == (0, {"Pantry", "Closet"})


def test_a_term_that_is_a_bare_name_is_kept(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "feed.json", [PANTRY | {"attributes": [{"taxonomy_term": "Food Pantry"}]}])
    assert offered(database)["Pantry"].terms == ("Food Pantry",)


def test_a_record_in_other_letters_is_refused_on_its_line(database: Database, tmp_path: Path) -> None:
    said = json.dumps([CAMEL, CAMEL | {"ID": 3, "Name": " "}], indent=1)
    (refused,) = deliver(database, tmp_path / "feed.json", said).refused
    assert (refused.line, refused.record, refused.reason) == (13, "3", "the name is blank")
