"""The directory goes out as HSDS 3.1 and comes back as it was."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from sqlalchemy import select

from resources_db.database import Database, open_database
from resources_db.publishing.exporting import export
from resources_db.queries import Directory
from resources_db.tables import metadata
from resources_db.testing import deliver
from services.directory.hours import hours_state

SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared/spec").is_dir()), Path("shared"))
SCHEMAS = SHARED / "spec" / "hsds-3.1.1" / "json_schema"
REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "location": ("id", "location_type"),
    "taxonomy_term": ("id", "name", "description"),
    "addresses": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phones": ("id", "number"),
    "schedules": ("id",),
    "service_at_locations": ("id",),
}
Json = dict[str, Any]

RING = [[-72.75, 41.70], [-72.62, 41.70], [-72.62, 41.80], [-72.75, 41.80], [-72.75, 41.70]]
DRAWN = {"type": "Polygon", "coordinates": [RING]}
FULL: Json = {
    "id": "pantry",
    "name": "Park Street Pantry",
    "alternate_name": "The Pantry",
    "description": "Gives food.",
    "url": "www.example.org/pantry",
    "email": "help@example.org",
    "minimum_age": 0.5,
    "maximum_age": 5.99,
    "assured_date": "2026-01-02",
    "last_modified": "2026-01-02",
    "source": "https://example.org",
    "additional_information": "Ring the bell.",
    "organization": {
        "id": "helpers",
        "name": "Helpers",
        "website": "https://example.org",
        "year_incorporated": 1990,
        "phones": [{"number": "860-555-0101"}],
        "funding": [{"source": "Gifts"}],
        "additional_websites": [{"label": "News", "url": "https://example.org/news"}],
        "organization_identifiers": [{"identifier_type": "EIN", "identifier": "00-0000000"}],
    },
    "program": {"id": "food", "name": "Food for all", "description": "Everything about food."},
    "phones": [{"number": "860-555-0100", "extension": 12, "type": "voice", "description": "Office"}],
    "schedules": [{"freq": "MONTHLY", "byday": "2TU,-1FR", "opens_at": "22:00", "closes_at": "06:00", "interval": 2}],
    "service_areas": [{"name": "Hartford area", "extent": ["Hartford", "Avon"], "extent_type": "text"}],
    "languages": [{"name": "Spanish", "code": "es"}],
    "required_documents": [{"document": "A photo of you"}],
    "cost_options": [{"option": "Families", "amount": 2.5, "currency": "usd", "amount_description": "a bag"}],
    "funding": [{"source": "The town"}],
    "attributes": [
        {"taxonomy_term": {"taxonomy": "onedoor-need", "code": "food_need"}, "value": "gives food"},
        {"taxonomy_term": {"id": "102-01", "taxonomy": "Open Eligibility", "code": "102", "name": "Food Pantry"}},
    ],
    "x_onedoor": {"summary": {"en": "Food.", "es": "Comida."}, "next_step": {"en": "Come in.", "es": "Venga."}},
    "service_at_locations": [
        {
            "description": "At the back door",
            "phones": [{"number": "860-555-0102"}],
            "service_areas": [{"name": "Hartford"}, {"name": "Drawn", "extent": DRAWN, "extent_type": "geojson"}],
            "schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}],
            "location": {
                "id": "hall",
                "name": "The Hall",
                "latitude": 41.76,
                "longitude": -72.68,
                "transportation": "Bus 60",
                "external_identifier": "7",
                "addresses": [{"address_1": "1 Park Street", "city": "Hartford", "state_province": "CT"}],
                "accessibility": [{"description": "Ramp"}],
                "languages": [{"name": "Polish"}],
                "attributes": [{"label": "Parking", "taxonomy_term": {"name": "Parking", "taxonomy": "Sites"}}],
            },
        },
        {"location": {"id": "annex", "addresses": [{"city": "Avon", "state_province": "CT", "postal_code": "06001"}]}},
    ],
}
SECRET: Json = {
    "id": "shelter",
    "name": "Safe nights",
    "organization": {"id": "helpers", "name": "Helpers"},
    "phones": [{"number": "860-555-0110"}],
    "service_at_locations": [
        {
            "phones": [{"number": "860-555-0111"}],
            "location": {
                "id": "house",
                "name": "Elm House",
                "confidential": True,
                "latitude": 41.7611,
                "longitude": -72.6822,
                "addresses": [{"address_1": "12 Elm Street", "city": "Hartford", "state_province": "CT"}],
            },
        }
    ],
}


@pytest.fixture
def database(database: Database, tmp_path: Path) -> Database:
    assert deliver(database, tmp_path / "feed.json", [FULL, SECRET], feed="home").refused == ()
    return database


def rows(database: Database) -> dict[str, list[Json]]:
    """Every row of the directory, without the numbers that each database gives its own rows."""
    found = {}
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("import_run", "feed", "feed_row", "confidential_place"):
                continue
            own = {"row", "id"} if "row" in table.c else {"retired_on", "digest"}
            kept = [column for column in table.c if column.name not in own]
            found[table.name] = sorted(map(str, connection.execute(select(*kept))))
    return found


def again(database: Database, tmp_path: Path, name: str = "out") -> Database:
    export(database, tmp_path / name)
    second = open_database(tmp_path / "second.db")
    report = deliver(second, tmp_path / name, feed="home")
    assert (report.refused, report.files) == ((), ())
    return second


def test_export_then_import_gives_the_same_directory(database: Database, tmp_path: Path) -> None:
    second = again(database, tmp_path)
    found = rows(second)
    second.close()
    assert found == rows(database)


def test_a_second_export_is_the_same_to_the_letter(database: Database, tmp_path: Path) -> None:
    second = again(database, tmp_path)
    export(second, tmp_path / "out2")
    second.close()
    for file in (tmp_path / "out").iterdir():
        assert file.read_text() == (tmp_path / "out2" / file.name).read_text()


def test_export_into_the_house_it_came_from_changes_nothing(database: Database, tmp_path: Path) -> None:
    before = rows(database)
    export(database, tmp_path / "all.json")
    deliver(database, tmp_path / "all.json", feed="home")
    assert rows(database) == before


def test_a_confidential_address_never_leaves_by_the_export(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "all.json")
    written = (tmp_path / "all.json").read_text()
    assert "860-555-0110" in written
    assert [said for said in ("Elm", "41.7611", "72.6822", "860-555-0111") if said in written] == []


def test_a_licensed_vocabulary_stays_at_home(database: Database, tmp_path: Path) -> None:
    terms = [{"taxonomy_term": {"id": "x", "code": "BD-1800.2000", "name": "Food Pantries", "taxonomy": "211 HSIS"}}]
    deliver(database, tmp_path / "more.json", [SECRET | {"id": "other", "attributes": terms}], feed="home")
    export(database, tmp_path / "all.json")
    assert "BD-1800" not in (tmp_path / "all.json").read_text()


def test_every_object_has_what_the_specification_requires(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "all.json")
    for service in json.loads((tmp_path / "all.json").read_text()):
        assert [fault for name, found in objects("service", service) for fault in lacking(name, found)] == []


def objects(name: str, found: Json) -> Iterator[tuple[str, Json]]:
    yield name, found
    for key, value in found.items():
        for inside in value if isinstance(value, list) else [value]:
            if isinstance(inside, dict) and key != "x_onedoor":
                yield from objects(key, inside)


def lacking(name: str, found: Json) -> list[str]:
    return [f"{name} has no {field}" for field in REQUIRED.get(name, ("id",)) if field not in found]


@cache
def official(name: str) -> Draft202012Validator:
    if not SCHEMAS.is_dir():
        pytest.skip("the official schemas of HSDS 3.1.1 are not beside this checkout")
    files = {file.name: json.loads(file.read_text()) for file in SCHEMAS.glob("*.json")}
    pairs = [
        (key, Resource.from_contents(_plain(schema), default_specification=_dialect())) for key, schema in files.items()
    ]
    return Draft202012Validator(
        _plain(files[name]), registry=Registry().with_resources(pairs), format_checker=FormatChecker()
    )


def _dialect() -> Any:
    from referencing.jsonschema import DRAFT202012

    return DRAFT202012


def _plain(schema: Any) -> Any:
    """The schema without its keys for tables, some of which a validator takes for its own."""
    return {key: value for key, value in schema.items() if key not in ("path", "name", "datapackage_metadata")}


def test_the_export_passes_the_official_schema(database: Database, tmp_path: Path) -> None:
    export(database, tmp_path / "all.json")
    services = json.loads((tmp_path / "all.json").read_text())
    assert [error.message for service in services for error in official("service.json").iter_errors(service)] == []


def test_the_official_schema_is_one_that_can_fail() -> None:
    assert list(official("service.json").iter_errors({"id": "no uuid", "name": "x", "status": "open"}))


@pytest.mark.parametrize("feed", ["baltimore-charmcare-ohana", "miami-open211-hsds11"])
def test_real_feeds_go_out_and_come_back(feed: str, tmp_path: Path) -> None:
    source = SHARED / "datasets" / feed
    if not source.is_dir():
        pytest.skip("the real feeds are not beside this checkout")
    first, second = open_database(tmp_path / "a.db"), open_database(tmp_path / "b.db")
    deliver(first, source, feed="home")
    export(first, tmp_path / "out")
    deliver(second, tmp_path / "out", feed="home")
    export(second, tmp_path / "again")
    services = json.loads((tmp_path / "out" / "services.json").read_text())
    faults = [e.message for service in services[::25] for e in official("service.json").iter_errors(service)]
    same = all(
        file.read_bytes() == (tmp_path / "again" / file.name).read_bytes() for file in (tmp_path / "out").iterdir()
    )
    first.close()
    second.close()
    assert (faults, same) == ([], True)


HOLIDAYS = {
    "organizations.csv": "id,name\n1,Org\n",
    "services.csv": "id,organization_id,name\n1,1,Pantry\n",
    "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n"
    + "".join(f"{day},1,{day},09:00,17:00\n" for day in range(1, 6)),
    "holiday_schedules.csv": "id,service_id,closed,opens_at,closes_at,start_date,end_date\n"
    "1,1,t,,,2026-12-01,2026-12-02\n2,1,false,09:00,12:00,2026-12-24,2026-12-24\n",
}
MOMENTS = {"2026-11-30T10:00": "open", "2026-12-02T10:00": "closed", "2026-12-24T14:00": "closed"}


def test_a_feeds_holidays_close_its_service_after_an_export_and_an_import_too(tmp_path: Path) -> None:
    first, again = open_database(tmp_path / "first.db"), open_database(tmp_path / "again.db")
    deliver(first, tmp_path / "feed", HOLIDAYS)
    export(first, tmp_path / "out.json")
    deliver(again, tmp_path / "out.json")
    for database in (first, again):
        told = states(database, MOMENTS)
        database.close()
        assert told == MOMENTS


YEARLY = yaml.safe_load((Path(__file__).parents[1] / "cases" / "directory" / "yearly.yml").read_text("utf-8"))
WEEKDAYS = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize("case", YEARLY.values(), ids=YEARLY)
def test_what_a_feed_says_of_single_days_holds_after_an_export_and_an_import_too(tmp_path: Path, case: Json) -> None:
    pantry = {"id": "p", "name": "Pantry", "organization": {"id": "o", "name": "Helpers"}}
    feed = [pantry | {"schedules": [WEEKDAYS, *case["schedules"]]}]
    first, second = open_database(tmp_path / "first.db"), open_database(tmp_path / "second.db")
    deliver(first, tmp_path / "feed.json", feed)
    export(first, tmp_path / "out.json")
    deliver(second, tmp_path / "out.json", feed="feed")
    told = [states(each, case["told"]) for each in (first, second)]
    same, services = rows(first) == rows(second), json.loads((tmp_path / "out.json").read_text())
    first.close()
    second.close()
    assert (told, same) == ([case["told"]] * 2, True)
    assert [error.message for each in services for error in official("service.json").iter_errors(each)] == []


def states(database: Database, moments: Iterable[str]) -> dict[str, str]:
    (pantry,) = Directory(database).serving(None)
    return {moment: hours_state(pantry.schedules, datetime.fromisoformat(moment)) for moment in moments}


def test_a_holiday_whose_date_cannot_be_read_is_refused_and_makes_no_other_day_unknown(
    database: Database, tmp_path: Path
) -> None:
    undated = HOLIDAYS["holiday_schedules.csv"] + "3,1,t,,,Christmas,Christmas\n"
    report = deliver(database, tmp_path / "feed", HOLIDAYS | {"holiday_schedules.csv": undated}, feed="other")
    assert [(fault.file, fault.line) for fault in report.refused] == [("holiday_schedules.csv", 4)]
    (pantry,) = (each for each in Directory(database).serving(None) if each.name == "Pantry")
    assert hours_state(pantry.schedules, datetime(2026, 11, 30, 20)) == "closed"
