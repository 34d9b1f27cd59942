"""A directory comes in whatever its format: HSDS 1.1 to 3.1, Ohana, a plain table; every row is accounted for."""

import gzip
import http.client
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select, text

from resources_db.database import Database, open_database
from resources_db.errors import NotFetched, NothingToRead, TooLarge
from resources_db.importers import fetching, files
from resources_db.importers.report import ImportReport
from resources_db.queries import Directory
from resources_db.records import Service
from resources_db.tables import metadata
from resources_db.testing import deliver

SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared/spec").is_dir()), Path("shared"))
Tables = dict[str, str]

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "directory" / "formats.yml").read_text("utf-8"))
HSDS_1, HSDS_3, OHANA, PLAIN = (CASES[name] for name in ("hsds_1", "hsds_3", "ohana", "plain"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "feed"


def services(database: Database) -> dict[str, Service]:
    return {service.name: service for service in Directory(database).serving(None)}


def reasons(report: ImportReport, table: str) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.reason) for fault in report.refused if fault.part == table]


@pytest.mark.parametrize("tables", [HSDS_1, HSDS_3, OHANA, PLAIN], ids=["hsds 1.1", "hsds 3.1", "ohana", "plain list"])
def test_a_service_comes_out_of_every_format_alike(database: Database, folder: Path, tables: Tables) -> None:
    deliver(database, folder, tables)
    pantry = services(database)["Pantry"]
    (place,) = pantry.locations
    numbers = [phone.number for phone in (*pantry.phones, *place.phones)]
    assert pantry.organization == "Helpers"
    assert (place.town, place.postal_code and place.postal_code.zfill(5)) == ("Hartford", "06103")
    assert place.latitude == 41.76
    assert numbers[0].startswith("860-555-0100")


def test_hsds_1_1_says_hours_fees_papers_and_for_whom(database: Database, folder: Path) -> None:
    deliver(database, folder, HSDS_1)
    pantry = services(database)["Pantry"]
    monday, tuesday, _ = pantry.schedules
    assert (monday.freq, monday.byday, monday.opens_at, monday.closes_at) == ("WEEKLY", "MO", "08:00", "17:00")
    assert tuesday.byday == "TU"
    assert (pantry.fees, pantry.eligibility, pantry.documents) == ("Free", "Families with children", ("Photo ID",))
    assert "Food Pantry" in pantry.terms


def test_hsds_3_tables_join_terms_needs_and_ages(database: Database, folder: Path) -> None:
    deliver(database, folder, HSDS_3)
    pantry = services(database)["Pantry"]
    assert (pantry.needs, pantry.minimum_age) == ({"food_need": "gives food"}, 0.5)
    assert pantry.locations[0].schedules[0].byday == "MO,TU"


def test_ohana_lists_inside_a_value_are_taken_apart(database: Database, folder: Path) -> None:
    deliver(database, folder, OHANA)
    pantry = services(database)["Pantry"]
    assert pantry.languages == ("Spanish", "German")
    assert [area.name for area in pantry.areas] == ["Hartford", "Avon"]
    assert "Food Pantry" in pantry.terms
    assert pantry.description == "Gives food.\n\nEvery day."


def test_rows_that_belong_to_nobody_are_refused_with_their_line(database: Database, folder: Path) -> None:
    report = deliver(database, folder, HSDS_1)
    assert reasons(report, "eligibility") == [(3, "names no service, place or organization that it belongs to")]
    assert reasons(report, "service_at_location") == [(4, "names the location 77, which the feed does not hold")]
    assert [line for line, _ in reasons(report, "phone")] == [3, 4, 5]
    assert services(database)["Clinic"].organization == "Clinic"
    assert any("names the organization lost" in fault.reason and fault.line == 3 for fault in report.kept)


def test_coordinates_come_from_the_zip_code_and_are_marked_so(database: Database, folder: Path) -> None:
    report = deliver(database, folder, HSDS_1)
    assert any("the middle of ZIP code 06001 stands in" in fault.reason for fault in report.kept)
    with database.reading() as connection:
        found = connection.execute(text("SELECT approximate, latitude FROM location WHERE id = '2'")).one()
    assert found.approximate == "zip"
    assert found.latitude == pytest.approx(41.8, abs=0.1)


