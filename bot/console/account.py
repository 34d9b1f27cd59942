"""One's own account: password, second factor, recovery codes, and where one is signed in."""

from functools import partial

from aiohttp import web

from bot.console import passwords
from bot.console.door import go, must_enrol
from bot.console.pages import page
from bot.console.second import codes
from bot.console.second.enrolment import ACCOUNT, show_codes
from bot.console.second.signing import prove, session_token
from bot.console.visit import Console, Visit
from casebook.queries import factors, sessions
from casebook.queries import staff as accounts


async def show(console: Console, visit: Visit) -> web.Response:
    """The page."""
    return await _page(console, visit)


async def change_password(console: Console, visit: Visit) -> web.Response:
    """A new password for who knows the old one; all other sessions end."""
    new, staff_id = visit.form.get("new", ""), visit.staff.id
    if (problem := passwords.problem(new)) is not None:
        return await _page(console, visit, problem=problem, status=422)
    account = await console.casebook.read(partial(accounts.by_id, staff_id=staff_id))
    async with console.passwords.turn:
        known = account.password_hash if account and not account.locked else None
        if not await console.passwords.matches(visit.form.get("old", ""), known):
            await console.casebook.write(partial(accounts.failed, staff_id=staff_id))
            return await _page(console, visit, problem="old_password_wrong", status=401)
        hashed = await console.passwords.hash(new)
    await console.casebook.write(partial(accounts.change_password, staff_id=staff_id, password_hash=hashed))
    return await _others_ended(console, visit)


async def new_codes(console: Console, visit: Visit) -> web.Response:
    """Ten new recovery codes, for who has a right code of the phone (or the last of the old ones)."""
    if await prove(console, visit, visit.form.get("code", "")) is None:
        return await _page(console, visit, problem="second_wrong", status=401)
    handed = codes.new_recovery_codes()
    renew = partial(factors.renew_codes, keys=console.casebook.keys, staff_id=visit.staff.id, codes=handed)
    await console.casebook.write(renew)
    return await show_codes(console, visit, handed, ACCOUNT, session_token(console, visit))


async def new_phone(console: Console, visit: Visit) -> web.Response:
    """Begin with another phone; the old one holds until the new one has shown a code."""
    if await prove(console, visit, visit.form.get("code", "")) is None:
        return await _page(console, visit, problem="second_wrong", status=401)
    propose = partial(factors.propose, keys=console.casebook.keys, staff_id=visit.staff.id, fresh=codes.new_secret())
    await console.casebook.write(propose)
    return go("/staff/second/enrol?next=/staff/account")


async def end_sessions(console: Console, visit: Visit) -> web.Response:
    """Sign out everywhere else."""
    return await _others_ended(console, visit)


async def _others_ended(console: Console, visit: Visit) -> web.Response:
    end = partial(sessions.end_others, staff_id=visit.staff.id, token=session_token(console, visit))
    await console.casebook.write(end)
    return go(ACCOUNT)


async def _page(console: Console, visit: Visit, *, problem: str | None = None, status: int = 200) -> web.Response:
    staff_id, token = visit.staff.id, session_token(console, visit)
    factor = await console.casebook.read(partial(factors.read, staff_id=staff_id))
    opened = await console.casebook.read(partial(sessions.of, staff_id=staff_id, token=token))
    wanted = must_enrol(console, visit.staff.email)
    shown = {"factor": factor, "sessions": opened, "required": wanted, "problem": problem}
    return page(console, visit, "account.html", status, **shown)
