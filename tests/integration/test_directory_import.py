"""A feed goes into a real SQLite directory and comes out as records."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from resources_db.database import Database, open_database
from resources_db.errors import NothingToRead
from resources_db.importers.report import ImportReport
from resources_db.queries import Directory
from resources_db.tables import metadata
from resources_db.testing import deliver
from services.directory import indexing

SEALED = metadata.tables["confidential_place"]
Json = dict[str, Any]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return tmp_path / "feed.json"


def record(key: str = "s", **more: Any) -> Json:
    return {
        "id": key,
        "name": f"Pantry {key}",
        "organization": {"id": "o", "name": "Helpers"},
        "attributes": [{"taxonomy_term": {"taxonomy": "onedoor-need", "code": "food_need"}, "value": "gives food"}],
    } | more


def at(**location: Any) -> Json:
    return {"service_at_locations": [{"location": {"id": "l", "name": "Hall"} | location}]}


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.retired


def test_everything_a_card_needs_comes_out_as_it_went_in(database: Database, feed: Path) -> None:
    schedule = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "8:30AM", "closes_at": "12:00"}
    address = {"address_1": "1 Park Street", "city": "Hartford", "state_province": "CT", "postal_code": "06106"}
    service = record(
        minimum_age=0.5,
        assured_date="2025-01-02",
        languages=[{"code": "es"}, "English"],
        phones=[{"number": "(860) 555-0100"}, {"number": "741741", "type": "sms"}],
        service_areas=[{"name": "Hartford area", "extent": ["Hartford", "Avon"]}],
        schedules=[schedule],
        x_onedoor={"summary": {"en": "Food.", "es": "Comida."}, "next_step": {"en": "Come in."}, "else": 1},
        **at(latitude=41.76, longitude=-72.68, addresses=[address]),
    )
    assert counts(deliver(database, feed, [service])) == (1, 0, 0, 0)
    (found,) = Directory(database).serving("food_need")
    assert found.needs == {"food_need": "gives food"}
    assert [phone.number for phone in found.phones] == ["860-555-0100", "741741"]
    assert (found.minimum_age, found.languages, found.assured_date) == (0.5, ("es", "English"), date(2025, 1, 2))
    assert (found.summary, found.next_step) == ({"en": "Food.", "es": "Comida."}, {"en": "Come in."})
    assert found.areas[0].extent == "Hartford; Avon"
    assert found.schedules[0].opens_at == "08:30"
    assert found.locations[0].address == "1 Park Street, Hartford, CT 06106"


def test_a_second_import_adds_changes_and_retires_by_the_feeds_own_ids(database: Database, feed: Path) -> None:
    deliver(database, feed, [record("kept"), record("changed"), record("gone")])
    report = deliver(database, feed, [record("kept"), record("changed", name="New name"), record("new")])
    assert counts(report) == (1, 1, 1, 1)
    assert {service.id for service in Directory(database).serving(None)} == {"kept", "changed", "new"}


def test_the_same_feed_again_changes_nothing_and_what_returns_is_added(database: Database, feed: Path) -> None:
    deliver(database, feed, [record("a"), record("b")])
    assert counts(deliver(database, feed, [record("a"), record("b")])) == (0, 0, 2, 0)
    deliver(database, feed, [record("a")])
    assert counts(deliver(database, feed, [record("a"), record("b")])) == (1, 0, 1, 0)


def test_a_change_of_the_place_alone_is_a_change(database: Database, feed: Path) -> None:
    deliver(database, feed, [record(**at(latitude=41.76, longitude=-72.68))])
    assert counts(deliver(database, feed, [record(**at(latitude=41.77, longitude=-72.68))])) == (0, 1, 0, 0)
    (found,) = Directory(database).serving(None)
    assert found.locations[0].latitude == 41.77


def test_a_new_delivery_under_another_name_is_the_same_feed(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "january.json", [record("a"), record("b")])
    report = deliver(database, tmp_path / "february.json", [record("a")])
    assert (report.feed, counts(report)) == ("january", (0, 0, 1, 1))


def second(database: Database, folder: Path, *records: Json) -> ImportReport:
    return deliver(database, folder / "second.json", list(records), feed="second")


def names(database: Database) -> list[str]:
    return sorted(service.name for service in Directory(database).serving(None))


def test_another_feed_neither_retires_nor_overwrites_the_first(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "first.json", [record("a")])
    report = second(database, tmp_path, record("b"), record("a", description="Stolen"))
    assert counts(report) == (1, 0, 0, 0)
    assert ["belongs to the feed 'first'" in fault.reason for fault in report.refused] == [True]
    assert names(database) == ["Pantry a", "Pantry b"]


def test_two_feeds_may_give_one_uuid_to_two_things(database: Database, tmp_path: Path) -> None:
    shared = "7a1f3c52-2b1e-4f0a-9a4e-0d5b6c7d8e9f"
    place = {"id": shared, "name": "Their hall", "addresses": [{"address_1": "9 Elm Street", "city": "Avon"}]}
    theirs = record(shared, name="Their clinic", organization={"id": shared, "name": "Others"})
    theirs |= {"service_at_locations": [{"location": place}]}
    deliver(database, tmp_path / "first.json", [record(shared, **at(id=shared))])
    assert counts(second(database, tmp_path, theirs)) == (1, 0, 0, 0)
    assert names(database) == [f"Pantry {shared}", "Their clinic"]
    assert counts(second(database, tmp_path, theirs)) == (0, 0, 1, 0)  # the same again is the same
    assert counts(second(database, tmp_path, theirs | {"description": "New."})) == (0, 1, 0, 0)
    deliver(database, tmp_path / "first.json", [record("z")])  # the first feed gives the id up …
    assert counts(second(database, tmp_path, theirs | {"description": "New."})) == (0, 0, 1, 0)  # … and nothing moves


def test_a_dry_run_says_what_would_change_and_changes_nothing(database: Database, feed: Path) -> None:
    deliver(database, feed, [record("a")])
    assert counts(deliver(database, feed, [record("b")], dry_run=True)) == (1, 0, 0, 1)
    assert [service.id for service in Directory(database).serving(None)] == ["a"]


BROKEN = [
    ({"name": "  "}, "name is blank"),
    ({"id": None}, "id is missing"),
    ({"organization": None}, "organization is missing"),
]


@pytest.mark.parametrize(("more", "reason"), BROKEN)
def test_a_broken_record_is_refused_with_its_line_and_the_rest_goes_in(
    database: Database, feed: Path, more: Json, reason: str
) -> None:
    report = deliver(database, feed, [record("bad", **more), record("good")])
    assert [service.id for service in Directory(database).serving(None)] == ["good"]
    (fault,) = report.refused
    assert reason in fault.reason
    assert (fault.file, fault.line, fault.part) == ("feed.json", 1, "service")


FAULTY = [
    ({"assured_date": "8:30AM"}, "assured_date"),
    ({"phones": [{"number": "000-000-0000"}]}, "phone"),
    ({"minimum_age": "toddler"}, "minimum_age"),
    ({"minimum_age": 5, "maximum_age": 3}, "minimum_age"),
    ({"schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "early"}]}, "schedule opens_at"),
    (at(latitude=0.0, longitude=0.0), "point"),
    (at(latitude="41.7", longitude="west"), "point"),
    ({"attributes": [{"taxonomy_term": {"taxonomy": "onedoor-need", "code": "snacks"}}]}, "need"),
]


@pytest.mark.parametrize(("more", "part"), FAULTY)
def test_one_bad_value_is_left_out_and_named_and_the_record_stays(
    database: Database, feed: Path, more: Json, part: str
) -> None:
    report = deliver(database, feed, [record(**more)])
    assert [(fault.part, fault.line) for fault in report.kept] == [(part, 1)]
    assert [service.id for service in Directory(database).serving(None)] == ["s"]


def test_the_first_of_two_records_with_one_id_is_kept(database: Database, feed: Path) -> None:
    report = deliver(database, feed, [record(name="First"), record(name="Second")])
    assert [service.name for service in Directory(database).serving(None)] == ["First"]
    assert "used before" in report.refused[0].reason


def test_a_record_that_breaks_later_stays_as_it_was(database: Database, feed: Path) -> None:
    deliver(database, feed, [record("a"), record("b")])
    assert counts(deliver(database, feed, [record("a", name=" "), record("b")])) == (0, 0, 1, 0)
    assert {service.id for service in Directory(database).serving(None)} == {"a", "b"}


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_a_service_that_closes_is_no_longer_offered(database: Database, feed: Path, status: str) -> None:
    deliver(database, feed, [record("a"), record("b")])
    assert deliver(database, feed, [record("a", status=status), record("b")]).retired == 1


def test_a_feed_of_which_nothing_can_be_used_retires_nothing(database: Database, feed: Path) -> None:
    deliver(database, feed, [record("a")])
    assert counts(deliver(database, feed, [record("b", name="")])) == (0, 0, 0, 0)
    with pytest.raises(NothingToRead):
        deliver(database, feed.parent / "nothing here")
    assert [service.id for service in Directory(database).serving(None)] == ["a"]


def test_only_the_sealed_table_holds_anything_of_a_confidential_place(database: Database, feed: Path) -> None:
    secret = {
        "confidential": True,
        "name": "Elm House",
        "latitude": 41.7611,
        "longitude": -72.6822,
        "addresses": [{"address_1": "12 Elm Street", "city": "Hartford", "postal_code": "06106"}],
        "phones": [{"number": "860-555-0111"}],
    }
    told = record(description="Come to 12 Elm St. at night.", phones=[{"number": "860-555-0100"}], **at(**secret))
    deliver(database, feed, [record("open", **at(**secret | {"confidential": False}))])
    deliver(database, feed, [told, record("open", **at(**secret | {"confidential": False}))])
    with database.reading() as connection:
        held = str([connection.execute(select(table)).all() for table in metadata.sorted_tables if table is not SEALED])
        assert "12 Elm Street" in str(connection.execute(select(SEALED)).all())
    assert "860-555-0100" in held
    assert [secret for secret in ("12 Elm", "Elm House", "41.7611", "860-555-0111") if secret in held] == []


def test_a_place_in_short_form_does_not_blank_its_full_form(database: Database, feed: Path) -> None:
    deliver(database, feed, [record("a", **at(latitude=41.76, longitude=-72.68)), record("b", **at())])
    assert [service.locations[0].latitude for service in Directory(database).serving(None)] == [41.76, 41.76]


def test_an_organizations_phone_stands_in_for_a_missing_one(database: Database, feed: Path) -> None:
    owner = {"id": "o", "name": "Helpers", "phones": [{"number": "860-555-0100"}]}
    deliver(database, feed, [record("a", organization=owner), record("b")])
    assert [service.phones[0].number for service in Directory(database).serving(None)] == ["860-555-0100"] * 2


def test_a_running_reader_sees_an_import_by_another_process(database: Database, feed: Path, tmp_path: Path) -> None:
    directory = Directory(database, indexing.refresh)
    assert not directory.serving(None)
    other = open_database(tmp_path / "directory.db")
    deliver(other, feed, [record("a")])
    other.close()
    assert [service.id for service in directory.serving("food_need")] == ["a"]
    assert directory.service("a") is not None
    assert directory.service("b") is None


def test_a_service_that_is_confidential_hides_all_its_places(database: Database, feed: Path) -> None:
    place = at(addresses=[{"address_1": "12 Elm Street", "city": "Hartford"}])
    deliver(database, feed, [record("shelter", confidential=True, **place), record("other", **place)])
    hidden = [location.confidential for service in Directory(database).serving(None) for location in service.locations]
    assert hidden == [True, True]


@pytest.mark.parametrize("key", ["assured_date", "verified_on"])
def test_the_day_of_the_last_check_is_read_by_either_name(database: Database, feed: Path, key: str) -> None:
    deliver(database, feed, [record(**{key: "2025-01-02"})])
    assert [service.assured_date for service in Directory(database).serving(None)] == [date(2025, 1, 2)]
