"""What families are told of a place can be put right: numbers, hours, address, whom it serves, that it has closed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.console.directory_form import BadValue, as_text, values_of
from resources_db.database import Database, open_database
from resources_db.keeping import closing, duplicates, editing, entries, needs, worklists
from resources_db.publishing.exporting import export
from resources_db.queries import Directory
from resources_db.testing import deliver
from services.directory import indexing
from services.directory.places import connecticut
from services.directory.question import Found, Question
from services.directory.search import search

NOON = datetime(2026, 11, 24, 12)
Json = dict[str, Any]
WEEKLY = {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00", "closes_at": "17:00"}
SECOND_SATURDAY = {"freq": "MONTHLY", "byday": "2SA", "opens_at": "10:00", "closes_at": "12:00"}
STREET = {"address_1": "10 Main Street", "city": "Hartford", "state_province": "CT", "postal_code": "06106"}
HALL: Json = {
    **{"id": "hall", "name": "Church hall", "latitude": 41.757, "longitude": -72.69, "addresses": [STREET]},
    **{"phones": [{"number": "860-555-0100", "type": "voice"}], "schedules": [WEEKLY, SECOND_SATURDAY]},
}


def service(key: str, name: str, **more: Any) -> Json:
    owner = {"id": "o", "name": "Helpers", "phones": [{"number": "860-555-0190"}]}
    return {"id": key, "name": name, "organization": owner, "service_at_locations": [{"location": HALL}]} | more


FEED = [
    service("pantry", "Saint Mary's Food Pantry", languages=[{"name": "Spanish", "code": "es"}]),
    service("pantry-2", "St. Mary Food Pantry"),
    service("line", "Food by phone", service_at_locations=[], service_areas=[{"name": "Connecticut"}]),
]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    where = tmp_path / "directory.db" if request.param == "sqlite" else request.getfixturevalue("empty_postgres")
    opened = open_database(where)
    deliver(opened, tmp_path / "feed.json", FEED)
    yield opened
    opened.close()


def entry(database: Database, key: str = "pantry") -> entries.Entry:
    with database.reading() as connection:
        found = entries.entry(connection, key)
    assert found is not None
    return found


def field(database: Database, key: str, service: str = "pantry") -> entries.Field:
    return next(each for each in entry(database, service).all_fields if each.key == key)


def types(database: Database, service: str = "pantry", **typed: str) -> None:
    """An editor types into the boxes of an entry's page; `__` stands for the / of a key."""
    form = {key.replace("__", "/"): words for key, words in typed.items()}
    values = values_of(form, entry(database, service).all_fields)
    with database.writing() as connection:
        editing.correct(connection, service, values, "Eva")


def offered(database: Database, key: str = "pantry") -> Found | None:
    question = Question(need="food_need", now=NOON, place=connecticut().find("Hartford"), limit=10)
    found = search(Directory(database, indexing.refresh), question)
    return next((each for each in found if each.service_id == key), None)


def told(database: Database, key: str = "pantry") -> Found:
    found = offered(database, key)
    assert found is not None
    return found


def renewed(database: Database, folder: Path, **place: Any) -> None:
    """The feed comes again, with something new in every record."""
    hall = HALL | {"description": "New words."} | place
    again = [each | {"description": "Free food."} for each in FEED]
    deliver(
        database,
        folder / "feed.json",
        [*(each | {"service_at_locations": [{"location": hall}]} for each in again[:2]), again[2]],
    )


def test_a_dead_number_of_a_place_is_repaired_for_every_entry_there_and_stays_so(
    database: Database, tmp_path: Path
) -> None:
    assert told(database).phone == "860-555-0100"
    assert field(database, "location/hall/phones").others == 1
    types(database, location__hall__phones="860-555-0177, desk")
    assert [told(database, key).phone for key in ("pantry", "pantry-2")] == ["860-555-0177"] * 2
    renewed(database, tmp_path, phones=[{"number": "860-555-0122"}])
    assert told(database).phone == "860-555-0177"
    assert as_text("phones", field(database, "location/hall/phones").beneath) == "860-555-0122"
    assert [(line.what, line.where) for line in entry(database, "pantry-2").history] == [("phones", "Church hall")]
    with database.writing() as connection:
        assert editing.take_back(connection, "pantry", "location/hall/phones", "Eva")
    assert told(database).phone == "860-555-0122"


