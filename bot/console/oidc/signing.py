"""The way to the organization's sign-in and back. Only who has an account here comes in, by a verified e-mail."""

import secrets
import time
from functools import partial

import structlog
from aiohttp import web

from bot.console import cookies
from bot.console.door import STAGES, admit, go, ours, stage_of
from bot.console.oidc.identity import Identity, NotBelieved, UnknownKey, identity
from bot.console.oidc.provider import Provider
from bot.console.pages import page
from bot.console.visit import Console, Visit
from bot.errors import Unavailable
from casebook.queries import attempts
from casebook.queries import staff as accounts
from casebook.queries.attempts import Attempt
from casebook.queries.staff import Account

log = structlog.get_logger()

BACK = "/staff/oidc/back"


async def begin(console: Console, visit: Visit) -> web.Response:
    """Send the browser to the issuer, with a secret of its own to come back with."""
    if (provider := console.oidc) is None:
        raise web.HTTPNotFound
    state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    attempt = Attempt(secrets.token_urlsafe(32), secrets.token_urlsafe(48), ours(visit.request.query.get("next")))
    try:
        way = await provider.way(state, attempt.nonce, attempt.verifier)
    except Unavailable as error:
        return _turned_away(console, visit, "oidc_away", str(error), status=503)
    keep = partial(attempts.begin, keys=console.casebook.keys, state=state, browser=browser, attempt=attempt)
    await console.casebook.write(keep)
    response = go(way)
    # Lax: the way back begins at another site.
    cookies.keep(response, console, cookies.way_name(console), browser, 600, samesite="Lax")
    return response


async def back(console: Console, visit: Visit) -> web.Response:
    """Take the issuer's answer: believe it only whole, and let in only who has an account."""
    if (provider := console.oidc) is None:
        raise web.HTTPNotFound
    query = visit.request.query
    browser = visit.request.cookies.get(cookies.way_name(console), "")
    take = partial(attempts.take, keys=console.casebook.keys, state=query.get("state", ""), browser=browser)
    attempt = await console.casebook.write(take)
    if attempt is None or not query.get("code"):
        return _turned_away(console, visit, "oidc_failed", query.get("error", "state")[:40])
    try:
        who = await _believed(provider, query["code"], attempt)
    except NotBelieved as error:
        return _turned_away(console, visit, "oidc_failed", str(error))
    except Unavailable as error:
        return _turned_away(console, visit, "oidc_away", str(error), status=503)
    account = await console.casebook.write(partial(accounts.recognise, email=who.email, identity=who.key))
    if account is None:
        return _turned_away(console, visit, "oidc_no_account", "account", status=403)
    return await _let_in(console, visit, account, who, attempt.wanted)


async def _believed(provider: Provider, code: str, attempt: Attempt) -> Identity:
    token = await provider.token(code, attempt.verifier)
    known = (provider.issuer, provider.client_id, attempt.nonce, int(time.time()))
    try:
        return identity(token, await provider.keys(), *known)
    except UnknownKey:  # the issuer may have changed its keys
        return identity(token, await provider.keys(again=True), *known)


async def _let_in(console: Console, visit: Visit, account: Account, who: Identity, wanted: str) -> web.Response:
    """A page that leads on: a redirect would still count as coming from the issuer's site, without our cookie."""
    stage = "full" if who.second_factor else stage_of(console, account)
    admitted = await admit(console, account, wanted, "organization", stage=stage)
    place = wanted if stage == "full" else f"{STAGES[stage]}?next={wanted}"
    response = page(console, visit, "returned.html", place=place)
    response.cookies.update(admitted.cookies)
    cookies.forget(response, console, cookies.way_name(console))
    return response


def _turned_away(console: Console, visit: Visit, problem: str, why: str, *, status: int = 401) -> web.Response:
    log.warning("oidc_turned_away", why=why)
    response = page(console, visit, "sign_in.html", status, email="", wanted="/staff", problem=problem, note=None)
    cookies.forget(response, console, cookies.way_name(console))
    return response
