"""The second factor: nobody gets by it, each code opens once, and a lost phone locks nobody out for good."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyotp
import pytest
import pytest_asyncio
import time_machine
from aiohttp import ClientResponse, WSServerHandshakeError
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from bot.console.guard import ROLES
from bot.console.second.codes import PERIOD, matching_step, new_secret, normal_recovery_code
from bot.console.testing import PASSWORD, Bench, Browser, email
from casebook import tables
from casebook.console_tables import recovery_code
from casebook.queries import factors
from casebook.queries import staff as accounts
from casebook.queries.rows import now

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """In the middle of a time step, and moved only by hand: no test falls between two codes."""
    middle = time.time() // PERIOD * PERIOD + PERIOD / 2
    with time_machine.travel(middle, tick=False) as traveller:
        yield traveller


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    bench.second_factor = True
    yield bench
    bench.casebook.close()


@pytest_asyncio.fixture
async def server(bench: Bench) -> AsyncIterator[TestServer]:
    async with TestServer(bench.app()) as server:
        yield server


@pytest_asyncio.fixture
async def browser(bench: Bench, server: TestServer) -> AsyncIterator[Browser]:
    browser = Browser(bench, server)
    yield browser
    await browser.client.close()


async def rows(bench: Bench, table: Any) -> list[Any]:
    return await bench.casebook.read(lambda connection: list(connection.execute(select(table))))


async def enrolled(bench: Bench, role: str = "coordinator", codes: tuple[str, ...] = ()) -> str:
    return await bench.enrol(await bench.hire("Ana Ruiz", role), codes)


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(time.time()) + steps * PERIOD)


async def typed(browser: Browser, code: str) -> ClientResponse:
    await browser.open("/staff/second")
    return await browser.post("/staff/second", code=code)


async def knows_the_way(browser: Browser) -> bool:
    return (await browser.open("/staff/account")).status == 200


def session_of(browser: Browser) -> str:
    return browser.client.session.cookie_jar.filter_cookies(browser.client.make_url("/"))["onedoor_staff"].value


# ---- Setting up


@pytest.mark.parametrize("role", ROLES)
async def test_who_has_none_sets_one_up_before_anything_else(bench: Bench, browser: Browser, role: str) -> None:
    await bench.hire("Ana Ruiz", role)
    answer = await browser.sign_in("Ana Ruiz")
    assert answer.headers["Location"].startswith("/staff/second/enrol")
    assert not await knows_the_way(browser)
    page = await (await browser.open("/staff/second/enrol")).text()
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert "<svg" in page
    assert " style=" not in page
    half = session_of(browser)
    answer = await browser.post("/staff/second/enrol", code=code_of(secret))
    handed = re.findall(r"<li><code[^>]*>([a-z2-9-]+)</code>", await answer.text())
    assert (answer.status, len(set(handed))) == (200, 10)
    assert session_of(browser) != half  # a new token for the whole session
    assert await knows_the_way(browser)
    assert [row.stage for row in await rows(bench, tables.staff_session)] == ["full"]


async def test_the_same_secret_is_shown_until_a_code_of_it_was_right(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    first, again = [await (await browser.open("/staff/second/enrol")).text() for _ in range(2)]
    assert re.search(r"<code.*</code>", first)[0] == re.search(r"<code.*</code>", again)[0]
    assert (await browser.post("/staff/second/enrol", code="000000")).status == 401
    assert not await knows_the_way(browser)


async def test_secrets_are_sealed_and_recovery_codes_hashed(bench: Bench) -> None:
    secret = await enrolled(bench, codes=("aaaa-bbbb-cccc",))
    kept = str([tuple(row) for table in (tables.staff, recovery_code) for row in await rows(bench, table)])
    assert secret not in kept
    assert "aaaa-bbbb-cccc" not in kept


# ---- Signing in


async def test_a_password_alone_opens_nothing(bench: Bench, browser: Browser) -> None:
    await enrolled(bench)
    answer = await browser.sign_in("Ana Ruiz")
    assert answer.headers["Location"].startswith("/staff/second")
    for route in bench.app().router.routes():
        if route.method == "HEAD" or route.handler.half or route.handler.access is None or "{" in str(route.resource):
            continue
        path = str(route.resource.canonical)
        answer = await browser.post(path) if route.method == "POST" else await browser.open(path)
        assert (answer.status, answer.headers.get("Location")) == (303, "/staff/second"), path
    with pytest.raises(WSServerHandshakeError):
        await browser.client.ws_connect("/staff/socket", headers={"Origin": bench.public_url})


async def test_who_owes_a_code_cannot_set_up_another_phone_instead(bench: Bench, browser: Browser) -> None:
    await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    assert (await browser.open("/staff/second/enrol")).headers["Location"] == "/staff/second"
    await browser.open("/staff/second")
    assert (await browser.post("/staff/second/enrol", code="123456")).headers["Location"] == "/staff/second"
    [row] = await rows(bench, tables.staff)
    assert row.totp_next_sealed is None


async def test_a_code_of_the_phone_opens_the_page_that_was_asked_for(bench: Bench, browser: Browser) -> None:
    secret = await enrolled(bench)
    await browser.open("/staff/sign-in")
    answer = await browser.post("/staff/sign-in", email=email("Ana"), password=PASSWORD, next="/staff/recent")
    assert answer.headers["Location"] == "/staff/second?next=/staff/recent"
    half = session_of(browser)
    await browser.open(answer.headers["Location"])
    answer = await browser.post("/staff/second", code=code_of(secret), next="/staff/recent")
    assert answer.headers["Location"] == "/staff/recent"
    browser.client.session.cookie_jar.update_cookies({"onedoor_staff": half}, browser.client.make_url("/"))
    assert (await browser.open("/staff/account")).headers["Location"].startswith("/staff/sign-in")


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
async def test_a_phones_clock_may_be_half_a_minute_off(bench: Bench, browser: Browser, steps: int, opens: bool) -> None:
    secret = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    await typed(browser, code_of(secret, steps))
    assert await knows_the_way(browser) is opens


async def test_a_code_works_once_and_no_older_one_after_it(
    bench: Bench, browser: Browser, clock: time_machine.Traveller
) -> None:
    secret = await enrolled(bench)
    code, older = code_of(secret), code_of(secret, -1)
    await browser.sign_in("Ana Ruiz")
    assert (await typed(browser, code)).status == 303
    for seen in (code, older):
        await browser.open("/staff/account")
        await browser.post("/staff/sign-out")
        await browser.sign_in("Ana Ruiz")
        assert (await typed(browser, seen)).status == 401
    clock.shift(PERIOD)
    assert (await typed(browser, code_of(secret))).status == 303


async def test_of_two_who_type_the_same_code_at_once_one_gets_in(bench: Bench, server: TestServer) -> None:
    secret = await enrolled(bench)
    thieves = [Browser(bench, server) for _ in range(4)]
    for thief in thieves:
        await thief.sign_in("Ana Ruiz")
        await thief.open("/staff/second")
    answers = await asyncio.gather(*(thief.post("/staff/second", code=code_of(secret)) for thief in thieves))
    assert sorted(answer.status for answer in answers) == [303, 401, 401, 401]
    for thief in thieves:
        await thief.client.close()


@pytest.mark.parametrize("how", ["abcd-efgh-jkmn", "ABCD EFGH JKMN", " abcdefghjkmn "])
async def test_a_recovery_code_opens_once_however_it_is_typed(bench: Bench, browser: Browser, how: str) -> None:
    await enrolled(bench, codes=("abcd-efgh-jkmn", "pppp-qqqq-rrrr"))
    await browser.sign_in("Ana Ruiz")
    assert (await typed(browser, how)).status == 303
    assert "1 of 10" in await (await browser.open("/staff/account")).text()
    await browser.post("/staff/sign-out")
    await browser.sign_in("Ana Ruiz")
    assert (await typed(browser, how)).status == 401


async def test_anothers_recovery_code_opens_nothing(bench: Bench, browser: Browser) -> None:
    await enrolled(bench, codes=("abcd-efgh-jkmn",))
    await bench.enrol(await bench.hire("Ben Cole"), ("pppp-qqqq-rrrr",))
    await browser.sign_in("Ana Ruiz")
    assert (await typed(browser, "pppp-qqqq-rrrr")).status == 401


async def test_a_right_password_buys_no_new_tries_of_the_code(bench: Bench, browser: Browser) -> None:
    secret = await enrolled(bench)
    for _ in range(accounts.FREE_TRIES):
        await browser.sign_in("Ana Ruiz")
        await typed(browser, "000000")
        await browser.post("/staff/sign-out")
    assert (await rows(bench, tables.staff))[0].locked_until > now()
    assert (await browser.sign_in("Ana Ruiz")).status == 401
    unlocked = update(tables.staff).values(locked_until=now() - timedelta(seconds=1))
    await bench.casebook.write(lambda connection: connection.execute(unlocked))
    await browser.sign_in("Ana Ruiz")
    await typed(browser, "000000")
    assert (await typed(browser, code_of(secret))).status == 401  # locked again: not even the right one
    assert (await rows(bench, tables.staff))[0].failed_logins == accounts.FREE_TRIES + 1


async def test_an_address_that_guesses_codes_is_slowed_down(bench: Bench, browser: Browser) -> None:
    secret = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    never_locked = update(tables.staff).values(failed_logins=0, locked_until=None)
    for _ in range(20):
        await typed(browser, "000000")
        await bench.casebook.write(lambda connection: connection.execute(never_locked))
    assert (await typed(browser, code_of(secret))).status == 401


async def test_the_code_must_come_within_ten_minutes(
    bench: Bench, browser: Browser, clock: time_machine.Traveller
) -> None:
    secret = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    await browser.open("/staff/second")
    clock.shift(601)
    answer = await browser.post("/staff/second", code=code_of(secret))
    assert answer.headers["Location"].startswith("/staff/sign-in")


async def test_a_new_password_by_link_still_needs_the_code(bench: Bench, browser: Browser) -> None:
    await enrolled(bench)
    token = (await bench.casebook.write(partial(accounts.invite, email=email("Ana")))).token
    await browser.open("/staff/welcome")
    answer = await browser.post("/staff/welcome", token=token, password="a brand new password")
    assert answer.headers["Location"].startswith("/staff/second?")
    assert not await knows_the_way(browser)


async def test_how_someone_came_in_is_in_the_audit(bench: Bench, browser: Browser) -> None:
    secret = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    await typed(browser, "000000")
    await typed(browser, code_of(secret))
    deeds = [(row.action, row.detail) for row in await rows(bench, tables.audit)]
    assert deeds[-2:] == [("sign_in_failed", None), ("sign_in", "code")]


# ---- Where it is not required


async def test_with_the_setting_off_a_password_is_enough(bench: Bench, tmp_path: Path) -> None:
    bench.second_factor = False
    async with TestServer(bench.app()) as server:
        browser = Browser(bench, server)
        await bench.hire("Ana Ruiz")
        assert (await browser.sign_in("Ana Ruiz")).headers["Location"] == "/staff"
        assert "no second factor" not in await (await browser.open("/staff")).text()
        await browser.client.close()


async def test_a_demo_account_may_do_without_and_each_page_says_so(bench: Bench, tmp_path: Path) -> None:
    bench.exempt = (email("Ana"),)
    async with TestServer(bench.app()) as server:
        ana, ben = Browser(bench, server), Browser(bench, server)
        await bench.hire("Ana Ruiz")
        await bench.hire("Ben Cole")
        assert (await ana.sign_in("Ana Ruiz")).headers["Location"] == "/staff"
        assert "no second factor" in await (await ana.open("/staff")).text()
        assert (await ben.sign_in("Ben Cole")).headers["Location"].startswith("/staff/second/enrol")
        for browser in (ana, ben):
            await browser.client.close()


# ---- The account's page


async def inside(bench: Bench, browser: Browser, clock: time_machine.Traveller) -> str:
    secret = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    await typed(browser, code_of(secret))
    clock.shift(PERIOD)
    await browser.open("/staff/account")
    return secret


async def test_new_recovery_codes_need_a_code_and_end_the_old_ones(
    bench: Bench, browser: Browser, clock: time_machine.Traveller
) -> None:
    secret = await inside(bench, browser, clock)
    before = {row.code_hash for row in await rows(bench, recovery_code)}
    assert (await browser.post("/staff/account/codes", code="000000")).status == 401
    assert {row.code_hash for row in await rows(bench, recovery_code)} == before
    answer = await browser.post("/staff/account/codes", code=code_of(secret))
    assert answer.status == 200
    after = {row.code_hash for row in await rows(bench, recovery_code)}
    assert (len(after), after & before) == (10, set())


async def test_the_old_phone_holds_until_the_new_one_has_shown_a_code(
    bench: Bench, browser: Browser, clock: time_machine.Traveller
) -> None:
    old = await inside(bench, browser, clock)
    assert (await browser.open("/staff/second/enrol")).headers["Location"] == "/staff/account"
    await browser.open("/staff/account")
    await browser.post("/staff/account/phone", code=code_of(old))
    page = await (await browser.open("/staff/second/enrol")).text()
    new = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert new != old
    ana = (await rows(bench, tables.staff))[0].id
    assert await bench.casebook.read(partial(factors.secret, keys=bench.casebook.keys, staff_id=ana)) == old
    assert (await browser.post("/staff/second/enrol", code=code_of(old))).status == 401
    assert (await browser.post("/staff/second/enrol", code=code_of(new))).status == 200
    assert await bench.casebook.read(partial(factors.secret, keys=bench.casebook.keys, staff_id=ana)) == new


async def test_a_changed_password_ends_all_other_sessions(
    bench: Bench, browser: Browser, clock: time_machine.Traveller
) -> None:
    await inside(bench, browser, clock)
    await bench.session((await rows(bench, tables.staff))[0].id)
    wrong = await browser.post("/staff/account/password", old="wrong", new="a brand new password")
    assert (wrong.status, len(await rows(bench, tables.staff_session))) == (401, 2)
    right = await browser.post("/staff/account/password", old=PASSWORD, new="a brand new password")
    assert (right.status, len(await rows(bench, tables.staff_session))) == (303, 1)
    await browser.post("/staff/sign-out")
    assert (await browser.sign_in("Ana Ruiz")).status == 401
    assert (await browser.sign_in("Ana Ruiz", "a brand new password")).status == 303


async def test_who_lost_phone_and_codes_starts_anew_once_someone_has_reset_it(bench: Bench, browser: Browser) -> None:
    await enrolled(bench)
    ana = (await rows(bench, tables.staff))[0].id
    await bench.session(ana)
    await bench.casebook.write(partial(factors.reset, staff_id=ana, by="command"))
    assert await rows(bench, tables.staff_session) == []
    assert (await browser.sign_in("Ana Ruiz")).headers["Location"].startswith("/staff/second/enrol")


# ---- Codes themselves


async def test_only_six_plain_digits_are_a_code() -> None:
    secret = new_secret()
    code = code_of(secret)
    assert matching_step(secret, f" {code[:3]} {code[3:]} ") is not None
    for odd in ("", code[:5], code + "0", "١٢٣٤٥٦", "abcdef"):
        assert matching_step(secret, odd) is None


async def test_recovery_codes_read_the_same_in_any_writing() -> None:
    assert {normal_recovery_code(way) for way in ("ab2d-efgh-jkmn", "AB2D EFGH JKMN")} == {"ab2d-efgh-jkmn"}
    assert normal_recovery_code("") == ""
