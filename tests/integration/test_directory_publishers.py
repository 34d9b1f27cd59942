"""Whose a delivery is, what a plain table need not say, and what is hidden at once."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from resources_db import tables
from resources_db.database import Database
from resources_db.keeping import editing
from resources_db.publishing import finding
from resources_db.publishing.exporting import export
from resources_db.queries import Directory
from resources_db.testing import TODAY, deliver


def services(name: str, count: int, **more: Any) -> list[dict[str, Any]]:
    owner = {"id": f"o-{name}", "name": f"{name} office"}
    return [{"id": f"s{n}", "name": f"{name} {n}", "organization": owner} | more for n in range(count)]


@pytest.mark.parametrize("files", [("a/a.json", "b/b.json"), ("a/feed.json", "b/feed.json")])
def test_a_publisher_with_the_same_ids_is_another_feed(
    database: Database, tmp_path: Path, files: tuple[str, str]
) -> None:
    deliver(database, tmp_path / files[0], services("Pantry", 6))
    report = deliver(database, tmp_path / files[1], services("Clinic", 3))
    assert (report.added, report.changed, report.retired) == (3, 0, 0)
    assert len(Directory(database).serving(None)) == 9


def test_a_feed_is_known_again_under_another_file_name(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "a" / "may.json", services("Pantry", 6))
    newer = [*services("Pantry", 4), *services("Closet", 6)[4:]]
    report = deliver(database, tmp_path / "b" / "june.json", newer)
    assert (report.feed, report.unchanged, report.changed) == ("may", 4, 2)


def test_a_feed_at_its_old_address_may_rename_everything(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "a" / "feed.json", services("Pantry", 3))
    assert deliver(database, tmp_path / "a" / "feed.json", services("Kitchen", 3)).changed == 3


def test_a_plain_table_needs_no_organization(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "list.csv", "id,name,phone\n1,Pantry,860-555-0100\n2,Closet,860-555-0101\n")
    assert [(s.name, s.organization) for s in Directory(database).serving(None)] == [
        ("Pantry", "Pantry"),
        ("Closet", "Closet"),
    ]


def test_a_table_of_opening_times_beside_a_plain_table_is_read(database: Database, tmp_path: Path) -> None:
    shops = "id,name,phone,inactive\n1,Pantry,860-555-0100,f\n2,Closet,860-555-0101,t\n"
    times = "id,shop_id,day_of_week,open,close,week_of_month\n7,1,Mon,09:00:00,12:00,0\n8,1,Sat,10:00,11:00,3\n"
    report = deliver(database, tmp_path / "f", {"shop.csv": shops, "shop_schedule.csv": times})
    (pantry,) = Directory(database).serving(None)
    said = [(hours.freq, hours.byday, hours.opens_at) for hours in pantry.schedules]
    assert said == [("WEEKLY", "MO", "09:00"), ("MONTHLY", "3SA", "10:00")]
    assert [fault.part for fault in report.refused] == ["service"]


def test_a_town_without_a_state_is_in_the_feeds_home(database: Database, tmp_path: Path) -> None:
    rows = [("1", "Pantry", "CT"), ("2", "Closet", ""), ("3", "Kitchen", "Ontario")]
    lines = [f"{key},{name},{key} Main St,Hartford,{state}" for key, name, state in rows]
    deliver(database, tmp_path / "list.csv", "\n".join(["id,name,address,city,state", *lines]))
    with database.reading() as connection:
        rows_of = select(tables.location.c.approximate).order_by(tables.location.c.latitude.is_(None))
        assert list(connection.scalars(rows_of)) == ["town", "town", None]


def place(key: str, **more: Any) -> dict[str, Any]:
    address = {"address_1": "99 Secret Lane", "city": "Hartford", "state_province": "CT", "postal_code": "06103"}
    return {"service_at_locations": [{"location": {"id": key, "name": "House", "addresses": [address]} | more}]}


def test_a_street_that_one_feed_hides_is_hidden_in_all_at_once(database: Database, tmp_path: Path) -> None:
    words = {"description": "Ring at 99 Secret Ln.", "url": "https://maps.example/99-secret-lane?q=1"}
    deliver(
        database, tmp_path / "b.json", services("Pantry", 1, **place("b", latitude=41.7634, longitude=-72.6), **words)
    )
    deliver(database, tmp_path / "a.json", services("Shelter", 1, **place("a", confidential=True)))
    export(database, tmp_path / "out")
    told = "".join(file.read_text() for file in (tmp_path / "out").iterdir()).lower()
    assert ("pantry 0" in told, "secret" in told, "41.7634" in told) == (True, False, False)
    with database.reading() as connection:
        public = (t for t in tables.metadata.sorted_tables if t.name != "confidential_place")
        assert not any("secret l" in str(row).lower() for t in public for row in connection.execute(select(t)))
        assert len(connection.execute(select(tables.confidential_place)).all()) == 2
    again = deliver(database, tmp_path / "b.json", services("Pantry", 1, **place("b")))
    assert again.retired == 0
    assert Directory(database).serving(None)[0].locations[0].confidential


def test_a_place_is_not_hidden_for_the_id_that_another_feeds_hidden_place_bears(
    database: Database, tmp_path: Path
) -> None:
    deliver(database, tmp_path / "a.json", services("Shelter", 1, **place("7", confidential=True)))
    elsewhere = [{"address_1": "5 Oak Street", "city": "Avon", "state_province": "CT", "postal_code": "06001"}]
    deliver(database, tmp_path / "b.json", services("Pantry", 1, **place("7", addresses=elsewhere)))
    shown = {service.name: service.locations[0].confidential for service in Directory(database).serving(None)}
    assert shown == {"Shelter 0": True, "Pantry 0": False}


CHANGED: list[tuple[str, str, bool]] = [  # as the feed says it, asked for, found
    ("2026-01-01T00:00:00-05:00", "2026-01-01T03:00:00Z", True),
    ("2026-01-01T00:00:00+05:00", "2026-01-01T00:00:00Z", False),
    ("2026-01-01", "2026-01-01T00:00:00Z", True),
    ("2026-01-01T00:00:00.500Z", "2026-01-01T00:00:00Z", True),
]


@pytest.mark.parametrize(("said", "asked", "found"), CHANGED)
def test_times_of_change_compare_as_moments(
    database: Database, tmp_path: Path, said: str, asked: str, found: bool
) -> None:
    deliver(database, tmp_path / "f.json", services("Pantry", 1, last_modified=said))
    with database.reading() as connection:
        assert bool(finding.services(connection, finding.Filters(modified_after=asked))) is found


@pytest.mark.parametrize("act", ["correct", "verify", "take back"])
def test_what_an_editor_says_is_a_change_that_an_import_does_not_undo(
    database: Database, tmp_path: Path, act: str
) -> None:
    deliver(database, tmp_path / "f.json", services("Pantry", 1, last_modified="2020-01-01"))
    with database.writing() as connection:
        editing.correct(connection, "s0", {"name": "Corner"}, "Eva")
        connection.execute(text("UPDATE edit SET at = '2020-02-02T00:00:00'"))
        connection.execute(text("UPDATE service SET last_modified = '2020-01-01T00:00:00Z'"))
        if act == "correct":
            editing.correct(connection, "s0", {"alert": "Moved"}, "Eva")
        elif act == "verify":
            editing.verify(connection, "s0", "Eva", TODAY)
        else:
            editing.take_back(connection, "s0", "name", "Eva")
    newer = services("Pantry", 1, last_modified="2020-01-01", description="New words.")
    for _ in range(2):
        with database.reading() as connection:
            assert finding.services(connection, finding.Filters(modified_after="2021-01-01T00:00:00Z")) == ["s0"]
        deliver(database, tmp_path / "f.json", newer)
