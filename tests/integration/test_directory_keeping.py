"""The directory is kept true: corrections survive imports, work lists, duplicates, and the editor's pages."""

from collections.abc import AsyncIterator
from dataclasses import MISSING, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.console.testing import Bench, Browser
from bot.missing import noting
from bot.reporting import reporting
from casebook.tables import audit
from resources_db.database import Database
from resources_db.keeping import duplicates, editing, entries, worklists
from resources_db.keeping.stats import stats
from resources_db.queries import Directory
from resources_db.testing import TODAY, deliver
from services.directory.question import Found, Question

Json = dict[str, Any]
NOTHING_KNOWN: Json = {each.name: None for each in fields(Found) if each.default is MISSING}
HOUSE = {"id": "house", "name": "Elm House", "confidential": True, "addresses": [{"address_1": "12 Elm Street"}]}


def service(key: str, name: str, **more: Any) -> Json:
    own = {"id": key, "name": name, "organization": {"id": "o", "name": "Helpers"}}
    return own | {"phones": [{"number": "860-555-0100"}], "description": "As the feed says."} | more


FEED = [
    service("pantry", "Park Street Pantry", assured_date="2025-01-02"),
    service("pantry-2", "Pantry, Park Street"),
    service("clinic", "Well-child clinic", phones=[{"number": "860-555-0101"}], assured_date="2026-01-02"),
    service("shelter", "Safe nights", phones=[], service_at_locations=[{"location": HOUSE}]),
]


@pytest.fixture
def database(database: Database, tmp_path: Path) -> Database:
    deliver(database, tmp_path / "feed.json", FEED)
    return database


def corrected(database: Database, key: str, **values: Any) -> None:
    with database.writing() as connection:
        editing.correct(connection, key, values, "Eva")


def entry(database: Database, key: str) -> entries.Entry:
    with database.reading() as connection:
        found = entries.entry(connection, key)
    assert found is not None
    return found


def field(database: Database, key: str, name: str) -> entries.Field:
    return next(each for each in entry(database, key).fields if each.name == name)


def test_a_correction_survives_the_feeds_next_delivery_which_goes_beneath(database: Database, tmp_path: Path) -> None:
    phones = [{"number": "860-555-0199", "type": "voice", "description": "desk"}]
    corrected(database, "pantry", description="Call first.", phones=phones)
    deliver(
        database,
        tmp_path / "feed.json",
        [FEED[0] | {"description": "New words.", "phones": [{"number": "860-555-0111"}]}, *FEED[1:]],
    )
    told = field(database, "pantry", "description")
    assert (told.value, told.beneath, told.corrected) == ("Call first.", "New words.", True)
    assert field(database, "pantry", "phones").value == phones
    assert field(database, "pantry", "phones").beneath[0]["number"] == "860-555-0111"
    (shown,) = (each for each in Directory(database).serving(None) if each.id == "pantry")
    assert [phone.number for phone in shown.phones] == ["860-555-0199"]


def test_a_correction_survives_retirement_and_return(database: Database, tmp_path: Path) -> None:
    corrected(database, "clinic", name="Clinic for children")
    deliver(database, tmp_path / "feed.json", [*FEED[:2], FEED[3]])
    deliver(database, tmp_path / "feed.json", FEED)
    assert field(database, "clinic", "name").value == "Clinic for children"


def test_an_unchanged_delivery_still_counts_as_unchanged_under_a_correction(database: Database, tmp_path: Path) -> None:
    corrected(database, "pantry", description="Call first.")
    report = deliver(database, tmp_path / "feed.json", FEED)
    assert (report.unchanged, report.changed) == (4, 0)


def test_a_correction_taken_back_lets_the_feed_speak(database: Database, tmp_path: Path) -> None:
    corrected(database, "pantry", description="Call first.")
    deliver(database, tmp_path / "feed.json", [FEED[0] | {"description": "New words."}, *FEED[1:]])
    with database.writing() as connection:
        assert editing.take_back(connection, "pantry", "description", "Eva")
        assert not editing.take_back(connection, "pantry", "description", "Eva")
    assert field(database, "pantry", "description").value == "New words."
    assert [change.after for change in entry(database, "pantry").history] == ["New words.", "Call first."]


