"""Whatever a record nests, however it is written, is kept or refused with a reason."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from resources_db.database import Database
from resources_db.queries import Directory
from resources_db.testing import deliver
from services.directory.hours import hours_state
from services.directory.opening import schedules_of

HALL = {"id": "l", "name": "Hall", "latitude": 41.76, "longitude": -72.68}
ADDRESS = {"address_1": "1 Main St", "city": "Hartford", "state_province": "CT", "postal_code": "06103"}
SERVICE = {"id": "s", "name": "Pantry", "service_at_locations": [{"location_id": "l"}], "program": {"id": "p"}}
ORGANIZATION = {"id": "o", "name": "Helpers", "locations": [HALL], "programs": [{"id": "p", "name": "Food first"}]}
ALONE = {"id": "s", "name": "Pantry", "organization": {"id": "o", "name": "Helpers"}}


def held(database: Database, table: str, column: str = "name") -> list[Any]:
    with database.reading() as connection:
        return list(connection.scalars(text(f"SELECT {column} FROM {table} ORDER BY {column}")))


def test_an_organization_brings_its_places_and_programs(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "f", {"organizations.json": [ORGANIZATION | {"services": [SERVICE]}]})
    (pantry,) = Directory(database).serving(None)
    assert [place.name for place in pantry.locations] == ["Hall"]
    assert held(database, "program") == ["Food first"]


def test_a_bare_value_among_an_organizations_services_is_refused(database: Database, tmp_path: Path) -> None:
    services = [SERVICE | {"service_at_locations": []}, "Closet", 7]
    report = deliver(database, tmp_path / "f", {"organizations.json": [ORGANIZATION | {"services": services}]})
    assert [fault.reason for fault in report.refused] == ["not a record but a bare value"] * 2


SAID: list[tuple[dict[str, Any], str, str, str]] = [
    ({"phones": ["860-555-0100"]}, "phone", "number", "860-555-0100"),
    ({"phones": "860-555-0100"}, "phone", "number", "860-555-0100"),
    ({"phones": {"number": "860-555-0100"}}, "phone", "number", "860-555-0100"),
    ({"languages": "Spanish"}, "language", "name", "Spanish"),
    ({"schedules": ["Mon 9am-5pm"]}, "schedule", "description", "Mon 9am-5pm"),
    ({"cost_options": "Free"}, "cost_option", "amount_description", "Free"),
    ({"service_at_locations": {"location": HALL | {"addresses": ADDRESS}}}, "address", "city", "Hartford"),
    ({"service_at_locations": [{"location": HALL, "phones": ["860-555-0100"]}]}, "phone", "number", "860-555-0100"),
    (
        {"service_at_locations": [{"location": HALL, "attributes": [{"taxonomy_term": {"name": "Food"}}]}]},
        "attribute",
        "term_name",
        "Food",
    ),
]


@pytest.mark.parametrize(("more", "table", "column", "said"), SAID)
def test_one_object_or_a_bare_text_is_a_list_of_one(
    database: Database, tmp_path: Path, more: dict[str, Any], table: str, column: str, said: str
) -> None:
    deliver(database, tmp_path / "f", {"services.json": [ALONE | more]})
    assert held(database, table, column) == [said]


def test_a_part_that_can_be_no_record_is_named(database: Database, tmp_path: Path) -> None:
    report = deliver(database, tmp_path / "f", {"services.json": [ALONE | {"contacts": ["Ann"], "attributes": [3]}]})
    assert sorted((fault.part, fault.record) for fault in report.kept) == [("attributes", "s"), ("contacts", "s")]


TABLES = {
    "organizations.csv": "id,name\no,Helpers\n",
    "services.csv": "id,organization_id,name\ns,o,Pantry\n",
    "locations.csv": "id,name,latitude,longitude\nl,Hall,41.76,-72.68\n",
    "service_at_locations.csv": "id,service_id,location_id\nx,s,l\n",
}
ROWS: list[tuple[str, str, str | None]] = [  # table, rows, why refused
    ("attributes", "id,link_id,link_entity,taxonomy_term_id\na,s,service,t\n", None),
    ("attributes", "id,link_id,link_entity,taxonomy_term_id\na,x,service_at_location,t\n", None),
    ("attributes", "id,link_id,link_entity,taxonomy_term_id\na,s,thing,t\n", "does not say what s is"),
    ("attributes", "id,link_id,link_entity,taxonomy_term_id\na,s,,t\n", "does not say what s is"),
    ("schedules", "id,organization_id,opens_at\na,o,09:00\n", "keeps no schedule of this: organization"),
    ("addresses", "id,organization_id,city\na,o,Hartford\n", "keeps no address of this: organization"),
    ("addresses", "id,service_id,location_id,city\na,s,l,Hartford\n", None),
    ("cost_options", "id,service_id,location_id,amount\na,s,l,5\n", None),
]


@pytest.mark.parametrize(("table", "rows", "why"), ROWS)
def test_a_row_is_kept_or_refused_with_a_reason(
    database: Database, tmp_path: Path, table: str, rows: str, why: str | None
) -> None:
    report = deliver(database, tmp_path / "f", TABLES | {f"{table}.csv": rows})
    kept = {"attributes": "attribute", "schedules": "schedule", "addresses": "address", "cost_options": "cost_option"}
    assert [(why or "") in fault.reason for fault in report.refused] == ([True] if why else [])
    assert len(held(database, kept[table], "id")) == (0 if why else 1)


PAGES: list[tuple[dict[str, Any], str]] = [
    ({"id": "o", "name": "Helpers", "website": "http://example.org", "legal_status": "Charity"}, "organization"),
    ({"id": "o", "name": "Helpers", "phones": [{"number": "860-555-0100"}], "programs": []}, "organization"),
    ({"id": "t", "name": "Food", "taxonomy_detail": {"id": "v", "name": "Ours"}}, "taxonomy_term"),
    ({"id": "t", "name": "Food", "code": "F1", "taxonomy": "Ours"}, "taxonomy_term"),
    ({"id": "v", "name": "Ours", "version": "1", "uri": "http://example.org"}, "taxonomy"),
    ({"id": "l", "name": "Hall", "addresses": [ADDRESS]}, "location"),
]


@pytest.mark.parametrize(("record", "table"), PAGES)
def test_a_page_holds_what_its_records_look_like(
    database: Database, tmp_path: Path, record: dict[str, Any], table: str
) -> None:
    report = deliver(database, tmp_path / "f", {"feed.json": {"total_items": 1, "contents": [record]}})
    assert (report.refused, report.added, len(held(database, table))) == ((), 1, 1)


@pytest.mark.parametrize(
    ("name", "table"),
    [("organization_list", "organization"), ("taxonomy_list", "taxonomy"), ("taxonomy_term_list", "taxonomy_term")],
)
def test_a_list_of_a_table_is_known_by_its_files_name(
    database: Database, tmp_path: Path, name: str, table: str
) -> None:
    page = {"contents": [{"id": "a", "name": "Name", "description": "Words"}]}
    deliver(database, tmp_path / "f", {f"{name}.json": page})
    assert held(database, table) == ["Name"]


WEEK = [{"weekday": day, "opens_at": "09:00", "closes_at": "17:00"} for day in ("Monday", "2", "Wed", "TH", "5")]
HOLIDAYS: list[dict[str, Any]] = [
    {"closed": True, "opens_at": None, "closes_at": None, "start_date": "2026-12-01", "end_date": "2026-12-02"},
    {"closed": False, "opens_at": "09:00", "closes_at": "12:00", "start_date": "2026-12-24", "end_date": "2026-12-24"},
]
OLD: dict[str, Any] = {"regular_schedules": WEEK, "holiday_schedules": HOLIDAYS}
CLOSED = {"holiday_schedule": HOLIDAYS[0] | {"closed": "Y"}}
MOMENTS = {"2026-11-30T10:00": "open", "2026-12-02T10:00": "closed", "2026-12-03T10:00": "open"}
LISTED = {"services": [ALONE], "locations": [HALL], "service_at_locations": [{"service_id": "s", "location_id": "l"}]}
OF_SERVICE = {name: [row | {"service_id": "s"} for row in rows] for name, rows in OLD.items()}
HOLDING: list[Any] = [
    [ALONE | OLD],
    [ALONE | {"service_at_locations": [{"location": HALL | OLD}]}],
    [ALONE | {"service_at_locations": [{"location": HALL} | OLD]}],
    [ALONE | {"schedules": WEEK} | CLOSED],
    [ALONE | {"service_at_locations": [{"location": HALL | OLD} | CLOSED]}],
    LISTED | OF_SERVICE,
    LISTED | {name: [row | {"location_id": "l"} for row in rows] for name, rows in OLD.items()},
]


@pytest.mark.parametrize("said", HOLDING)
def test_holidays_and_hours_of_older_dialects_hold_wherever_json_nests_them(
    database: Database, tmp_path: Path, said: Any
) -> None:
    report = deliver(database, tmp_path / "feed.json", said)
    (pantry,) = Directory(database).serving(None)
    schedules = schedules_of(pantry, next(iter(pantry.locations), None))
    told = {moment: hours_state(schedules, datetime.fromisoformat(moment)) for moment in MOMENTS}
    assert (report.refused, told) == ((), MOMENTS)


OLDER: list[tuple[dict[str, Any], str, str, str]] = [
    ({"eligibility": [{"eligibility": "Families"}]}, "service", "eligibility_description", "Families"),
    ({"payment_accepted": [{"payment": "cash"}]}, "cost_option", "amount_description", "Accepts cash"),
    ({"phones": [{"number": "860-555-0100", "department": "Desk"}]}, "phone", "description", "Desk"),
    ({"service_taxonomy": [{"taxonomy_id": "t"}]}, "attribute", "term_id", "t"),
    ({"service_at_location": [{"location": HALL | {"physical_address": [ADDRESS]}}]}, "address", "city", "Hartford"),
    (
        {
            "service_at_locations": [
                {"location": HALL | {"accessibility_for_disabilities": [{"accessibility": "Ramp"}]}}
            ]
        },
        "accessibility",
        "description",
        "Ramp",
    ),
]


@pytest.mark.parametrize(("more", "table", "column", "said"), OLDER)
def test_a_list_of_an_older_dialect_goes_where_hsds_3_1_has_it(
    database: Database, tmp_path: Path, more: dict[str, Any], table: str, column: str, said: str
) -> None:
    deliver(database, tmp_path / "feed.json", [ALONE | more])
    assert held(database, table, column) == [said]


def test_a_day_that_is_none_is_named_where_json_nests_it(database: Database, tmp_path: Path) -> None:
    hours = [{"weekday": "Someday", "opens_at": "09:00", "closes_at": "17:00"}]
    report = deliver(database, tmp_path / "feed.json", [ALONE | {"regular_schedule": hours}])
    assert [(fault.record, fault.reason) for fault in report.kept] == [("s", "'Someday' is not a day of the week")]
