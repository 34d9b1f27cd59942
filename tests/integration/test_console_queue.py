"""The queue: promises decide the order and are said in words, teams have their own, who looks is seen."""

import re
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientWebSocketResponse
from sqlalchemy import event

from bot.console.testing import words
from casebook import console_tables, tables
from casebook.queries import queue, teams

sys.path.insert(0, str(Path(__file__).parent))
from desk_office import Office, open_office

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


def order(page: str) -> list[str]:
    return re.findall(r'id="row-([0-9a-f]{32})"', page)


def row(page: str, talk: str) -> str:
    return page.split(f'id="row-{talk}"')[1].split("</li>\n", 1)[0] + page.split(f'id="row-{talk}"')[1][:1500]


# ---- Order and promises


async def test_danger_comes_first_then_the_promise_that_runs_out_first(office: Office) -> None:
    long_wait = await office.waits("screening", minutes=120)  # 240 are promised
    soon = await office.waits("asked", minutes=25)  # 30
    later = await office.waits("complaint", minutes=30)  # 60
    overdue = await office.waits("asked", minutes=45)
    crisis = await office.waits("crisis_medical", crisis="crisis_medical")
    assert order(await office.page("ana")) == [crisis, overdue, soon, later, long_wait]


async def test_of_two_promises_that_run_out_together_who_waits_longer_comes_first(office: Office) -> None:
    short = await office.waits("asked", minutes=10)  # 20 left
    long = await office.waits("complaint", minutes=40)  # 20 left
    assert order(await office.page("ana")) == [long, short]


@pytest.mark.parametrize(
    ("reason", "minutes", "english", "spanish"),
    [
        ("asked", 10, "First answer: 20 min left", "Primera respuesta: quedan 20 min"),
        ("asked", 155, "First answer: overdue by 2 h 5 min", "Primera respuesta: con atraso de 2 h 5 min"),
        ("no_answer", 0, "First answer: due Nov 25, 1:00 PM", "Primera respuesta: para el 25 nov, 1:00 p. m."),
        ("crisis_medical", 0, "First answer: 5 min left", "Primera respuesta: quedan 5 min"),
    ],
)
async def test_a_row_says_in_words_how_its_promise_stands(
    office: Office, reason: str, minutes: int, english: str, spanish: str
) -> None:
    await office.waits(reason, minutes=minutes)
    assert english in await office.page("ana")
    await office.at["ana"].post("/staff/language", language="es")
    assert spanish in await office.page("ana")


async def test_the_greeting_is_no_answer_and_a_reply_is(office: Office) -> None:
    talk = await office.waits("asked", minutes=10)
    await office.do("ana", talk, "take")
    for path in ("", f"/conversations/{talk}"):
        assert "First answer: 20 min left" in await office.page("ana", path)
    await office.do("ana", talk, "reply", reply="There is a food pantry near you.")
    assert "answer:" not in await office.page("ana")


async def test_each_further_message_of_the_family_is_promised_an_answer(office: Office) -> None:
    talk = await office.waits("asked", address="+18605550123")
    await office.do("ana", talk, "take")
    await office.do("ana", talk, "reply", reply="Hello.")
    office.clock.shift(timedelta(minutes=10))
    await office.bench.hears("when is it open?", address="+18605550123")
    office.clock.shift(timedelta(minutes=5))
    await office.bench.hears("hello?", address="+18605550123")
    assert "Next answer: 25 min left" in await office.page("ana")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_reason_is_drawn_as_one_line(office: Office, language: str) -> None:
    reasons = words()["reasons"]
    talks = {reason: await office.waits(reason) for reason in reasons}
    await office.at["ana"].post("/staff/language", language=language)
    page = await office.page("ana")
    for reason, talk in talks.items():
        link = re.search(rf'id="open-{talk}"[^>]*>([^<]*)</a>', page)
        assert link is not None
        assert link[1] == reasons[reason][language], reason


async def test_the_list_costs_the_same_questions_however_long_it_is(office: Office) -> None:
    async def asked() -> int:
        statements: list[str] = []

        def note(*told: Any) -> None:
            statements.extend([told[2]] if told[2].startswith("SELECT") else [])

        engine = office.bench.casebook._reader
        event.listen(engine, "before_cursor_execute", note)
        found = await office.bench.casebook.read(partial(queue.at_the_desk, keys=office.bench.casebook.keys))
        event.remove(engine, "before_cursor_execute", note)
        assert all(entry.last_text == "hello" for entry in found)
        return len(statements)

    await office.waits()
    one = await asked()
    for _ in range(12):
        await office.waits()
    assert await asked() == one == 1


# ---- Teams


async def make_team(office: Office, name: str, *members: str) -> str:
    key = await office.bench.casebook.write(partial(teams.create, name=name, by=office.ids["lea"]))
    ids = [office.ids[each] for each in members]
    await office.bench.casebook.write(partial(teams.fill, team_id=key, members=ids, by=office.ids["lea"]))
    return key


