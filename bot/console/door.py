"""Lets people in: which stage a sign-in has reached, the session that goes with it, and where it leads."""

import re
from functools import partial

from aiohttp import web
from sqlalchemy import Connection

from bot.console import cookies
from bot.console.visit import Console
from casebook.console_records import Stage
from casebook.queries import sessions
from casebook.queries import staff as accounts
from casebook.queries.staff import Account

HOME = "/staff"
STAGES = {"code": "/staff/second", "enrol": "/staff/second/enrol"}
_OURS = re.compile(r"/staff(/recent|/account|/mentions|/conversations/[0-9a-f]{32})?")


def ours(path: str | None) -> str:
    """A path of the console; its front page when it is any other."""
    return path if path and _OURS.fullmatch(path) else HOME


def go(path: str) -> web.Response:
    """Send the browser to a page."""
    return web.Response(status=303, headers={"Location": path})


def must_enrol(console: Console, email: str) -> bool:
    """Whether an account without a second factor must set one up; a demo's own account need not."""
    return console.second_factor and email not in console.exempt


def stage_of(console: Console, account: Account) -> Stage:
    """What is still to be done once the password was right."""
    if account.second_factor:
        return "code"
    return "enrol" if must_enrol(console, account.staff.email) else "full"


async def admit(console: Console, account: Account, wanted: str, how: str, *, stage: Stage) -> web.Response:
    """Start the session of this stage and lead on; `how` goes into the audit of a whole sign-in."""
    token = await console.casebook.write(partial(_start, staff_id=account.staff.id, how=how, stage=stage))
    response = go(wanted if stage == "full" else f"{STAGES[stage]}?next={wanted}")
    cookies.keep(response, console, cookies.session_name(console), token)
    return response


def _start(connection: Connection, staff_id: str, how: str, stage: Stage) -> str:
    if stage == "full":
        accounts.succeeded(connection, staff_id, how)
    return sessions.start(connection, staff_id, stage)