def test_a_second_delivery_adds_changes_and_retires_row_by_row(database: Database, folder: Path) -> None:
    deliver(database, folder, HSDS_3)
    again = deliver(database, folder, HSDS_3)
    assert (again.added, again.changed, again.unchanged, again.retired) == (0, 0, again.read, 0)
    newer = HSDS_3 | {
        "services.csv": HSDS_3["services.csv"].replace("Free", "Cheap") + "2,o1,Closet,active,,\n",
        "phones.csv": "id,service_at_location_id,number\n2,sal,860-555-0102\n",
    }
    report = deliver(database, folder, newer)
    assert report.rows["service"] | {"read": 2} == report.rows["service"]
    assert (report.rows["service"]["added"], report.rows["service"]["changed"]) == (1, 1)
    assert (report.rows["phone"]["added"], report.rows["phone"]["retired"]) == (1, 1)
    report = deliver(
        database, folder, HSDS_3 | {"services.csv": "id,organization_id,name,status\n2,o1,Closet,active\n"}
    )
    assert report.rows["service"]["retired"] == 1
    assert set(services(database)) == {"Closet"}


def test_two_feeds_may_use_the_same_numbers(database: Database, tmp_path: Path) -> None:
    deliver(database, tmp_path / "north", OHANA)
    deliver(database, tmp_path / "south", {n: s.replace("Pantry,", "Kitchen,") for n, s in OHANA.items()}, feed="south")
    assert set(services(database)) == {"Pantry", "Kitchen"}
    report = deliver(database, tmp_path / "renamed", OHANA)
    assert (report.feed, report.added, report.retired) == ("north", 0, 0)


@pytest.mark.parametrize(
    "said",
    [
        b"\xef\xbb\xbfID,Name,Organization Name\r\ns,Caf\xc3\xa9,Helpers\r\n",
        b"id,name,organization_name\ns,Caf\xe9,Helpers\n",
        "id,name,organization_name\ns,Café,Helpers\n".encode("utf-16"),
        b"id\tname\torganization_name\r\ns\tCaf\xc3\xa9\tHelpers\r\n",
        b"id,name,organization_name,colour\rs,Caf\xc3\xa9,Helpers,blue\r",
        b"serviceId,NAME,organizationName\ns,Caf\xc3\xa9 ,Helpers,surplus\n",
    ],
    ids=["bom and crlf", "latin-1", "utf-16", "tabs", "old mac, unknown column", "other headings, a value too many"],
)
def test_a_strange_encoding_or_heading_is_no_obstacle(database: Database, folder: Path, said: bytes) -> None:
    deliver(database, folder, {"service.csv": said})
    assert [(each.id, each.name) for each in services(database).values()] == [("s", "Café")]


def test_lines_are_counted_across_quoted_line_breaks(database: Database, folder: Path) -> None:
    said = 'id,name,organization_name,description\na,First,Helpers,"One\n\ntwo"\nb,,Helpers,\n'
    assert reasons(deliver(database, folder, {"services.csv": said}), "service") == [(5, "the name is blank")]


def test_a_table_without_ids_is_known_by_its_names(database: Database, folder: Path) -> None:
    tables = {"services.csv": "name,organization_name\nPantry,Helpers\n"}
    deliver(database, folder, tables)
    assert deliver(database, folder, tables).unchanged == 1


def test_a_table_of_no_known_name_is_said_not_to_be_read(database: Database, folder: Path) -> None:
    report = deliver(database, folder, HSDS_3 | {"budget.csv": "a,b\n1,2\n3,4\n"})
    assert [(fault.file, "its 2 lines" in fault.reason) for fault in report.files] == [("budget.csv", True)]


BROKEN = [
    ("assured_date", "8:30AM", "assured_date"),
    ("minimum_age", "toddler", "minimum_age"),
    ("url", "see our page", "url"),
    ("email", "nobody", "email"),
]


@pytest.mark.parametrize(("column", "value", "part"), BROKEN)
def test_a_broken_value_is_left_out_with_its_line(
    database: Database, folder: Path, column: str, value: str, part: str
) -> None:
    report = deliver(
        database, folder, {"services.csv": f"id,name,organization_name,{column}\ns,Pantry,Helpers,{value}\n"}
    )
    assert [(fault.part, fault.line) for fault in report.kept] == [(part, 2)]
    assert "Pantry" in services(database)


@pytest.mark.parametrize("rule", ["keep", "refuse"])
def test_places_out_of_state_are_kept_or_refused_as_the_feed_is_set(
    database: Database, folder: Path, rule: Any
) -> None:
    rows = "id,name,organization_name,address_1,city,state,zip\n" + "".join(
        f"{key},Pantry {key},Helpers,{key} Main St,{city},{state},\n"
        for key, city, state in (("1", "Hartford", "CT"), ("2", "Avon", "Connecticut"), ("3", "Boston", "MA"))
    )
    tables = {"services.csv": rows}
    first = deliver(database, folder, tables, feed="f", out_of_state=rule)
    deliver(database, folder, tables, feed="f")  # the setting stays
    assert any("is in MA, and the feed's home is CT" in fault.reason for fault in first.kept)
    towns = {place.town for each in services(database).values() for place in each.locations}
    assert ("Boston" in towns) == (rule == "keep")


