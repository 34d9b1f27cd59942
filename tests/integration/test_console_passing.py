"""A conversation goes on: given to a colleague, shared with a team, put off; the family is told the truth."""

import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.console.passing import moment
from bot.console.testing import words
from casebook import tables
from casebook.queries import staff as accounts
from casebook.queries.rows import now

sys.path.insert(0, str(Path(__file__).parent))
from desk_office import Office, open_office
from test_console_queue import make_team, order

pytestmark = pytest.mark.asyncio
FAMILY = words()["family"]
ADDRESS = "+18605550123"


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    people = (("Ana Ruiz", "coordinator"), ("Ben Cole", "coordinator"), ("Lea Stone", "lead"), ("Edi Moss", "editor"))
    async with open_office(tmp_path, people) as opened:
        yield opened


# ---- Give


@pytest.mark.parametrize("taken", [True, False])
async def test_a_conversation_is_given_to_a_colleague_and_the_family_hears_who_has_it(
    office: Office, taken: bool
) -> None:
    talk = await office.waits(language="es")
    if taken:
        await office.do("ana", talk, "take")
    assert await office.do("ana", talk, "give", to=office.ids["ben"]) == 204
    assert (await office.lines(talk))[-1].text == FAMILY["given"]["es"].format(name="Ben Cole")
    row = await office.row(talk)
    assert (row.owner, row.staff, row.assigned_by) == ("person", office.ids["ben"], office.ids["ana"])
    assert "given by Ana Ruiz" in await office.page("ben")
    assert "You have this conversation" in await office.page("ben", f"/conversations/{talk}")
    assert (await office.audited(talk))[-1] == "give"
    assert office.bench.woken[-1] == talk


async def test_given_twice_it_is_told_once(office: Office) -> None:
    talk = await office.waits()
    for _ in range(2):
        assert await office.do("ana", talk, "give", to=office.ids["ben"]) == 204
    assert len(await office.lines(talk)) == 2
    assert await office.audited(talk) == ["give"]


async def test_what_a_colleague_has_only_a_lead_gives_on(office: Office) -> None:
    talk = await office.waits()
    await office.do("ben", talk, "take")
    assert await office.do("ana", talk, "give", to=office.ids["lea"]) == 409
    assert await office.do("ana", talk, "share", team="") == 409
    assert "do-give" not in await office.page("ana", f"/conversations/{talk}")
    assert (await office.row(talk)).staff == office.ids["ben"]
    assert await office.do("lea", talk, "give", to=office.ids["ana"]) == 204
    assert (await office.row(talk)).staff == office.ids["ana"]


async def test_it_is_given_to_nobody_who_is_not_there_or_answers_no_families(office: Office) -> None:
    talk = await office.waits()
    await office.bench.hire("Gone Away")
    gone = next(row.id for row in await office.rows(tables.staff) if row.name == "Gone Away")
    await office.bench.casebook.write(lambda connection: accounts.disable(connection, "gone@example.org"))
    for to in (gone, office.ids["edi"], "0" * 32, "", office.ids["ana"]):
        assert await office.do("ana", talk, "give", to=to) == 422, to
    assert (await office.row(talk)).owner == "queue"
    page = await office.page("ana", f"/conversations/{talk}")
    assert "Gone Away" not in page
    assert "Edi Moss" not in page


async def test_who_gets_it_gets_a_new_promise_and_the_family_keeps_its_place(office: Office) -> None:
    talk = await office.waits(address=ADDRESS, minutes=20)
    await office.do("ana", talk, "give", to=office.ids["ben"])
    assert "First answer: 10 min left" in await office.page("ben")  # it waits since it came
    await office.do("ben", talk, "reply", reply="Hello.")
    office.clock.shift(timedelta(minutes=10))
    await office.do("ben", talk, "give", to=office.ids["ana"])
    assert "First answer: 30 min left" in await office.page("ana")  # it was answered: only the new promise runs


async def test_a_family_that_said_stop_is_given_on_without_a_text(office: Office) -> None:
    talk = await office.waits(text="STOP", consent=False)
    before = len(await office.lines(talk))
    assert await office.do("ana", talk, "give", to=office.ids["ben"]) == 204
    assert len(await office.lines(talk)) == before
    assert await office.rows(tables.outbox) == []


# ---- Share


async def test_shared_out_of_a_persons_hands_the_family_is_told_and_waits_for_the_team(office: Office) -> None:
    team = await make_team(office, "Housing", "ben")
    talk = await office.waits(language="es")
    await office.do("ana", talk, "take")
    await office.do("ana", talk, "reply", reply="Hola.")
    office.clock.shift(timedelta(minutes=10))
    assert await office.do("ana", talk, "share", team=team) == 204
    assert (await office.lines(talk))[-1].text == FAMILY["shared"]["es"].format(name="Ana Ruiz")
    row = await office.row(talk)
    assert (row.owner, row.staff, row.team) == ("queue", None, team)
    page = await office.page("ben", "?show=teams")
    assert order(page) == [talk]
    assert "for the team Housing" in page
    assert "First answer: 30 min left" in page
    assert (await office.audited(talk))[-1] == "share"