def test_a_number_of_the_service_at_one_place_is_repaired_there(database: Database, tmp_path: Path) -> None:
    link = {"location": HALL, "phones": [{"number": "860-555-0144"}]}
    deliver(database, tmp_path / "feed.json", [FEED[0] | {"service_at_locations": [link]}, *FEED[1:]])
    assert told(database).phone == "860-555-0144"
    assert "location/hall/phones" not in {each.key for each in entry(database).all_fields}
    types(database, **{"phones@hall": "860-555-0155"})
    deliver(
        database, tmp_path / "feed.json", [FEED[0] | {"description": "New.", "service_at_locations": [link]}, *FEED[1:]]
    )
    assert (told(database).phone, told(database, "pantry-2").phone) == ("860-555-0155", "860-555-0100")


def test_an_organizations_number_is_repaired_where_families_get_it(database: Database) -> None:
    assert told(database, "line").phone == "860-555-0190"
    types(database, "line", organization__o__phones="860-555-0191")
    assert told(database, "line").phone == "860-555-0191"


def test_nothing_is_corrected_through_the_page_of_another_entry(database: Database) -> None:
    with database.writing() as connection:
        given = {"location/hall/phones": [], "organization/x/phones": [], "phones@hall": [], "retired_on": "2026-01-01"}
        assert editing.correct(connection, "line", given, "Eva") == []


def test_hours_are_typed_as_feeds_write_them_and_what_was_left_alone_stays(database: Database, tmp_path: Path) -> None:
    hours = as_text("hours", field(database, "location/hall/hours").value)
    assert hours == "Mon-Wed 9:00 am-5:00 pm\n[MONTHLY 2SA] 10:00 am-12:00 pm"
    types(database, location__hall__hours=hours.replace("\n", "\r\n"))
    assert not field(database, "location/hall/hours").corrected
    types(database, location__hall__hours=hours.replace("Mon-Wed 9:00 am-5:00 pm", "Mon, Tue 1pm-4pm"))
    assert told(database).hours_state == "closed"
    assert told(database).next_open == datetime(2026, 11, 24, 13)
    renewed(database, tmp_path, schedules=[WEEKLY])
    kept = field(database, "location/hall/hours")
    assert as_text("hours", kept.value) == "Mon-Tue 1:00 pm-4:00 pm\n[MONTHLY 2SA] 10:00 am-12:00 pm"
    assert as_text("hours", kept.beneath) == "Mon-Wed 9:00 am-5:00 pm"


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("location/hall/hours", "whenever we like"),
        ("location/hall/phones", "call us"),
        ("areas", "Narnia"),
        ("name", " "),
        ("location/hall/name", ""),
    ],
)
def test_what_cannot_be_read_is_not_kept(database: Database, box: str, words: str) -> None:
    with pytest.raises(BadValue) as found:
        values_of({box: words}, entry(database).all_fields)
    assert found.value.key == box


def test_a_place_that_moved_is_told_and_measured_at_its_new_door(database: Database, tmp_path: Path) -> None:
    before = told(database)
    box = "location__hall__address__"
    moved = STREET | {"address_1": "5 Elm Street", "city": "Avon", "postal_code": "06001"}
    types(database, **{box + name: words for name, words in moved.items()})
    renewed(database, tmp_path, latitude=41.758)
    after = told(database)
    assert (after.address, after.town) == ("5 Elm Street, Avon, CT 06001", "Avon")
    assert (after.miles or 0) > (before.miles or 0) + 5
    with database.writing() as connection:
        assert editing.take_back(connection, "pantry", "location/hall/address", "Eva")
    assert told(database).address == before.address
    assert field(database, "location/hall/address").value["latitude"] == 41.758


def test_a_places_name_is_put_right_for_every_entry_there_and_stays_so(database: Database, tmp_path: Path) -> None:
    types(database, location__hall__name=" Parish  hall ")
    renewed(database, tmp_path, name="Chruch hall")
    kept = field(database, "location/hall/name", "pantry-2")
    assert (kept.value, kept.beneath, kept.corrected, kept.others) == ("Parish hall", "Chruch hall", True, 1)
    assert [line.what for line in entry(database, "pantry-2").history] == ["name"]
    export(database, tmp_path / "out.json")
    assert "Parish hall" in (said := (tmp_path / "out.json").read_text())
    assert "Chruch" not in said
    with database.writing() as connection:
        assert editing.take_back(connection, "pantry", "location/hall/name", "Eva")
    assert [place.name for place in entry(database).places] == ["Chruch hall"]


