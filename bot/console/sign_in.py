"""Signing in and out, and the one-time link that sets a password."""

import re
from functools import partial

from aiohttp import web

from bot.console import cookies, passwords
from bot.console.pages import page
from bot.console.visit import Console, Visit
from bot.console.words import language_of
from casebook.queries import sessions
from casebook.queries import staff as accounts
from casebook.queries.staff import Account
from casebook.records import Awaits, Staff

HOME = "/staff"
_OURS = re.compile(r"/staff(/recent|/conversations/[0-9a-f]{32})?")


async def show(console: Console, visit: Visit) -> web.Response:
    """The sign-in page; who came from a page of ours goes back there afterwards."""
    if visit.session:
        return _go(HOME)
    wanted = visit.request.query.get("next")
    note = "signed_out_quiet" if visit.request.query.get("ended") else None
    return page(console, visit, "sign_in.html", email="", wanted=_ours(wanted), problem=None, note=note)


async def enter(console: Console, visit: Visit) -> web.Response:
    """Check e-mail and password; the answer never says which of them was wrong."""
    email, wanted = visit.form.get("email", "")[:254], _ours(visit.form.get("next"))
    account = await _recognise(console, email, visit.form.get("password", ""), visit.request.remote or "")
    if account is None:
        return page(
            console, visit, "sign_in.html", 401, email=email, wanted=wanted, problem="sign_in_failed", note=None
        )
    return await _signed_in(console, account.staff.id, wanted, second=account.second_factor)


async def leave(console: Console, visit: Visit) -> web.Response:
    """End the session here and in the casebook."""
    token = visit.request.cookies.get(cookies.session_name(console), "")
    await console.casebook.write(partial(sessions.end, token=token))
    response = _go("/staff/sign-in")
    cookies.forget(response, console, cookies.session_name(console))
    return response


async def show_welcome(console: Console, visit: Visit) -> web.Response:
    """The page of an invitation; the token stands behind the # of the link, so no log ever sees it."""
    return page(console, visit, "welcome.html", token="", problem=None)


async def welcome(console: Console, visit: Visit) -> web.Response:
    """Set the password that the invitation stands for and sign in."""
    token, password = visit.form.get("token", ""), visit.form.get("password", "")
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        problem = "password_short" if len(password) < passwords.SHORTEST else "password_long"
        return page(console, visit, "welcome.html", 422, token=token, problem=problem)
    staff = await _set_password(console, token, password)
    if staff is None:
        return page(console, visit, "welcome.html", 410, token="", problem="invitation_over")
    account = await console.casebook.read(partial(accounts.by_email, email=staff.email))
    return await _signed_in(console, staff.id, HOME, second=bool(account and account.second_factor))


async def choose_language(console: Console, visit: Visit) -> web.Response:
    """Change the console's language and stay on the page."""
    response = _go(_ours(visit.form.get("next")))
    cookies.keep_language(response, console, language_of(visit.form.get("language")))
    return response


async def _set_password(console: Console, token: str, password: str) -> Staff | None:
    if not await console.casebook.read(partial(accounts.invitation_holds, token=token)):
        return None
    async with console.passwords.turn:
        hashed = await console.passwords.hash(password)
    return await console.casebook.write(partial(accounts.accept_invitation, token=token, password_hash=hashed))


async def _recognise(console: Console, email: str, password: str, address: str) -> Account | None:
    """The account when the password is right and neither account nor address has to wait; counts failures."""
    async with console.passwords.turn:
        if console.throttle.wait(address) > 0 or len(password) > passwords.LONGEST:
            return None
        account = await console.casebook.read(partial(accounts.by_email, email=email))
        right = await console.passwords.matches(password, account.password_hash if account else None)
        locked = account is not None and account.waits
        if account and right and not locked:
            await _note_success(console, account, password)
            return account
        console.throttle.failed(address)
        if account and not locked:
            await console.casebook.write(partial(accounts.failed, staff_id=account.staff.id))
        return None


async def _note_success(console: Console, account: Account, password: str) -> None:
    old = account.password_hash
    fresh = await console.passwords.hash(password) if old and passwords.outdated(old) else None
    await console.casebook.write(partial(accounts.succeeded, staff_id=account.staff.id, new_hash=fresh))


async def _signed_in(console: Console, staff_id: str, wanted: str, *, second: bool = False) -> web.Response:
    awaits: Awaits = "code" if second else ("enrol" if console.second_factor else None)
    token = await console.casebook.write(partial(sessions.start, staff_id=staff_id, awaits=awaits))
    response = _go(wanted)
    cookies.keep(response, console, cookies.session_name(console), token)
    return response


def _ours(path: str | None) -> str:
    """A path of the console; its front page when it is any other."""
    return path if path and _OURS.fullmatch(path) else HOME


def _go(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})
