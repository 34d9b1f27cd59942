"""Signing in with the organization's accounts: a real-shaped issuer over HTTP, and every lie it could tell."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from aiohttp import ClientResponse
from aiohttp.test_utils import TestServer
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select

from bot.console.oidc.fake import CLIENT, SECRET, FakeIssuer
from bot.console.testing import Bench, Browser, email
from bot.errors import BadSetting
from bot.settings import read
from casebook import tables
from casebook.crypto import KeyRing
from casebook.queries import staff as accounts

pytestmark = pytest.mark.asyncio

ANA = {"sub": "ana-7", "email": "Ana@Example.org", "email_verified": True}


@pytest_asyncio.fixture
async def issuer() -> AsyncIterator[FakeIssuer]:
    fake = FakeIssuer("")
    async with TestServer(fake.app()) as server:
        fake.address = str(server.make_url("")).rstrip("/")
        fake.who = dict(ANA)
        yield fake


@pytest_asyncio.fixture
async def bench(tmp_path: Path, issuer: FakeIssuer) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
    bench.issuer = (issuer.address, CLIENT, SECRET)
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


async def to_the_issuer(browser: Browser, wanted: str = "/staff") -> str:
    """Begin, let the issuer sign in; answers the path at which the issuer sends the browser back."""
    begun = await browser.open(f"/staff/oidc?next={wanted}")
    assert begun.status == 303
    at_issuer = await browser.client.session.get(begun.headers["Location"], allow_redirects=False)
    back = urlsplit(at_issuer.headers["Location"])
    return f"{back.path}?{back.query}"


async def came_back(browser: Browser, wanted: str = "/staff") -> ClientResponse:
    return await browser.open(await to_the_issuer(browser, wanted))


async def rows(bench: Bench, table: Any) -> list[Any]:
    return await bench.casebook.read(lambda connection: list(connection.execute(select(table))))


async def test_staff_with_an_account_come_in_and_go_where_they_wanted(
    bench: Bench, browser: Browser, issuer: FakeIssuer
) -> None:
    issuer.who["amr"] = ["pwd", "mfa"]
    await bench.hire("Ana Ruiz")
    assert 'href="/staff/oidc?next=/staff"' in await (await browser.open("/staff/sign-in")).text()
    answer = await came_back(browser, "/staff/recent")
    assert (
        answer.status == 200
    )  # a page that leads on: on a redirect from elsewhere, browsers would keep our cookie back
    assert 'content="0;url=/staff/recent"' in await answer.text()
    assert answer.cookies["onedoor_staff"]["samesite"] == "Strict"
    assert (await browser.open("/staff/recent")).status == 200
    assert ("sign_in", "organization") in [(row.action, row.detail) for row in await rows(bench, tables.audit)]


async def test_where_the_issuer_asked_for_one_factor_ours_is_the_second(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    assert "/staff/second/enrol" in await (await came_back(browser)).text()
    await bench.enrol((await rows(bench, tables.staff))[0].id)
    assert 'content="0;url=/staff/second?next=/staff"' in await (await came_back(browser)).text()
    assert (await browser.open("/staff")).headers["Location"] == "/staff/second"


async def test_who_has_no_account_stays_outside(bench: Bench, browser: Browser) -> None:
    answer = await came_back(browser)
    assert answer.status == 403
    assert "no account here" in await answer.text()
    assert await rows(bench, tables.staff_session) == []


async def test_a_disabled_account_stays_outside(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await bench.casebook.write(partial(accounts.disable, email=email("Ana")))
    assert (await came_back(browser)).status == 403


async def test_another_person_with_the_same_e_mail_does_not_inherit_the_account(
    bench: Bench, browser: Browser, issuer: FakeIssuer
) -> None:
    await bench.hire("Ana Ruiz")
    assert (await came_back(browser)).status == 200
    issuer.who["sub"] = "ana-8"
    assert (await came_back(browser)).status == 403


async def test_one_identity_never_opens_two_accounts(bench: Bench, browser: Browser, issuer: FakeIssuer) -> None:
    await bench.hire("Ana Ruiz")
    await bench.hire("Ben Cole")
    await came_back(browser)
    issuer.who["email"] = "ben@example.org"
    assert (await came_back(browser)).status == 403


@pytest.mark.parametrize(
    "lies",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": [CLIENT, "somebody-else"]},
        {"azp": "somebody-else"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": 1},
        {"iat": 99_999_999_999},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"email": None},
        {"email": ["ana@example.org"]},
    ],
    ids=str,
)
async def test_a_token_with_any_wrong_claim_opens_nothing(
    bench: Bench, browser: Browser, issuer: FakeIssuer, lies: dict[str, Any]
) -> None:
    await bench.hire("Ana Ruiz")
    issuer.lies = lies
    assert (await came_back(browser)).status == 401
    assert await rows(bench, tables.staff_session) == []


async def test_a_token_that_the_issuers_key_did_not_sign_opens_nothing(
    bench: Bench, browser: Browser, issuer: FakeIssuer
) -> None:
    await bench.hire("Ana Ruiz")
    shared = OctKey.import_key(issuer.public_key()["n"])  # the old trick: the public key as a shared secret
    for signer, header in (
        (RSAKey.generate_key(2048), {}),
        (shared, {}),
        (None, {"alg": "none"}),
        (None, {"kid": "?"}),
    ):
        issuer.signer, issuer.header = signer, header
        assert (await came_back(browser)).status == 401
    assert await rows(bench, tables.staff_session) == []


async def test_new_keys_of_the_issuer_are_fetched_but_not_for_each_made_up_name(
    bench: Bench, browser: Browser, issuer: FakeIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bench.hire("Ana Ruiz")
    assert (await came_back(browser)).status == 200
    issuer.change_keys()
    assert (await came_back(browser)).status == 401  # within the minute: not again
    assert issuer.asked.count("keys") == 1
    monkeypatch.setattr("bot.console.oidc.provider._PAUSE", 0.0)
    assert (await came_back(browser)).status == 200
    assert issuer.asked.count("discovery") == 1


async def test_an_answer_works_once(bench: Bench, browser: Browser, issuer: FakeIssuer) -> None:
    await bench.hire("Ana Ruiz")
    back = await to_the_issuer(browser)
    assert (await browser.open(back)).status == 200
    assert (await browser.open(back)).status == 401
    assert issuer.asked.count("token") == 1


async def test_an_answer_meant_for_another_browser_opens_nothing(
    bench: Bench, server: TestServer, browser: Browser
) -> None:
    await bench.hire("Ana Ruiz")
    thief = Browser(bench, server)
    back = await to_the_issuer(thief)
    assert (await browser.open(back)).status == 401  # made to open the thief's answer: not signed in as the thief
    await to_the_issuer(browser)
    assert (await browser.open(back)).status == 401
    await thief.client.close()


@pytest.mark.parametrize("query", ["", "?state=made-up&code=x", "?error=access_denied&state=x", "?code=x"])
async def test_an_answer_that_nobody_asked_for_opens_nothing(
    bench: Bench, browser: Browser, issuer: FakeIssuer, query: str
) -> None:
    assert (await browser.open(f"/staff/oidc/back{query}")).status == 401
    assert issuer.asked == []


async def test_the_code_is_asked_for_with_pkce_and_the_secret_never_leaves_by_the_browser(browser: Browser) -> None:
    begun = await browser.open("/staff/oidc")
    query = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["Location"]).query).items()}
    assert (query["response_type"], query["code_challenge_method"], query["scope"]) == ("code", "S256", "openid email")
    assert len(query["state"]) > 40
    assert SECRET not in begun.headers["Location"]
    way = begun.cookies["onedoor_staff_way"]
    assert (way["samesite"], way["httponly"]) == ("Lax", True)
    assert way.value not in begun.headers["Location"]


async def test_an_issuer_that_is_away_or_names_itself_otherwise_is_said_kindly(
    bench: Bench, browser: Browser, issuer: FakeIssuer
) -> None:
    issuer.down = True
    answer = await browser.open("/staff/oidc")
    assert answer.status == 503
    assert "use your password" in await answer.text()
    issuer.down, issuer.names_itself = False, "https://elsewhere.example"
    assert (await browser.open("/staff/oidc")).status == 503


async def test_a_way_on_never_leads_to_another_site(bench: Bench, browser: Browser, issuer: FakeIssuer) -> None:
    issuer.who["amr"] = ["mfa"]
    await bench.hire("Ana Ruiz")
    assert 'content="0;url=/staff"' in await (await came_back(browser, "//elsewhere.example")).text()


async def test_without_an_issuer_there_is_no_such_door(tmp_path: Path) -> None:
    bench = Bench.at(tmp_path)
    async with TestServer(bench.app()) as server:
        browser = Browser(bench, server)
        assert (await browser.open("/staff/oidc")).status == 404
        assert (await browser.open("/staff/oidc/back?code=x&state=y")).status == 404
        assert "/staff/oidc" not in await (await browser.open("/staff/sign-in")).text()
        await browser.client.close()
    bench.casebook.close()


GIVEN = {
    "ONEDOOR_PUBLIC_URL": "https://onedoor.example.org",
    **{f"ONEDOOR_{name}": "x" for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "SMS_NUMBER")},
}
OIDC = {"ISSUER": "https://login.example.org", "CLIENT_ID": "onedoor", "CLIENT_SECRET": "s"}


@pytest.mark.parametrize(
    "wrong", [{"ISSUER": ""}, {"CLIENT_ID": ""}, {"CLIENT_SECRET": ""}, {"ISSUER": "http://login.example.org"}], ids=str
)
async def test_half_a_setting_stops_the_start(wrong: dict[str, str]) -> None:
    given = GIVEN | {"ONEDOOR_KEYS": KeyRing.generate()}
    whole = {f"ONEDOOR_OIDC_{name}": value for name, value in OIDC.items()}
    assert read(given | whole).issuer == tuple(OIDC.values())
    assert read(given).issuer is None
    with pytest.raises(BadSetting):
        read(given | whole | {f"ONEDOOR_OIDC_{name}": value for name, value in wrong.items()})