def test_a_check_by_staff_stands_until_the_feed_has_checked_later(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        assert editing.verify(connection, "pantry", "Eva", date(2026, 6, 1))
    deliver(database, tmp_path / "feed.json", FEED)
    assert entry(database, "pantry").assured_date == date(2026, 6, 1)
    deliver(database, tmp_path / "feed.json", [FEED[0] | {"assured_date": "2026-07-01"}, *FEED[1:]])
    assert entry(database, "pantry").assured_date == date(2026, 7, 1)


def test_reported_and_never_checked_entries_come_first(database: Database) -> None:
    with database.writing() as connection:
        assert worklists.tell(connection, "clinic", "phone_dead", "family", "my own story")
        assert not worklists.tell(connection, "nobody", "phone_dead", "family")
        assert not worklists.tell(connection, "clinic", "gossip", "family")
        entries, total = worklists.stale(connection)
        (report,) = worklists.open_reports(connection)
    assert [each.id for each in entries] == ["clinic", "pantry-2", "shelter", "pantry"]
    assert (total, report.note) == (4, None)  # a family's words are not kept here


def test_a_report_is_settled_once(database: Database) -> None:
    with database.writing() as connection:
        worklists.tell(connection, "clinic", "closed", "coordinator", "I called.")
        (report,) = worklists.open_reports(connection, "clinic")
        assert worklists.settle(connection, report.id, "Eva", "done")
        assert not worklists.settle(connection, report.id, "Eva", "done")
        assert worklists.open_reports(connection) == []


def test_duplicates_are_proposed_with_reasons_and_decided_once(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        (pair,) = duplicates.proposals(connection)
        assert {pair.first.id, pair.second.id} == {"pantry", "pantry-2"}
        assert pair.reasons == ("name", "phone", "organization")
        assert duplicates.decide(connection, "pantry", "pantry-2", "merged", "Eva", TODAY)
        assert not duplicates.decide(connection, "pantry-2", "pantry", "merged", "Eva", TODAY)
        assert duplicates.proposals(connection) == []
    deliver(database, tmp_path / "feed.json", [FEED[1] | {"description": "Changed."}, *FEED[2:], FEED[0]])
    assert "pantry-2" not in {each.id for each in Directory(database).serving(None)}


def test_what_is_missing_is_counted_without_anybodys_words(database: Database) -> None:
    with database.writing() as connection:
        for _ in range(2):
            worklists.note_missing(connection, "food_need", "Avon", "es-US", TODAY)
        worklists.note_missing(connection, None, None, None, TODAY)
        found = worklists.all_missing(connection)
    assert [(each.need, each.town, each.language, each.count) for each in found] == [
        ("food_need", "Avon", "es", 2),
        ("", "", "", 1),
    ]


@pytest.mark.parametrize(
    ("offers", "counted"),
    [([], 1), ([{"last_resort": True}], 1), ([{"why": ("need", "widened")}], 1), ([{}, {"last_resort": True}], 0)],
)
def test_a_search_that_finds_nothing_near_is_counted(database: Database, offers: list[Json], counted: int) -> None:
    found = [Found(**(NOTHING_KNOWN | {"why": ("need",)} | offer)) for offer in offers]
    question = Question(need="food_need", now=datetime(2026, 11, 24, 12), text="my own words", language="es")
    assert noting(lambda _: found, database, lambda work: work())(question) == found
    with database.reading() as connection:
        assert [each.count for each in worklists.all_missing(connection)] == [1] * counted


def test_the_directory_in_numbers(database: Database) -> None:
    with database.reading() as connection:
        found = stats(connection, TODAY)
    assert (found["services"], found["confidential"], found["never_verified"]) == (4, 1, 2)
    assert found["stale"] == 1
    assert found["feeds"] == {"feed": 4}


@pytest_asyncio.fixture
async def bench(database: Database, tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    bench.directory = database
    yield bench
    bench.casebook.close()


@pytest_asyncio.fixture
async def server(bench: Bench) -> AsyncIterator[TestServer]:
    async with TestServer(bench.app()) as server:
        yield server


async def at_work(bench: Bench, server: TestServer, name: str, role: str) -> Browser:
    await bench.hire(name, role)
    browser = Browser(bench, server)
    await browser.sign_in(name)
    return browser


@pytest.mark.asyncio
async def test_an_editor_corrects_checks_and_settles_in_the_console(bench: Bench, server: TestServer) -> None:
    eva = await at_work(bench, server, "Eva Stone", "editor")
    page = await (await eva.open("/staff/directory")).text()
    assert page.index("Pantry, Park Street") < page.index("Park Street Pantry")
    await eva.open("/staff/directory/entry?id=pantry")
    sent = {"id": "pantry", "description": "Call first.", "phones": "860-555-0199, desk\n741741, sms"}
    assert (await eva.post("/staff/directory/entry", **sent)).status == 303
    assert (await eva.post("/staff/directory/entry/verify", id="pantry")).status == 303
    assert (await eva.post("/staff/directory/report", id="pantry", what="moved", note="New street")).status == 303
    page = await (await eva.open("/staff/directory/entry?id=pantry")).text()
    for said in ("Call first.", "As the feed says.", "860-555-0199, desk", "741741, sms", "New street", "Eva Stone"):
        assert said in page
    bad = await eva.post("/staff/directory/entry", id="pantry", phones="call us")
    assert (bad.status, "call us" in await bad.text()) == (422, True)
    assert "New street" in await (await eva.open("/staff/directory/reports")).text()
    assert (await eva.post("/staff/directory/reports", report="1")).status == 303
    assert (await eva.open("/staff/directory/missing")).status == 200
    assert "Pantry, Park Street" in await (await eva.open("/staff/directory/duplicates")).text()
    merge = {"stays": "pantry", "other": "pantry-2", "verdict": "merged"}
    assert (await eva.post("/staff/directory/duplicates", **merge)).status == 303
    assert (await eva.open("/staff/directory/entry?id=nobody")).status == 404
    await eva.client.close()


@pytest.mark.asyncio
async def test_a_confidential_address_is_shown_to_editors_alone(bench: Bench, server: TestServer) -> None:
    eva = await at_work(bench, server, "Eva Stone", "editor")
    ana = await at_work(bench, server, "Ana Ruiz", "coordinator")
    seen = [await (await who.open("/staff/directory/entry?id=shelter")).text() for who in (eva, ana)]
    assert ["12 Elm Street" in page for page in seen] == [True, False]
    assert "Safe nights" in seen[1]
    await eva.client.close()
    await ana.client.close()


@pytest.mark.asyncio
async def test_a_coordinator_reports_and_does_not_edit(bench: Bench, server: TestServer) -> None:
    ana = await at_work(bench, server, "Ana Ruiz", "coordinator")
    await ana.open("/staff/directory/entry?id=clinic")
    assert (await ana.post("/staff/directory/report", id="clinic", what="phone_dead")).status == 303
    assert (await ana.post("/staff/directory/entry", id="clinic", name="Mine")).status == 403
    assert (await ana.open("/staff/directory/reports")).status == 403
    await ana.client.close()


@pytest.mark.asyncio
async def test_an_editor_closes_opens_and_overrules_and_each_act_is_in_the_audit(
    bench: Bench, server: TestServer
) -> None:
    eva = await at_work(bench, server, "Eva Stone", "editor")
    with bench.directory.writing() as connection:  # type: ignore[union-attr]
        worklists.tell(connection, "clinic", "closed", "family")
    page = await (await eva.open("/staff/directory/reports")).text()
    assert 'action="/staff/directory/entry/close"' in page
    assert (await eva.post("/staff/directory/entry/close", id="clinic", why=" ")).status == 422
    assert (await eva.post("/staff/directory/entry/close", id="clinic", why="Boarded up.")).status == 303
    assert (await eva.post("/staff/directory/entry/close", id="nobody", why="Gone.")).status == 404
    assert "Boarded up." in await (await eva.open("/staff/directory/closed")).text()
    assert "Well-child" not in await (await eva.open("/staff/directory/reports")).text()
    assert (await eva.post("/staff/directory/entry/reopen", id="clinic")).status == 303
    said = {"id": "clinic", "need": "legal_need", "why": "a lawyer on Mondays"}
    assert (await eva.post("/staff/directory/entry/overrule", **said)).status == 422
    assert (await eva.post("/staff/directory/entry/overrule", **said, bears="yes")).status == 303
    assert "a lawyer on Mondays" in await (await eva.open("/staff/directory/entry?id=clinic")).text()
    assert (await eva.post("/staff/directory/entry/withdraw", id="clinic", need="legal_need")).status == 303
    assert (await eva.post("/staff/directory/entry/take-back", id="clinic", field="name")).status == 404
    rows = await bench.casebook.read(lambda c: c.execute(select(audit)).all())
    acts = [(row.action, row.detail) for row in rows if row.action.startswith("directory")]
    assert acts == [
        ("directory_close", "clinic"),
        ("directory_reopen", "clinic"),
        ("directory_overrule", "clinic legal_need"),
        ("directory_withdraw", "clinic legal_need"),
    ]
    await eva.client.close()


@pytest.mark.asyncio
@pytest.mark.parametrize("act", ["close", "reopen", "overrule", "withdraw"])
async def test_a_coordinator_neither_closes_nor_overrules_and_no_form_of_strangers_does(
    bench: Bench, server: TestServer, act: str
) -> None:
    ana = await at_work(bench, server, "Ana Ruiz", "coordinator")
    sent = {"id": "clinic", "why": "Gone.", "need": "food_need", "bears": "no"}
    assert (await ana.post(f"/staff/directory/entry/{act}", **sent)).status == 403
    eva = await at_work(bench, server, "Eva Stone", "editor")
    eva.csrf = "another"
    assert (await eva.post(f"/staff/directory/entry/{act}", **sent)).status == 403
    with bench.directory.reading() as connection:  # type: ignore[union-attr]
        found = entries.entry(connection, "clinic")
    assert found is not None
    assert found.history == ()
    await ana.client.close()
    await eva.client.close()


def test_what_a_family_tells_is_written_once_the_database_is_free_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, write = [OperationalError("INSERT", {}, Exception("locked"))], worklists.tell

    def tell(*report: Any) -> bool:
        if busy:
            raise busy.pop()
        return write(*report)

    monkeypatch.setattr("bot.reporting.PAUSE", 0.0)
    monkeypatch.setattr(worklists, "tell", tell)
    reporting(database, lambda job: job())("clinic", "no_answer")
    with database.reading() as connection:
        (report,) = worklists.open_reports(connection)
    assert (report.service_id, report.what, report.said_by, report.note) == ("clinic", "no_answer", "family", None)
