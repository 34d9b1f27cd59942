"""The console's cookies: the session, the key of forms before it, the way to the issuer and back, the language."""

from typing import Literal

from aiohttp import web

from bot.console.visit import Console

LANGUAGE = "onedoor_staff_language"
_YEAR = 365 * 24 * 3600


def session_name(console: Console) -> str:
    """The session cookie's name; `__Host-` binds it to this very host, which browsers allow with https only."""
    return "__Host-onedoor" if console.secure else "onedoor_staff"


def form_name(console: Console) -> str:
    """The name of the cookie that a form must match before anyone is signed in."""
    return f"{session_name(console)}_form"


def way_name(console: Console) -> str:
    """The name of the cookie that a sign-in at the organization's issuer must come back to."""
    return f"{session_name(console)}_way"


def keep(
    response: web.StreamResponse,
    console: Console,
    name: str,
    value: str,
    max_age: int | None = None,
    samesite: Literal["Strict", "Lax"] = "Strict",
) -> None:
    """Set a cookie that scripts cannot read and (unless Lax) other sites cannot send."""
    response.set_cookie(name, value, max_age=max_age, path="/", secure=console.secure, httponly=True, samesite=samesite)


def forget(response: web.StreamResponse, console: Console, name: str) -> None:
    """Take a cookie away."""
    response.del_cookie(name, path="/", secure=console.secure, httponly=True, samesite="Strict")


def keep_language(response: web.StreamResponse, console: Console, language: str) -> None:
    """Remember the language that staff chose in this browser."""
    keep(response, console, LANGUAGE, language, _YEAR)