def test_a_point_far_from_its_own_zip_code_is_not_believed(database: Database, folder: Path) -> None:
    places = HSDS_3 | {"locations.csv": "id,location_type,name,latitude,longitude\n1,physical,Hall,25.76,-80.19\n"}
    report = deliver(database, folder, places)
    assert any("miles from its own ZIP code" in fault.reason for fault in report.kept)
    assert services(database)["Pantry"].locations[0].latitude == pytest.approx(41.8, abs=0.2)


def test_a_zip_is_read_and_never_writes_outside_its_folder(database: Database, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "town.zip", "w") as archive:
        for name, said in HSDS_3.items():
            archive.writestr(f"../../data/{name}", said)
        archive.writestr("__MACOSX/._services.csv", "junk")
    report = deliver(database, tmp_path / "town.zip")
    assert (report.feed, report.files) == ("town", ())
    assert "Pantry" in services(database)
    assert not (tmp_path.parent / "data").exists()


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    monkeypatch.setattr(files, "MOST_UNPACKED", 1000)
    with zipfile.ZipFile(tmp_path / "big.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", "0" * 2000)
    with pytest.raises(TooLarge):
        deliver(database, tmp_path / "big.zip")


def test_a_list_too_large_to_be_read_at_once_is_read_piece_by_piece(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resources_db.importers.json_rows.WHOLE", 0)
    monkeypatch.setattr("resources_db.importers.json_pieces.PIECE", 7)
    records = [{"id": f"s{n}", "name": f"Pantry {n}é", "organization": {"name": "Helpers"}} for n in range(30)]
    said = json.dumps([*records, {"id": "bad", "name": ""}], indent=1, ensure_ascii=False)
    report = deliver(database, tmp_path / "feed.json", said)
    assert (report.added, report.refused[0].line) == (30, 2 + 30 * 7)


@pytest.mark.parametrize(
    "shape",
    [
        {
            "organizations.csv": [{"id": "o", "name": "Helpers"}],
            "services.csv": [{"id": "s", "organization_id": "o", "name": "Pantry"}],
        },
        [{"contents": [{"id": "s", "name": "Pantry", "organization": {"name": "Helpers"}}], "page_number": 1}],
        {"data": {"services": [{"id": "s", "name": "Pantry", "organization": {"name": "Helpers"}}]}},
        {
            "contents": [
                {
                    "id": "l",
                    "location": {"id": "p", "name": "Hall"},
                    "service": {"id": "s", "name": "Pantry", "organization": {"name": "Helpers"}},
                }
            ]
        },
    ],
    ids=["tables in one document", "pages in a list", "nested in data", "services at locations"],
)
def test_json_is_read_however_it_is_wrapped(database: Database, tmp_path: Path, shape: Any) -> None:
    deliver(database, tmp_path / "dump.json", shape)
    assert [(each.id, each.organization) for each in services(database).values()] == [("s", "Helpers")]


def test_a_file_that_is_no_directory_is_an_error_that_says_so(database: Database, folder: Path) -> None:
    with pytest.raises(NothingToRead, match=r"budget\.csv: no table of HSDS"):
        deliver(database, folder, {"budget.csv": "a,b\n1,2\n"})


class FakeWeb:
    """Stands in for the network: (status, headers, body) by host."""

    def __init__(self, **answers: tuple[int, dict[str, str], bytes]) -> None:
        self.answers, self.host, self.missing = answers, "", 0

    def __call__(self, host: str, _port: int) -> Any:
        self.host = host
        return self

    def request(self, _: str, path: str, **__: object) -> None:
        """Nothing goes out; what could not goes no further."""
        assert path.isascii()
        assert " " not in path

    def close(self) -> None:
        """Nothing is open."""

    def getresponse(self) -> Any:
        status, headers, body = self.answers[self.host.split(".")[0]]
        answer = http.client.HTTPResponse(_Socket(body, status, headers, self.missing))  # type: ignore[arg-type]
        answer.begin()
        return answer


class _Socket:
    def __init__(self, body: bytes, status: int, headers: dict[str, str], missing: int) -> None:
        lines = [
            f"HTTP/1.1 {status} x",
            f"Content-Length: {len(body) + missing}",
            *(f"{k}: {v}" for k, v in headers.items()),
        ]
        self._said = ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    def makefile(self, *_: object) -> Any:
        import io

        return io.BytesIO(self._said)


def test_a_feed_is_fetched_by_https_through_redirects(tmp_path: Path) -> None:
    web = FakeWeb(old=(302, {"Location": "https://new.example/feed"}, b""), new=(200, {}, b'[{"id": 1}]'))
    assert fetching.fetch("https://old.example/x", tmp_path, web).read_bytes() == b'[{"id": 1}]'


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("http://new.example/feed", NotFetched),
        ("file:///etc/passwd", NotFetched),
        ("https://gone.example/", NotFetched),
    ],
)
def test_an_address_that_may_not_or_cannot_be_fetched_is_refused(tmp_path: Path, address: str, error: Any) -> None:
    with pytest.raises(error):
        fetching.fetch(address, tmp_path, FakeWeb(gone=(404, {}, b"")))


