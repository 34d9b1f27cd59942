"""The search index on real databases: what it finds, how it follows the directory, and that both engines agree."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from resources_db.database import Database, open_database
from resources_db.index.overrules import overrule, withdraw
from resources_db.index.wanted import Wanted
from resources_db.queries import Directory
from resources_db.testing import deliver
from services.directory import indexing
from services.directory.likeness import sound_of
from services.directory.places import connecticut
from services.directory.question import Question
from services.directory.search import search
from services.directory.sounding import group_asked

NOON = datetime(2026, 11, 24, 12)
Json = dict[str, Any]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    where = tmp_path / "directory.db" if request.param == "sqlite" else _schema(request.getfixturevalue("postgres"))
    opened = open_database(where)
    yield opened
    opened.close()


def _schema(server: str) -> str:
    """A schema of its own on the server, so that tests do not see each other."""
    database = open_database(server)
    with database.writing() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS search_test CASCADE"))
        connection.execute(text("CREATE SCHEMA search_test"))
    database.close()
    return f"{server}?options=-csearch_path%3Dsearch_test"


def record(key: str, name: str, lat: float | None = None, lon: float | None = None, **more: Any) -> Json:
    place = {"id": f"{key}-l", "name": name, "latitude": lat, "longitude": lon}
    places = {"service_at_locations": [{"location": place}]} if lat else {}
    return {"id": key, "name": name, "organization": {"id": "o", "name": "Helpers"}} | places | more


RECORDS = [
    record("pantry", "Park Street Food Pantry", 41.757, -72.690),
    record("far pantry", "Stamford Food Pantry", 41.050, -73.540),
    record("line", "Diaper bank", service_areas=[{"name": "Connecticut"}]),
    record("closet", "Baby closet", 41.780, -72.720, description="Free diapers and wipes for babies."),
    record("town only", "Avon fuel fund", service_areas=[{"name": "Avon"}]),
]


@pytest.fixture
def directory(database: Database, tmp_path: Path) -> Directory:
    deliver(database, tmp_path / "feed.json", RECORDS)
    return Directory(database, indexing.refresh)


def ask(directory: Directory, need: str | None = None, town: str | None = "06106", **known: Any) -> list[str]:
    place = connecticut().find(town) if town else None
    found = search(directory, Question(need, NOON, place, **known))
    return [each.service_id for each in found if not each.last_resort]


def test_a_need_is_found_near_the_family(directory: Directory) -> None:
    assert ask(directory, "food_need") == ["pantry"]
    assert ask(directory, "household_goods_need") == ["closet", "line"]
    assert ask(directory, "utilities_need", town="Avon") == ["town only"]
    assert ask(directory, "utilities_need") == []


@pytest.mark.parametrize("words", ["diapers", "diapres", "pañales", "necesito panales para mi bebe", "Pampers"])
def test_a_thing_is_found_in_both_languages_and_misspelled(directory: Directory, words: str) -> None:
    assert ask(directory, text=words) == ["closet", "line"] or ask(directory, text=words) == ["line", "closet"]


@pytest.mark.parametrize("words", ["Park Street", "park stret pantry", "is the Park Street place open?"])
def test_a_service_is_found_by_its_name(directory: Directory, words: str) -> None:
    assert ask(directory, text=words)[0] == "pantry"


def test_a_place_far_away_is_found_when_nothing_is_near_and_says_so(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "feed.json", [record("far", "Food Pantry", 41.050, -73.540)])
    place = connecticut().find("Waterbury")
    found = search(Directory(database, indexing.refresh), Question("food_need", NOON, place))
    assert [(each.service_id, "widened" in each.why) for each in found] == [("far", True), ("last-resort-211", False)]


def test_without_a_place_everything_may_be_offered(directory: Directory) -> None:
    assert set(ask(directory, "food_need", town=None)) == {"pantry", "far pantry"}


def test_the_index_follows_an_import(directory: Directory, database: Database, tmp_path: Path) -> None:
    assert ask(directory, "food_need") == ["pantry"]
    deliver(database, tmp_path / "feed.json", [record("pantry", "Legal aid office", 41.757, -72.690), RECORDS[3]])
    assert ask(directory, "food_need") == []
    assert ask(directory, "legal_need") == ["pantry"]
    assert indexing.refresh(database) == 0


def test_an_editors_word_on_a_need_survives_the_next_import(
    directory: Directory, database: Database, tmp_path: Path
) -> None:
    with database.writing() as connection:
        overrule(connection, "pantry", "food_need", bears=False, why="closed its pantry", by="editor@example.org")
        overrule(connection, "pantry", "legal_need", bears=True, why="a lawyer on Mondays", by="editor@example.org")
    deliver(database, tmp_path / "feed.json", [*RECORDS, record("new", "New pantry")])
    assert "pantry" not in ask(directory, "food_need")
    assert ask(directory, "legal_need") == ["pantry"]
    with database.writing() as connection:
        withdraw(connection, "pantry", "food_need")
    assert "pantry" in ask(directory, "food_need")


def test_every_need_says_why_it_is_there(directory: Directory) -> None:
    ask(directory, "food_need")
    pantry = directory.service("pantry")
    assert pantry is not None
    assert pantry.needs == {"food_need": "name: food pantry"}


def test_a_service_without_a_word_that_we_know_is_placed_by_what_it_sounds_like(
    database: Database, tmp_path: Path
) -> None:
    deliver(
        database,
        tmp_path / "feed.json",
        [record("s", "Warm Hands", description="Gives away jackets, sweaters and boots")],
    )
    directory = Directory(database, indexing.refresh)
    ask(directory, "food_need")
    found = directory.service("s")
    assert found is not None
    assert list(found.needs) == ["household_goods_need"]
    assert found.needs["household_goods_need"].startswith("sounds like: ")


def test_a_service_is_looked_up_by_how_it_sounds(database: Database, tmp_path: Path) -> None:
    records = [
        record("s", "Second Shift", description="Watches little ones from six in the evening until dawn"),
        record("o", "Wheelhouse", description="Repairs bicycles and rents out garden tools"),
    ]
    deliver(database, tmp_path / "feed.json", records)
    sound = sound_of("trabajo de noche y no tengo con quien dejar la nena", "es", {})
    found = Directory(database, indexing.refresh).candidates(
        Wanted(labels=("nothing",), also=(group_asked(sound),), few=1)
    )
    assert [service.id for service in found] == ["s"]