async def test_my_teams_leaves_out_what_waits_for_others_but_never_danger(office: Office) -> None:
    mine, other = await make_team(office, "Spanish", "ana"), await make_team(office, "Housing", "ben")
    for_all = await office.waits()
    for_mine, for_other = await office.waits(), await office.waits()
    danger = await office.waits("crisis_medical", crisis="crisis_medical")
    for talk, team in ((for_mine, mine), (for_other, other), (danger, other)):
        assert await office.do("ben", talk, "share", team=team) == 204
    everything = await office.page("ana")
    assert {*order(everything)} == {for_all, for_mine, for_other, danger}
    assert "for the team Spanish" in everything
    filtered = await office.page("ana", "?show=teams")
    assert {*order(filtered)} == {for_all, for_mine, danger}
    assert "Waiting for other teams, not shown: 1" in filtered
    assert {*order(await office.page("ana", "/queue?show=teams"))} == {for_all, for_mine, danger}


async def test_a_lead_makes_names_fills_and_removes_a_team(office: Office) -> None:
    lea = office.at["lea"]
    await office.page("lea", "/teams")
    assert (await lea.post("/staff/teams", name="  Housing   help ")).status == 303
    [team] = await office.rows(console_tables.team)
    assert team.name == "Housing help"
    at = f"/staff/teams/{team.id}"
    assert (await lea.post(f"{at}/rename", name="Homes")).status == 303
    ticks = {f"member-{office.ids[each]}": "on" for each in ("ana", "ben")}
    assert (await lea.post(f"{at}/members", **ticks, **{f"member-{'f' * 32}": "on"})).status == 303
    page = await office.page("lea", "/teams")
    assert "Homes" in page
    assert page.partition("<dialog")[0].count("checked") == 2
    talk = await office.waits()
    await office.do("ana", talk, "share", team=team.id)
    assert (await lea.post(f"{at}/remove")).status == 303
    assert (await office.row(talk)).team is None
    assert await office.rows(console_tables.team_member) == []
    assert await office.audited(team.id) == ["team_create", "team_rename", "team_members", "team_remove"]


async def test_a_team_needs_a_name_of_its_own(office: Office) -> None:
    await make_team(office, "Housing")
    lea = office.at["lea"]
    await office.page("lea", "/teams")
    for name, status in (("", 422), (" ", 422), ("x" * 61, 422), ("Housing", 409), ("x" * 60, 303)):
        assert (await lea.post("/staff/teams", name=name)).status == status, name
    nothing = f"/staff/teams/{'0' * 32}"
    for deed in ("rename", "members", "remove"):
        assert (await lea.post(f"{nothing}/{deed}", name="New")).status == 404


# ---- Told to an open page


async def news(socket: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    while (found := await socket.receive_json(timeout=5))["type"] != kind:
        pass
    return found


async def test_an_open_page_hears_what_is_given_to_it_and_what_is_overdue(office: Office) -> None:
    other = await make_team(office, "Housing", "lea")
    late, not_mine = await office.waits(minutes=31), await office.waits(minutes=40)
    given = await office.waits()
    await office.do("lea", not_mine, "share", team=other)
    await office.do("lea", given, "give", to=office.ids["ana"])
    socket = await office.socket("ana")
    heard = await news(socket, "queue")
    assert (heard["given"], heard["overdue"], heard["waiting"]) == ([given], [late], 2)
    await office.do("ana", given, "reply", reply="Hello, I am here.")
    assert (await news(socket, "queue"))["given"] == []
    await socket.close()


async def test_who_looks_and_who_writes_is_seen_by_colleagues_only(office: Office) -> None:
    talk = await office.waits()
    queue_of_ana, ben, lea = (
        await office.socket("ana"),
        await office.socket("ben", talk),
        await office.socket("lea", talk),
    )
    await ben.send_str("looking")
    seen = {"name": "Ben Cole", "writing": False}
    assert (await news(queue_of_ana, "here"))["here"] == {talk: [seen]}
    assert (await news(lea, "here"))["here"] == {talk: [seen]}
    await lea.send_str("writing")
    assert (await news(ben, "here"))["here"] == {talk: [{"name": "Lea Stone", "writing": True}]}
    both = (await news(queue_of_ana, "here"))["here"]
    assert both == {talk: [seen, {"name": "Lea Stone", "writing": True}]}
    await ben.close()
    assert (await news(lea, "here"))["here"] == {}
    await lea.send_str("away")
    while (here := (await news(queue_of_ana, "here"))["here"]) != {}:
        assert [each["name"] for each in here[talk]] == ["Lea Stone"]
    await queue_of_ana.close()
    await lea.close()


async def test_presence_is_kept_nowhere(office: Office) -> None:
    talk = await office.waits()
    before = {table: len(await office.rows(table)) for table in (tables.audit, tables.message)}
    ana, ben = await office.socket("ana", talk), await office.socket("ben", talk)
    await ben.send_str("writing")
    await news(ana, "here")
    assert {table: len(await office.rows(table)) for table in before} == before
    await ana.close()
    await ben.close()