async def test_shared_while_it_waits_nothing_is_told_and_it_keeps_its_place(office: Office) -> None:
    team = await make_team(office, "Housing", "ben")
    talk = await office.waits(minutes=20)
    before = await office.lines(talk)
    assert await office.do("ana", talk, "share", team=team) == 204
    assert await office.lines(talk) == before
    assert "First answer: 10 min left" in await office.page("ben")
    assert await office.do("ana", talk, "share", team="") == 204
    assert (await office.row(talk)).team is None
    assert await office.do("ana", talk, "share", team="0" * 32) == 422


# ---- Put off


async def test_put_off_it_waits_apart_and_comes_back_when_its_hour_has_come(office: Office) -> None:
    talk, other = await office.waits(minutes=10), await office.waits()
    assert await office.do("ana", talk, "snooze", until="hour") == 204
    page = await office.page("ben")
    assert "put off until Nov 24, 2:00 PM" in page
    assert page.index(f"row-{other}") < page.index("h-asleep") < page.index(f"row-{talk}")
    socket = await office.socket("ana")
    assert (await socket.receive_json(timeout=5))["waiting"] == 1
    await socket.close()
    office.clock.shift(timedelta(hours=1))
    for who in ("ana", "ben"):
        await office.at[who].sign_in({"ana": "Ana Ruiz", "ben": "Ben Cole"}[who])
    page = await office.page("ben")
    assert "h-asleep" not in page
    assert "First answer: 30 min left" in page  # counted from when it came back
    assert await office.audited(talk) == ["snooze"]


async def test_put_off_it_comes_back_as_soon_as_the_family_writes(office: Office) -> None:
    talk = await office.waits(address=ADDRESS)
    await office.do("ana", talk, "take")
    await office.do("ana", talk, "reply", reply="I will ask them.")
    await office.do("ana", talk, "snooze", until="tomorrow")
    assert "put off until Nov 25, 9:00 AM" in await office.page("ana")
    office.clock.shift(timedelta(minutes=5))
    await office.bench.hears("any news?", address=ADDRESS)
    page = await office.page("ana")
    assert "put off" not in page
    assert "Next answer: 30 min left" in page


async def test_it_is_brought_back_by_hand(office: Office) -> None:
    talk = await office.waits(minutes=10)
    await office.do("ana", talk, "snooze", until="at", at="2026-12-01T08:15")
    assert "put off until Dec 1, 8:15 AM" in await office.page("ana", f"/conversations/{talk}")
    assert await office.do("ben", talk, "wake") == 204
    assert "First answer: 30 min left" in await office.page("ana")
    assert await office.audited(talk) == ["snooze", "wake"]


async def test_a_crisis_is_never_put_off_and_ends_what_was(office: Office) -> None:
    crisis = await office.waits("crisis_medical", crisis="crisis_medical")
    assert await office.do("ana", crisis, "snooze", until="hour") == 409
    assert "do-snooze" not in await office.page("ana", f"/conversations/{crisis}")
    talk = await office.waits("worried")
    await office.do("ana", talk, "snooze", until="tomorrow")
    await office.change(talk, crisis_at=now(), queue_reason="crisis_violence")  # silence after a doubt: no new line
    page = await office.page("ana")
    assert "h-asleep" not in page
    assert "First answer" in page


async def test_what_somebody_else_or_the_computer_helper_has_is_not_put_off(office: Office) -> None:
    theirs, bots = await office.waits(), await office.bench.hears("hi", address="+18605550199")
    await office.do("ben", theirs, "take")
    for talk in (theirs, bots):
        assert await office.do("ana", talk, "snooze", until="hour") == 409
    assert await office.do("ana", theirs, "wake") == 409


@pytest.mark.parametrize(
    ("until", "at"),
    [("", ""), ("never", ""), ("at", ""), ("at", "soon"), ("at", "2026-11-24T12:59"), ("at", "2027-02-01T09:00")],
)
async def test_a_moment_that_is_none_is_refused(office: Office, until: str, at: str) -> None:
    talk = await office.waits()
    assert await office.do("ana", talk, "snooze", until=until, at=at) == 422
    assert (await office.row(talk)).snoozed_until is None


async def test_tomorrow_is_nine_by_the_clock_of_connecticut_also_when_clocks_change() -> None:
    saturday_night = datetime(2026, 11, 1, 3, 30, tzinfo=UTC).replace(tzinfo=None)  # 23:30 on October 31
    assert moment("tomorrow", "", saturday_night) == datetime(2026, 11, 1, 14)


@pytest.mark.parametrize("deed", ["give", "share", "snooze", "wake"])
async def test_what_is_not_there_is_not_passed_on(office: Office, deed: str) -> None:
    assert await office.do("ana", "0" * 32, deed, to=office.ids["ben"], until="hour") == 404


async def test_handed_back_or_closed_all_of_it_is_forgotten(office: Office) -> None:
    team = await make_team(office, "Housing", "ben")
    talk = await office.waits()
    await office.do("ana", talk, "share", team=team)
    await office.do("ana", talk, "give", to=office.ids["ben"])
    await office.do("ben", talk, "snooze", until="hour")
    await office.do("ben", talk, "close")
    row = await office.row(talk)
    assert (row.team, row.assigned_at, row.assigned_by, row.answered_seq, row.snoozed_until) == (None,) * 5