def test_a_redirect_away_from_https_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFetched):
        fetching.fetch("https://old.example", tmp_path, FakeWeb(old=(302, {"Location": "http://127.0.0.1/"}, b"")))


@pytest.mark.parametrize(
    "place", ["/caf\u00e9/f e\u00efd.json", "//new.example/feed", "https://[bad", "https://new.example:x/"]
)
def test_a_redirect_to_an_odd_address_is_followed_or_refused_and_never_ends_the_import(
    tmp_path: Path, place: str
) -> None:
    web = FakeWeb(new=(302, {"Location": place}, b""))
    with pytest.raises(NotFetched):
        fetching.fetch("https://new.example/a b", tmp_path, web)


def test_a_download_that_ends_early_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    web = FakeWeb(new=(200, {}, b"id,name\n1,Pantry\n"))
    web.missing = 40
    with pytest.raises(NotFetched, match="ended 40 bytes early"):
        fetching.fetch("https://new.example/services.csv", tmp_path, web)


@pytest.mark.parametrize(("path", "suffix"), [("feed.json.gz", ".json.gz"), ("feed", ".gz"), ("feed.csv", ".csv.gz")])
def test_a_packed_download_is_known_by_how_it_begins(tmp_path: Path, path: str, suffix: str) -> None:
    web = FakeWeb(new=(200, {"Content-Encoding": "gzip"}, gzip.compress(b"[]")))
    assert fetching.fetch(f"https://new.example/{path}", tmp_path, web).name == f"feed{suffix}"


def test_a_feed_larger_than_any_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        fetching.fetch("https://new.example", tmp_path, FakeWeb(new=(200, {}, b"0" * 100)), most=10)


@pytest.mark.parametrize(
    "peer", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:192.168.0.1"]
)
def test_no_address_inside_the_house_is_spoken_to(peer: str) -> None:
    with pytest.raises(NotFetched, match="not a public address"):
        fetching.refuse_private("feed.example", peer)
    fetching.refuse_private("feed.example", "1.1.1.1")


def test_an_import_into_postgres_is_the_same(postgres: str, folder: Path) -> None:
    maker = open_database(postgres)
    with maker.writing() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS formats CASCADE"))
        connection.execute(text("CREATE SCHEMA formats"))
    maker.close()
    database = open_database(f"{postgres}?options=-csearch_path%3Dformats")
    first = deliver(database, folder, HSDS_1)
    again = deliver(database, folder, HSDS_1)
    assert (again.unchanged, again.changed, len(again.refused)) == (first.added, 0, len(first.refused))
    assert set(services(database)) == {"Pantry", "Clinic"}
    with database.reading() as connection:
        assert connection.execute(select(metadata.tables["feed_row"])).all()
    database.close()


@pytest.mark.parametrize(
    ("feed", "read", "offered"), [("baltimore-charmcare-ohana", 23288, 1875), ("miami-open211-hsds11", 76819, 4089)]
)
def test_every_row_of_a_real_feed_is_accounted_for(database: Database, feed: str, read: int, offered: int) -> None:
    if not SHARED.is_dir():
        pytest.skip("the real feeds are not beside this checkout")
    report = deliver(database, SHARED / "datasets" / feed)
    assert (report.read, len(Directory(database).serving(None))) == (read, offered)
    assert all(fault.line for fault in report.refused)


def test_languages_of_a_place_cost_options_and_the_alert_reach_the_search(database: Database, folder: Path) -> None:
    hall = {"id": "l", "name": "Hall", "languages": [{"name": "Spanish", "code": "es"}]}
    link = {"id": "k", "location": hall, "languages": [{"name": "Polish", "code": "pl"}]}
    pantry = {
        "id": "p",
        "name": "Pantry",
        "organization": {"id": "o", "name": "Helpers"},
        "alert": "Closed until further notice",
        "cost_options": [
            {"id": "c", "option": "Adults", "amount": 0},
            {"id": "d", "amount_description": "Accepts Cash"},
        ],
        "service_at_locations": [link],
    }
    deliver(database, folder, {"services.json": [pantry]})
    found = services(database)["Pantry"]
    assert found.locations[0].languages == ("pl", "es")
    assert [(price.amount, price.words) for price in found.prices] == [(0.0, "Adults"), (None, "Accepts Cash")]
    assert found.alert == "Closed until further notice"