def test_another_suite_does_not_move_the_place_on_the_map(database: Database) -> None:
    box = "location__hall__address__"
    types(database, **{box + name: words for name, words in (STREET | {"address_2": "Suite 2"}).items()})
    value = field(database, "location/hall/address").value
    assert (value["address_2"], value["latitude"], value["approximate"]) == ("Suite 2", 41.757, None)


def test_an_address_that_nobody_can_find_is_not_kept(database: Database) -> None:
    with pytest.raises(BadValue):
        values_of({"location/hall/address/address_1": "5 Elm Street"}, entry(database).all_fields)


def test_what_editors_said_of_a_place_is_forgotten_when_it_becomes_confidential(
    database: Database, tmp_path: Path
) -> None:
    box = "location__hall__address__"
    types(database, **{box + name: words for name, words in (STREET | {"address_1": "77 Hidden Lane"}).items()})
    types(database, location__hall__name="The house on Hidden Lane")
    renewed(database, tmp_path, confidential=True)
    with database.reading() as connection:
        for table in ("correction", "edit", "address", "location"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert "Hidden Lane" not in str(rows)
    assert {each.name for place in entry(database).places for each in place.fields} == set()


def test_languages_papers_and_areas_are_corrected_and_stay(database: Database, tmp_path: Path) -> None:
    types(database, languages="Spanish\nPolish", documents="Photo ID", areas="Hartford\nAvon")
    renewed(database, tmp_path)
    found = told(database)
    assert (found.languages, found.documents) == (("es", "Polish"), ("Photo ID",))
    assert "serves_town" in found.why
    assert field(database, "languages").beneath[0]["code"] == "es"


def test_a_closed_entry_is_not_offered_whatever_its_feed_says_until_it_is_opened(
    database: Database, tmp_path: Path
) -> None:
    with database.writing() as connection:
        worklists.tell(connection, "pantry", "closed", "family")
        worklists.tell(connection, "pantry", "no_answer", "family")
        assert closing.close(connection, "pantry", "The door is boarded up.", "Eva")
        assert not closing.close(connection, "pantry", "Again.", "Eva")
        assert [each.what for each in worklists.open_reports(connection)] == ["no_answer"]
    assert offered(database) is None
    renewed(database, tmp_path)
    assert offered(database) is None
    assert export(database, tmp_path / "out.json") == {"services": 2}
    with database.writing() as connection:
        assert [each.why for each in closing.all_closed(connection)] == ["The door is boarded up."]
        assert "pantry" not in {each.id for each in worklists.stale(connection)[0]}
        assert [each.closed for each in worklists.stale(connection, words="saint mary")[0]] == [True]
        assert closing.reopen(connection, "pantry", "Eva")
        assert not closing.reopen(connection, "pantry", "Eva")
    assert told(database).summary != ""
    assert [line.what for line in entry(database).history] == ["reopened", "closed"]


def test_an_editors_word_on_a_need_outlives_the_feed_and_is_remembered(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        assert needs.overrule(connection, "pantry", "food_need", "only diapers now", "Eva", bears=False)
        assert not needs.overrule(connection, "pantry", "gossip", "why", "Eva", bears=True)
        assert not needs.overrule(connection, "nobody", "food_need", "why", "Eva", bears=True)
    assert offered(database) is None
    renewed(database, tmp_path)
    assert offered(database) is None
    with database.writing() as connection:
        (said,) = needs.said_of(connection, "pantry")
        assert (said.need, said.bears, said.why, said.by) == ("food_need", False, "only diapers now", "Eva")
        assert needs.withdraw(connection, "pantry", "food_need", "Eva")
        assert not needs.withdraw(connection, "pantry", "food_need", "Eva")
    assert offered(database) is not None
    assert [line.after for line in entry(database).history] == [
        None,
        {"need": "food_need", "bears": False, "why": "only diapers now"},
    ]


def test_at_one_door_with_one_number_names_may_differ_more(database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        (pair,) = duplicates.proposals(connection)
    assert {pair.first.id, pair.second.id} == {"pantry", "pantry-2"}
    assert pair.reasons == ("name", "phone", "address", "organization")
    deliver(database, tmp_path / "feed.json", [FEED[0] | {"name": "Food pantry of St. Mary's church"}, *FEED[1:]])
    with database.reading() as connection:
        assert duplicates.proposals(connection)[0].reasons == ("name_near", "phone", "address", "organization")
    for other in ("English classes", "St. Mary Food Fund"):  # another program of the same people at the same door
        deliver(database, tmp_path / "feed.json", [FEED[0] | {"name": other}, *FEED[1:]])
        with database.reading() as connection:
            assert duplicates.proposals(connection) == []
