"""The second step of signing in: a code from the phone or a recovery code."""

from functools import partial

from aiohttp import web
from sqlalchemy import Connection

from bot.console import cookies
from bot.console.door import STAGES, go, ours
from bot.console.pages import page
from bot.console.second.codes import matching_step, normal_recovery_code
from bot.console.visit import Console, Visit
from casebook.crypto import KeyRing
from casebook.queries import factors, sessions
from casebook.queries import staff as accounts


async def show(console: Console, visit: Visit) -> web.Response:
    """The page that asks for a code."""
    wanted = ours(visit.request.query.get("next"))
    if (elsewhere := elsewhere_than(visit, "code", wanted)) is not None:
        return elsewhere
    return page(console, visit, "second.html", wanted=wanted, problem=None)


async def check(console: Console, visit: Visit) -> web.Response:
    """Take the code; a right one opens a whole session under a new token."""
    wanted = ours(visit.form.get("next"))
    if (elsewhere := elsewhere_than(visit, "code", wanted)) is not None:
        return elsewhere
    how = await prove(console, visit, visit.form.get("code", ""))
    if how is None:
        return page(console, visit, "second.html", 401, wanted=wanted, problem="second_wrong")
    token = await console.casebook.write(partial(_go_on, token=session_token(console, visit), visit=visit, how=how))
    response = go(wanted)
    cookies.keep(response, console, cookies.session_name(console), token)
    return response


def elsewhere_than(visit: Visit, stage: str, wanted: str) -> web.Response | None:
    """Where a visitor who is not at this stage belongs; None when this is the place."""
    if visit.session is None:
        return go("/staff/sign-in")
    here = visit.session.stage
    if here == stage:
        return None
    return go(wanted if here == "full" else STAGES[here])


async def prove(console: Console, visit: Visit, typed: str) -> str | None:
    """How the second factor was proved ("code" or "recovery_code"), or None; failures count as wrong passwords do."""
    address, staff_id = visit.request.remote or "", visit.staff.id
    if console.throttle.wait(address) > 0:
        return None
    how = await console.casebook.write(partial(_prove, keys=console.casebook.keys, staff_id=staff_id, typed=typed))
    if how is None:
        console.throttle.failed(address)
    return how


def session_token(console: Console, visit: Visit) -> str:
    """What the browser holds of its session."""
    return visit.request.cookies.get(cookies.session_name(console), "")


def _prove(connection: Connection, keys: KeyRing, staff_id: str, typed: str) -> str | None:
    account = accounts.by_id(connection, staff_id)
    secret = factors.secret(connection, keys, staff_id)
    if account is None or account.locked or secret is None:
        return None
    step = matching_step(secret, typed)
    if step is not None and factors.use_step(connection, staff_id, step):
        return "code"
    if step is None and factors.use_code(connection, keys, staff_id, normal_recovery_code(typed)):
        return "recovery_code"
    accounts.failed(connection, staff_id)
    return None


def _go_on(connection: Connection, token: str, visit: Visit, how: str) -> str:
    accounts.succeeded(connection, visit.staff.id, how)
    return sessions.go_on(connection, token, visit.staff.id)
