"""Setting up the second factor: the app scans or is told a secret, shows that it has it, and ten codes are handed out.

Reached at the first sign-in, from the account's page without one, and with a right code when a phone is replaced;
never by someone whose code is still awaited.
"""

from dataclasses import replace
from functools import partial

from aiohttp import web
from sqlalchemy import Connection

from bot.console import cookies
from bot.console.door import STAGES, go, ours
from bot.console.pages import page
from bot.console.second import codes
from bot.console.second.signing import session_token
from bot.console.visit import Console, Visit
from casebook.crypto import KeyRing
from casebook.queries import factors, sessions
from casebook.queries import staff as accounts

ACCOUNT = "/staff/account"


async def show(console: Console, visit: Visit) -> web.Response:
    """The secret as a picture and as text. It stays the same until a code of it was shown."""
    if (elsewhere := await _elsewhere(console, visit)) is not None:
        return elsewhere
    return await _page(console, visit, ours(visit.request.query.get("next")))


async def confirm(console: Console, visit: Visit) -> web.Response:
    """The app's first code: from now on it is asked for. The recovery codes are shown this once."""
    if (elsewhere := await _elsewhere(console, visit)) is not None:
        return elsewhere
    wanted, staff_id, keys = ours(visit.form.get("next")), visit.staff.id, console.casebook.keys
    secret = await console.casebook.read(partial(factors.next_secret, keys=keys, staff_id=staff_id))
    step = codes.matching_step(secret, visit.form.get("code", "")) if secret else None
    if step is None:
        return await _page(console, visit, wanted, problem="second_wrong_new")
    handed = codes.new_recovery_codes()
    token = await console.casebook.write(
        partial(_enrol, keys=keys, visit=visit, step=step, handed=handed, token=session_token(console, visit))
    )
    if token is None:
        return go(ACCOUNT)
    return await show_codes(console, visit, handed, wanted, token)


async def show_codes(console: Console, visit: Visit, handed: list[str], wanted: str, token: str) -> web.Response:
    """The page with the recovery codes, under the session of `token`."""
    session = await console.casebook.read(partial(sessions.find, token=token))
    response = page(console, replace(visit, session=session), "codes.html", codes=handed, wanted=wanted)
    cookies.keep(response, console, cookies.session_name(console), token)
    return response


async def _elsewhere(console: Console, visit: Visit) -> web.Response | None:
    if visit.session is None:
        return go("/staff/sign-in")
    if visit.session.stage == "code":
        return go(STAGES["code"])
    known = await console.casebook.read(partial(factors.read, staff_id=visit.staff.id))
    return go(ACCOUNT) if known.since is not None and not known.replacing else None


async def _page(console: Console, visit: Visit, wanted: str, problem: str | None = None) -> web.Response:
    propose = partial(factors.propose, keys=console.casebook.keys, staff_id=visit.staff.id, fresh=codes.new_secret())
    secret = await console.casebook.write(propose)
    shown = {"qr": codes.qr_code(secret, visit.staff.email), "secret": codes.grouped(secret)}
    return page(console, visit, "enrol.html", 401 if problem else 200, wanted=wanted, problem=problem, **shown)


def _enrol(connection: Connection, keys: KeyRing, visit: Visit, step: int, handed: list[str], token: str) -> str | None:
    """Set it, and go on under a new token; sessions from before it end."""
    if not factors.enrol(connection, keys, visit.staff.id, step, handed):
        return None
    accounts.succeeded(connection, visit.staff.id, "code")
    sessions.end_others(connection, visit.staff.id, token)
    return sessions.go_on(connection, token, visit.staff.id)
