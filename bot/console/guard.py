"""Stands before every handler: who comes, may they, is the form ours. No handler is reached around it."""

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.console import cookies
from bot.console.door import STAGES, go
from bot.console.headers import headers
from bot.console.pages import form_key, refused
from bot.console.visit import Console, Handler, Visit
from bot.console.words import language_of
from casebook.console_records import Session
from casebook.queries import sessions
from casebook.queries.rows import now

# Who may use a route: nobody need be signed in, or these roles.
type Access = frozenset[str] | None
OPEN: Access = None
ROLES = ("coordinator", "editor", "lead", "admin")
SIGNED_IN: Access = frozenset(ROLES)
DESK: Access = frozenset({"coordinator", "lead", "admin"})
EDITORS: Access = frozenset({"editor", "lead", "admin"})
LEADS: Access = frozenset({"lead", "admin"})

LARGEST_FORM = 64 * 1024
SLOWEST_FORM = 10.0
SIGN_IN = "/staff/sign-in"


class Route(NamedTuple):
    """A line of the console's table of routes; there is no route without `access`.

    `half` routes may be used before the second factor was proved.
    """

    method: str
    path: str
    access: Access
    handler: Handler
    half: bool = False


class BadForm(Exception):
    """The form is too large, too slow or not text."""


def guarded(console: Console, route: Route) -> web.RouteDef:
    """The route as aiohttp takes it, with the guard in front and its access written on it."""

    async def handle(request: web.Request) -> web.StreamResponse:
        visit = await _arrive(console, request)
        response = await _admit(console, route, visit)
        if not response.prepared:
            response.headers.update({**headers(console.public_url, visit.nonce), **response.headers})
            if visit.session is None and response.content_type == "text/html":
                cookies.keep(response, console, cookies.form_name(console), form_key(console, visit))
        return response

    handle.access, handle.half = route.access, route.half  # type: ignore[attr-defined]  # the router test reads them
    return web.route(route.method, route.path, handle)


def same_origin(console: Console, request: web.Request) -> bool:
    """Whether a page of ours sent the request; browsers always say so for forms, fetches and sockets."""
    origin = request.headers.get("Origin", "")
    ours = urlsplit(console.public_url)
    return origin in (f"{ours.scheme}://{ours.netloc}", f"{request.scheme}://{request.host}")


async def _arrive(console: Console, request: web.Request) -> Visit:
    token = request.cookies.get(cookies.session_name(console))
    session = await console.casebook.read(partial(sessions.find, token=token)) if token else None
    if token and session and not request.headers.get("X-Quiet"):
        await _keep_alive(console, token, session)
    return Visit(
        request=request,
        language=language_of(request.cookies.get(cookies.LANGUAGE)),
        nonce=secrets.token_urlsafe(16),
        session=session,
        form={},
    )


async def _keep_alive(console: Console, token: str, session: Session) -> None:
    """Someone is at work: put off the idle end, at most once a minute."""
    if session.expires_at - now() < sessions.IDLE - timedelta(minutes=1):
        await console.casebook.write(partial(sessions.touch, token=token))


async def _admit(console: Console, route: Route, visit: Visit) -> web.StreamResponse:
    if route.access is not None:
        if visit.session is None:
            return _sign_in_first(visit)
        if visit.session.stage != "full" and not route.half:
            return _second_factor_first(visit, visit.session)
        if visit.session.staff.role not in route.access:
            return refused(console, visit, "refused_role", 403)
    if route.method != "POST":
        return await route.handler(console, visit)
    try:
        form = await _form(visit.request)
    except BadForm:
        return refused(console, visit, "refused_input", 400)
    if not same_origin(console, visit.request) or not _our_form(console, visit, form):
        return refused(console, visit, "refused_form", 403)
    return await route.handler(console, replace(visit, form=form))


def _sign_in_first(visit: Visit) -> web.Response:
    if visit.by_script:
        return web.json_response({}, status=401)
    wanted = visit.request.path if visit.request.method == "GET" else "/staff"
    return web.Response(status=303, headers={"Location": f"{SIGN_IN}?next={quote(wanted)}"})


def _second_factor_first(visit: Visit, session: Session) -> web.Response:
    return web.json_response({}, status=401) if visit.by_script else go(STAGES[session.stage])


async def _form(request: web.Request) -> dict[str, str]:
    if (request.content_length or 0) > LARGEST_FORM:
        raise BadForm
    try:
        async with asyncio.timeout(SLOWEST_FORM):
            fields = await request.post()
    except (TimeoutError, ValueError, LookupError, web.HTTPRequestEntityTooLarge) as error:
        raise BadForm from error
    return {name: value.replace("\0", "") for name, value in fields.items() if isinstance(value, str)}


def _our_form(console: Console, visit: Visit, form: Mapping[str, str]) -> bool:
    if visit.session is None and cookies.form_name(console) not in visit.request.cookies:
        return False
    return hmac.compare_digest(form.get("csrf", "").encode(), form_key(console, visit).encode())
