"""The second step of signing in: a code of the phone, and setting that up the first time."""

from functools import partial

import pyotp
import segno
from aiohttp import web

from bot.console import cookies
from bot.console.pages import page
from bot.console.visit import Console, Visit
from casebook.queries import second_factor, sessions
from casebook.queries import staff as accounts

HOME = "/staff"
ISSUER = "OneDoor"


async def show(console: Console, visit: Visit) -> web.Response:
    """Ask for the code."""
    if visit.awaits != "code":
        return _go(HOME)
    return page(console, visit, "second.html", problem=None)


async def enter(console: Console, visit: Visit) -> web.Response:
    """Check the code; a wrong one counts as a wrong password does."""
    address, staff_id = visit.request.remote or "", visit.staff.id
    if console.throttle.wait(address) > 0 or await _locked(console, visit):
        return page(console, visit, "second.html", 429, problem="second_wait")
    keys, code = console.casebook.keys, visit.form.get("code", "")[:40]
    check = partial(second_factor.check, keys=keys, staff_id=staff_id, code=code)
    if visit.awaits != "code" or not await console.casebook.write(check):
        console.throttle.failed(address)
        await console.casebook.write(partial(accounts.failed, staff_id=staff_id))
        return page(console, visit, "second.html", 401, problem="second_wrong")
    await console.casebook.write(partial(accounts.succeeded, staff_id=staff_id))
    return await _opened(console, visit, HOME)


async def show_enrolment(console: Console, visit: Visit) -> web.Response:
    """The picture and the words to set the phone up with."""
    if visit.awaits != "enrol":
        return _go(HOME)
    return await _enrolment(console, visit)


async def enrol(console: Console, visit: Visit) -> web.Response:
    """The first code is right: the desk opens, and the recovery codes are shown this once."""
    if visit.awaits != "enrol":
        return _go(HOME)
    keys, code = console.casebook.keys, visit.form.get("code", "")[:40]
    codes = await console.casebook.write(partial(second_factor.enrol, keys=keys, staff_id=visit.staff.id, code=code))
    if codes is None:
        return await _enrolment(console, visit, status=422, problem="second_wrong")
    await console.casebook.write(partial(sessions.complete, token=_token(console, visit)))
    return page(console, visit, "recovery.html", codes=codes)


async def _enrolment(console: Console, visit: Visit, *, status: int = 200, problem: str | None = None) -> web.Response:
    begin = partial(second_factor.begin, keys=console.casebook.keys, staff_id=visit.staff.id)
    secret = await console.casebook.write(begin)
    address = pyotp.TOTP(secret).provisioning_uri(name=visit.staff.email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_inline(scale=5, border=2, dark="#000", light="#fff")
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return page(console, visit, "enrol.html", status, picture=picture, secret=grouped, problem=problem)


async def _locked(console: Console, visit: Visit) -> bool:
    account = await console.casebook.read(partial(accounts.by_email, email=visit.staff.email))
    return account is None or account.waits


async def _opened(console: Console, visit: Visit, wanted: str) -> web.Response:
    await console.casebook.write(partial(sessions.complete, token=_token(console, visit)))
    return _go(wanted)


def _token(console: Console, visit: Visit) -> str:
    return visit.request.cookies.get(cookies.session_name(console), "")


def _go(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})
