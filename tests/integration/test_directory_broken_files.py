"""What cannot be read is refused with its line, the rest is read, and nothing is retired for what may be missing."""

import json
from pathlib import Path
from typing import Any

import pytest

from resources_db.database import Database
from resources_db.importers import json_rows
from resources_db.queries import Directory
from resources_db.testing import deliver

OWNER = {"id": "o", "name": "Helpers"}
PANTRIES = [{"id": f"s{n}", "name": f"Pantry {n}", "organization": OWNER} for n in range(5)]
LINES = "\n".join(map(json.dumps, PANTRIES))
LIST, PAGE = json.dumps(PANTRIES, indent=1), json.dumps({"page": 1, "contents": PANTRIES}, indent=1)
TABLE = "id,organization_name,name,description\n" + "".join(f'{n},Helpers,Pantry {n},"Food {n}"\n' for n in range(5))
MANY = TABLE + "".join(f'{n},Helpers,Pantry {n},"Food {n}"\n' for n in range(5, 120))


def offered(database: Database) -> list[str]:
    return [service.name for service in Directory(database).serving(None)]


BROKEN: list[tuple[str, str, str, int, int]] = [  # file, whole, broken, the line that is named, services still read
    ("services.ndjson", LINES, LINES.replace('"id": "s1"', '"id": s1'), 2, 4),
    ("services.ndjson", LINES, LINES[:-20], 5, 4),
    ("services.json", LIST, LIST[: LIST.index('"s3"')], 27, 3),
    ("services.json", LIST, LIST.replace('"id": "s2"', '"id": s2'), 19, 2),
    ("page.json", PAGE, PAGE[: PAGE.index('"s3"')], 29, 3),
    ("services.csv", TABLE, TABLE.replace('"Food 2"', '"Food 2'), 4, 4),
    ("services.csv", TABLE, TABLE.replace('"Food 4"', '"Food 4'), 6, 4),
    ("services.csv", TABLE, TABLE.replace('"Food 3"', '"Food, ""and bread""'), 5, 4),
    ("services.csv", TABLE, TABLE[: TABLE.index("Pantry 4") + 3], 6, 4),
    ("services.csv", MANY, MANY.replace('"Food 2"', '"Food 2'), 4, 119),
]


@pytest.mark.parametrize("piecewise", [False, True])
@pytest.mark.parametrize(("name", "whole", "broken", "line", "read"), BROKEN)
def test_a_broken_part_costs_itself_alone_and_retires_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piecewise: bool, name: str, whole: str,
    broken: str, line: int, read: int,
) -> None:  # fmt: skip
    if piecewise:
        monkeypatch.setattr(json_rows, "WHOLE", 0)
    before = deliver(database, tmp_path / "f", {name: whole})
    report = deliver(database, tmp_path / "f", {name: broken})
    assert (report.retired, len(offered(database)), report.whole) == (0, before.added, False)
    (fault,) = [each for each in (*report.files, *report.refused) if "nothing is retired" in each.reason]
    assert (fault.line, report.unchanged) == (line, read)


def test_a_whole_delivery_retires_again(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "f", {"services.ndjson": LINES})
    deliver(database, tmp_path / "f", {"services.ndjson": LINES[:-20]})
    report = deliver(database, tmp_path / "f", {"services.ndjson": "\n".join(LINES.splitlines()[:3])})
    assert (report.retired, report.whole, len(offered(database))) == (2, True, 3)


def test_one_unreadable_file_of_two_retires_nothing(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "f", {"a.json": PANTRIES[:2], "b.json": PANTRIES[2:]})
    report = deliver(database, tmp_path / "f", {"b.json": "<html>Sign in</html>"})
    assert (report.unchanged, report.retired, [fault.file for fault in report.files]) == (2, 0, ["b.json"])
    assert len(offered(database)) == 5


TABLES = {
    "organizations.csv": "id,name\no,Helpers\n",
    "services.csv": "id,organization_id,name\ns,o,Pantry\nt,o,Closet\n",
    "locations.csv": "id,name,latitude,longitude\nl,Hall,41.76,-72.68\n",
    "service_at_locations.csv": "id,service_id,location_id\nx,s,l\n",
    "phones.csv": "id,service_id,number\np,s,860-555-0100\nq,t,860-555-0101\n",
}


@pytest.mark.parametrize("name", ["organizations", "locations", "service_at_locations", "phones"])
def test_what_hangs_on_a_broken_table_stays_with_its_service(database: Database, tmp_path: Path, name: str) -> None:
    deliver(database, tmp_path / "f", TABLES)
    header, *rows = TABLES[f"{name}.csv"].splitlines()
    deliver(database, tmp_path / "f", {f"{name}.csv": f'{header}\n"{rows[0]}\n'})
    closet, pantry = sorted(Directory(database).serving(None), key=lambda service: service.name)
    assert (pantry.organization, closet.organization) == ("Helpers", "Helpers")
    assert [place.name for place in pantry.locations] == ["Hall"]
    assert [phone.number for phone in pantry.phones] == ["860-555-0100"]


GOOD: list[tuple[str, str]] = [
    ('1,Helpers,Pantry,"Two\nlines"\n', "Two lines"),
    ('1,Helpers,Pantry,A 5" shelf\n', 'A 5" shelf'),
    ('1,Helpers,Pantry,"A ""good"" one"', 'A "good" one'),
    ('1,Helpers,Pantry,"one\ntwo",\n', "one two"),
]


@pytest.mark.parametrize(("row", "description"), GOOD)
def test_odd_quotes_that_can_be_read_are_no_fault(
    database: Database, tmp_path: Path, row: str, description: str
) -> None:
    report = deliver(database, tmp_path / "f", {"services.csv": f"id,organization_name,name,description\n{row}"})
    (service,) = Directory(database).serving(None)
    assert (report.whole, " ".join((service.description or "").split())) == (True, description)


def records(count: int) -> list[dict[str, Any]]:
    return [{"id": f"s{n}", "name": f"Pantry {n}é", "organization": OWNER} for n in range(count)]


@pytest.mark.parametrize(
    "shape",
    [
        lambda found: {"total_items": 30, "contents": found, "empty": False},
        lambda found: {"data": {"source": "here", "services": found}},
        lambda found: {"organizations": [OWNER], "services": found, "feed": "mine"},
        lambda found: [{"contents": found[:10]}, {"contents": found[10:]}],
        lambda found: OWNER | {"services": found},
    ],
)
def test_a_large_object_is_read_piece_by_piece_as_a_small_one(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: Any
) -> None:
    small = deliver(database, tmp_path / "feed.json", json.dumps(shape(records(30)), ensure_ascii=False, indent=1))
    monkeypatch.setattr(json_rows, "WHOLE", 0)
    monkeypatch.setattr("resources_db.importers.json_pieces.PIECE", 7)
    large = deliver(database, tmp_path / "feed.json")
    assert (large.feed, large.read, large.unchanged, large.retired) == (small.feed, small.read, small.read, 0)
