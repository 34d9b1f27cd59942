"""The second factor: a code works once, a recovery code once, and a password alone opens nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pyotp
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.console.routes import routes
from bot.console.testing import Bench, Browser, words
from casebook.queries import second_factor
from casebook.queries.rows import now


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    yield bench
    bench.casebook.close()


@pytest_asyncio.fixture
async def browser(bench: Bench) -> AsyncIterator[Browser]:
    app = web.Application()
    given = (bench.casebook, bench.live, bench.woken.append, words(), bench.public_url)
    app.add_routes(routes(*given, second_factor=True))
    async with TestServer(app) as server:
        await bench.hire("Ana Ruiz")
        visitor = Browser(bench, server)
        yield visitor
        await visitor.client.close()


async def test_a_new_account_sets_it_up_before_the_desk_opens(bench: Bench, browser: Browser) -> None:
    await browser.sign_in("Ana Ruiz")
    answer = await browser.open("/staff")
    assert (answer.status, answer.headers["Location"]) == (303, "/staff/second/set-up")
    page = await (await browser.open("/staff/second/set-up")).text()
    assert "<svg" in page
    secret = page.partition("<code>")[2].partition("</code>")[0].replace(" ", "")
    wrong = await browser.post("/staff/second/set-up", code="000000")
    assert wrong.status == 422
    done = await browser.post("/staff/second/set-up", code=pyotp.TOTP(secret).now())
    assert (await done.text()).count("<li><code>") == 10
    assert (await browser.open("/staff")).status == 200


async def enrolled(bench: Bench) -> tuple[str, str, list[str]]:
    """(account, secret, recovery codes) of Ana, set up a while ago."""
    staff_id = await bench.hire("Ana Ruiz")
    secret = await bench.casebook.write(partial(second_factor.begin, keys=bench.casebook.keys, staff_id=staff_id))
    then = now() - timedelta(minutes=10)
    code = pyotp.TOTP(secret).generate_otp(
        int(
            (then - then.replace(year=1970, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)).total_seconds()
            // 30
        )
    )
    codes = await bench.casebook.write(
        partial(second_factor.enrol, keys=bench.casebook.keys, staff_id=staff_id, code=code, at=then)
    )
    assert codes is not None
    return staff_id, secret, codes


async def test_the_code_of_the_phone_works_once(bench: Bench, browser: Browser) -> None:
    _, secret, _ = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    await browser.open("/staff/second")
    code = pyotp.TOTP(secret).now()
    assert (await browser.post("/staff/second", code="123456")).status == 401
    assert (await browser.post("/staff/second", code=code)).status == 303
    assert (await browser.open("/staff")).status == 200
    await browser.post("/staff/sign-out")
    await browser.sign_in("Ana Ruiz")
    await browser.open("/staff/second")
    assert (await browser.post("/staff/second", code=code)).status == 401


async def test_a_recovery_code_works_once(bench: Bench, browser: Browser) -> None:
    staff_id, _, codes = await enrolled(bench)
    check = partial(second_factor.check, keys=bench.casebook.keys, staff_id=staff_id)
    assert await bench.casebook.write(partial(check, code=codes[3].upper()))
    assert not await bench.casebook.write(partial(check, code=codes[3]))
    assert await bench.casebook.read(partial(second_factor.codes_left, staff_id=staff_id)) == 9


async def test_a_password_alone_opens_no_page_and_no_form(bench: Bench, browser: Browser) -> None:
    await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    for path in ("/staff", "/staff/recent", "/staff/referrals", "/staff/directory", "/staff/second/set-up"):
        assert (await browser.open(path)).status == 303, path
    assert (await browser.post("/staff/conversations/" + "0" * 32 + "/take", by_script=True)).status == 401


async def test_guessing_locks_the_account(bench: Bench, browser: Browser) -> None:
    _, secret, _ = await enrolled(bench)
    await browser.sign_in("Ana Ruiz")
    await browser.open("/staff/second")
    for guess in range(6):
        await browser.post("/staff/second", code=f"{guess:06}")
    assert (await browser.post("/staff/second", code=pyotp.TOTP(secret).now())).status == 429
