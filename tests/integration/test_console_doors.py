"""Signing in, invitations, sessions, and who may use which route."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from bot.console.guard import ROLES
from bot.console.testing import PASSWORD, Bench, Browser, email
from casebook import tables
from casebook.queries import staff as accounts
from casebook.queries.rows import now
from casebook.queries.staff import secret_hash

pytestmark = pytest.mark.asyncio

ANY_TALK = "/staff/conversations/" + "0" * 32


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.at(tmp_path)
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


async def change(bench: Bench, table: Any, **values: Any) -> None:
    await bench.casebook.write(lambda connection: connection.execute(update(table).values(**values)))


# ---- Signing in and out


async def test_a_coordinator_signs_in_and_sees_the_queue(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    assert (await browser.sign_in("Ana Ruiz")).headers["Location"] == "/staff"
    assert "Ana Ruiz" in await (await browser.open("/staff")).text()


async def test_the_e_mail_may_be_typed_in_any_case(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.open("/staff/sign-in")
    assert (await browser.post("/staff/sign-in", email=" ANA@Example.org ", password=PASSWORD)).status == 303


@pytest.mark.parametrize(("name", "password"), [("Ana Ruiz", "wrong"), ("Nobody Here", PASSWORD), ("Ana Ruiz", "")])
async def test_a_wrong_password_and_an_unknown_e_mail_get_the_same_answer(
    bench: Bench, browser: Browser, name: str, password: str
) -> None:
    await bench.hire("Ana Ruiz")
    answer = await browser.sign_in(name, password)
    assert answer.status == 401
    assert "do not match" in await answer.text()
    assert await rows(bench, tables.staff_session) == []


async def test_a_page_that_asked_for_sign_in_comes_back_afterwards(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    sent_away = await browser.open(ANY_TALK)
    assert (sent_away.status, sent_away.headers["Location"]) == (303, f"/staff/sign-in?next={ANY_TALK}")
    await browser.open(sent_away.headers["Location"])
    answer = await browser.post("/staff/sign-in", email=email("Ana"), password=PASSWORD, next=ANY_TALK)
    assert answer.headers["Location"] == ANY_TALK


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", "/staff/../x", "/web"])
async def test_sign_in_never_leads_to_another_site(bench: Bench, browser: Browser, next_page: str) -> None:
    await bench.hire("Ana Ruiz")
    await browser.open("/staff/sign-in")
    answer = await browser.post("/staff/sign-in", email=email("Ana"), password=PASSWORD, next=next_page)
    assert answer.headers["Location"] == "/staff"


async def test_after_five_wrong_passwords_even_the_right_one_must_wait(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    for _ in range(accounts.FREE_TRIES):
        await browser.sign_in("Ana Ruiz", "wrong")
    assert (await browser.sign_in("Ana Ruiz")).status == 401
    await change(bench, tables.staff, locked_until=now() - timedelta(seconds=1))
    assert (await browser.sign_in("Ana Ruiz")).status == 303
    assert (await rows(bench, tables.staff))[0].failed_logins == 0


@pytest.mark.parametrize(("tries", "seconds"), [(5, 30), (6, 60), (7, 120), (30, 900)])
async def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    bench: Bench, tries: int, seconds: int
) -> None:
    ana = await bench.hire("Ana Ruiz")
    for _ in range(tries):
        await bench.casebook.write(partial(accounts.failed, staff_id=ana))
    locked = (await rows(bench, tables.staff))[0].locked_until
    assert seconds - 5 < (locked - now()).total_seconds() <= seconds


async def test_an_address_that_fails_often_is_turned_away_whatever_it_sends(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.open("/staff/sign-in")
    for number in range(21):
        await browser.post("/staff/sign-in", email=f"guess{number}@example.org", password="x")
    assert (await browser.sign_in("Ana Ruiz")).status == 401


async def test_signing_out_deletes_the_session_so_the_old_cookie_opens_nothing(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    token = browser.client.session.cookie_jar.filter_cookies(browser.client.make_url("/"))["onedoor_staff"].value
    assert (await browser.post("/staff/sign-out")).status == 303
    assert await rows(bench, tables.staff_session) == []
    browser.client.session.cookie_jar.update_cookies({"onedoor_staff": token}, browser.client.make_url("/"))
    assert (await browser.open("/staff")).status == 303


async def test_the_casebook_keeps_only_the_hash_of_a_session(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    token = browser.client.session.cookie_jar.filter_cookies(browser.client.make_url("/"))["onedoor_staff"].value
    [row] = await rows(bench, tables.staff_session)
    assert row.token_hash == secret_hash(token)
    assert token not in str(tuple(row))


async def test_a_session_ends_after_half_an_hour_of_quiet(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    await change(bench, tables.staff_session, seen_at=now() - timedelta(minutes=29))
    assert (await browser.open("/staff")).status == 200  # and this visit starts the half hour anew
    assert now() - (await rows(bench, tables.staff_session))[0].seen_at < timedelta(minutes=1)
    await change(bench, tables.staff_session, seen_at=now() - timedelta(minutes=31))
    assert (await browser.open("/staff")).status == 303


async def test_a_session_ends_after_twelve_hours_of_work(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    [row] = await rows(bench, tables.staff_session)
    assert row.expires_at - row.created_at == timedelta(hours=12)
    await change(bench, tables.staff_session, expires_at=now())
    assert (await browser.open("/staff")).status == 303


async def test_a_page_that_only_follows_along_does_not_keep_the_session(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    long_ago = now() - timedelta(minutes=20)
    await change(bench, tables.staff_session, seen_at=long_ago)
    await browser.client.get("/staff/queue", headers={"X-Quiet": "1"})
    assert (await rows(bench, tables.staff_session))[0].seen_at == long_ago


async def test_a_disabled_account_is_out_at_once(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    assert await bench.casebook.write(partial(accounts.disable, email=email("Ana")))
    assert (await browser.open("/staff")).status == 303
    assert (await browser.sign_in("Ana Ruiz")).status == 401


@pytest.mark.parametrize(
    ("public_url", "name", "secure"),
    [("https://help.example.org", "__Host-onedoor", True), ("http://127.0.0.1:8080", "onedoor_staff", False)],
)
async def test_the_session_cookie_is_bound_as_tightly_as_the_address_allows(
    tmp_path: Path, public_url: str, name: str, secure: bool
) -> None:
    bench = Bench.at(tmp_path, public_url)
    await bench.hire("Ana Ruiz")
    async with TestServer(bench.app()) as server:
        browser = Browser(bench, server)
        page = await browser.open("/staff/sign-in")
        form_cookie = {f"{name}_form": page.cookies[f"{name}_form"].value}
        answer = await browser.client.post(
            "/staff/sign-in",
            data={"csrf": browser.csrf, "email": email("Ana"), "password": PASSWORD},
            headers={"Origin": public_url},
            cookies=form_cookie,
            allow_redirects=False,
        )
        cookie = answer.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
        assert bool(cookie["secure"]) is secure
        assert cookie["domain"] == ""
        await browser.client.close()
    bench.casebook.close()


# ---- Invitations


async def invited(bench: Bench, **more: Any) -> str:
    invitation = await bench.casebook.write(partial(accounts.invite, email="New@Example.org", **more))
    return invitation.token


async def test_an_invitation_sets_the_password_and_signs_in_once(bench: Bench, browser: Browser) -> None:
    token = await invited(bench)
    await browser.open("/staff/welcome")
    answer = await browser.post("/staff/welcome", token=token, password="any chars: ñ 🙂 ok")
    assert (answer.status, answer.headers["Location"]) == (303, "/staff")
    assert (await browser.open("/staff")).status == 200
    await browser.post("/staff/sign-out")
    assert (await browser.sign_in("new", "any chars: ñ 🙂 ok")).status == 303
    await browser.post("/staff/sign-out")
    await browser.open("/staff/welcome")
    assert (await browser.post("/staff/welcome", token=token, password="another password")).status == 410


async def test_an_invitation_ends_after_48_hours(bench: Bench, browser: Browser) -> None:
    token = await invited(bench)
    await change(bench, tables.staff, invite_expires_at=now() - timedelta(seconds=1))
    await browser.open("/staff/welcome")
    assert (await browser.post("/staff/welcome", token=token, password="long enough to do")).status == 410


@pytest.mark.parametrize(("length", "status"), [(11, 422), (12, 303), (1000, 303), (1001, 422)])
async def test_a_password_has_twelve_to_a_thousand_characters(
    bench: Bench, browser: Browser, length: int, status: int
) -> None:
    token = await invited(bench)
    await browser.open("/staff/welcome")
    assert (await browser.post("/staff/welcome", token=token, password="x" * length)).status == status


async def test_a_made_up_token_opens_nothing(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")  # has no invitation at all
    await browser.open("/staff/welcome")
    for token in ("", "made-up", "None"):
        assert (await browser.post("/staff/welcome", token=token, password="long enough to do")).status == 410


async def test_a_new_password_ends_the_sessions_of_the_old_one(bench: Bench, browser: Browser) -> None:
    ana = await bench.hire("Ana Ruiz")
    await bench.session(ana)
    token = (await bench.casebook.write(partial(accounts.invite, email=email("Ana")))).token
    await browser.open("/staff/welcome")
    await browser.post("/staff/welcome", token=token, password="a brand new password")
    assert len(await rows(bench, tables.staff_session)) == 1  # only the one just made
    await browser.open("/staff")
    await browser.post("/staff/sign-out")
    assert (await browser.sign_in("Ana Ruiz")).status == 401


async def test_the_same_letters_typed_differently_are_the_same_password(bench: Bench, browser: Browser) -> None:
    token = await invited(bench)
    await browser.open("/staff/welcome")
    await browser.post("/staff/welcome", token=token, password="contrasen\u0303a larga")  # n + combining tilde
    await browser.open("/staff")
    await browser.post("/staff/sign-out")
    assert (await browser.sign_in("new", "contrase\u00f1a larga")).status == 303


# ---- Who may use what


async def test_every_route_says_who_may_use_it(bench: Bench) -> None:
    silent = [
        str(route.resource)
        for route in bench.app().router.routes()
        if not hasattr(route.handler, "access") or not (route.handler.access or set()) <= set(ROLES)
    ]
    assert silent == []


async def test_only_the_doors_are_open_to_all(bench: Bench) -> None:
    doors = {str(route.resource.canonical) for route in bench.app().router.routes() if route.handler.access is None}
    files = {
        f"/staff/{name}" for name in ("console.css", "console.js", "keys.js", "mentions.js", "picker.js", "talk.js")
    }
    organizations = {"/staff/oidc", "/staff/oidc/back"}
    assert doors == files | organizations | {"/staff/sign-in", "/staff/welcome", "/staff/language"}


IN_PATHS = ("conversation", "alert", "message", "referral", "planned", "team")


def protected(bench: Bench) -> list[tuple[str, str, frozenset[str]]]:
    found = []
    for route in bench.app().router.routes():
        if route.method != "HEAD" and (access := route.handler.access) is not None:
            path = (
                route.resource.url_for(
                    seq="1",
                    **dict.fromkeys(("conversation", "alert", "message", "referral", "planned", "team"), "0" * 32),
                )
                if "formatter" in (route.resource.get_info())
                else route.resource.canonical
            )
            found.append((route.method, str(path), access))
    return found


async def test_without_a_session_every_guarded_route_leads_to_sign_in(bench: Bench, browser: Browser) -> None:
    for method, path, _access in protected(bench):
        answer = await browser.client.request(method, path, allow_redirects=False)
        assert answer.status == 303, path
        assert answer.headers["Location"].startswith("/staff/sign-in")
        by_script = await browser.client.request(method, path, headers={"X-Requested-With": "console"})
        assert by_script.status == 401, path


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_gets_its_own_routes_and_no_other(bench: Bench, browser: Browser, role: str) -> None:
    await bench.hire("Ana Ruiz", role)
    await browser.sign_in("Ana Ruiz")
    for method, path, access in protected(bench):
        if path in ("/staff/sign-out", "/staff/socket"):
            continue
        answer = await browser.post(path) if method == "POST" else await browser.open(path)
        assert (answer.status == 403) is (role not in access), (role, path, answer.status)


async def test_an_editor_is_told_kindly_and_sees_no_conversation(bench: Bench, browser: Browser) -> None:
    talk = await bench.hears("we ran out of food", queue_reason="asked")
    await bench.hire("Edi Moss", "editor")
    await browser.sign_in("Edi Moss")
    for path in ("/staff", f"/staff/conversations/{talk}"):
        page = await (await browser.open(path)).text()
        assert "may not open" in page
        assert "food" not in page
    with pytest.raises(WSServerHandshakeError):
        await browser.client.ws_connect("/staff/socket", headers={"Origin": bench.public_url})


# ---- Forged requests and headers


@pytest.mark.parametrize(
    ("headers", "csrf"),
    [
        ({"Origin": "https://elsewhere.example"}, None),
        ({"Origin": "null"}, None),
        ({}, None),
        ({"Origin": "http://127.0.0.1:8080"}, "made-up"),
        ({"Origin": "http://127.0.0.1:8080"}, ""),
        ({"Origin": "http://127.0.0.1:8080"}, "ñ"),
    ],
)
async def test_a_forged_form_changes_nothing(
    bench: Bench, browser: Browser, headers: dict[str, str], csrf: str | None
) -> None:
    talk = await bench.hears("hello", queue_reason="asked")
    await bench.hire("Ana Ruiz")
    await browser.sign_in("Ana Ruiz")
    form = {"csrf": browser.csrf if csrf is None else csrf}
    answer = await browser.client.post(f"/staff/conversations/{talk}/take", data=form, headers=headers)
    assert answer.status == 403
    assert {row.owner for row in await rows(bench, tables.conversation)} == {"queue"}


async def test_sign_in_itself_wants_the_key_of_its_form(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    form = {"email": email("Ana"), "password": PASSWORD, "csrf": ""}
    answer = await browser.client.post("/staff/sign-in", data=form, headers={"Origin": bench.public_url})
    assert answer.status == 403


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"csrf=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data; boundary=nope"),
        (b"csrf=a", "application/x-www-form-urlencoded; charset=no-such"),
        (b"csrf=" + b"a" * 70_000, "application/x-www-form-urlencoded"),
        (b'{"csrf": 1}', "application/json"),
    ],
)
async def test_a_broken_form_is_refused_without_a_fault(bench: Bench, browser: Browser, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind, "Origin": bench.public_url}
    answer = await browser.client.post("/staff/sign-in", data=body, headers=headers)
    assert answer.status in (400, 403)


async def test_every_page_comes_with_a_strict_policy_and_is_not_kept(bench: Bench, browser: Browser) -> None:
    await bench.hire("Ana Ruiz")
    nonces = set()
    for _ in range(2):
        answer = await browser.open("/staff/sign-in")
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        nonces.add(policy.split("'nonce-")[1].split("'")[0])
        page = await answer.text()
        assert page.count("<script") == 2
        assert " style=" not in page
        assert " onclick" not in page
    assert len(nonces) == 2


async def test_the_language_is_the_staffs_choice(bench: Bench, browser: Browser) -> None:
    await browser.open("/staff/sign-in")
    await browser.post("/staff/language", language="es", next="/staff/sign-in")
    page = await (await browser.open("/staff/sign-in")).text()
    assert '<html lang="es">' in page
    assert "Contraseña" in page
