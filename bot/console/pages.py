"""Renders the console's pages and fragments; every value is escaped."""

from datetime import datetime
from functools import partial
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.console import cookies
from bot.console.promised import said
from bot.console.visit import Console, Visit
from bot.console.words import elapsed
from casebook.queries.rows import now
from casebook.queries.waits import in_crisis

# What the script says itself; it reads them from the page, so that it holds no words.
_SCRIPT_WORDS = (
    "product", "crisis_notice", "waiting_notice", "new_line", "count_parts", "count_short",
    "problem_connection", "offline",
    "here_looking", "here_writing", "here_collision", "given_notice", "overdue_notice",
)  # fmt: skip

_templates = Environment(
    loader=PackageLoader("bot.console"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["icon"] = _templates.get_template("_icons.html").module.icon  # type: ignore[attr-defined]


def page(console: Console, visit: Visit, template: str, status: int = 200, **values: Any) -> web.Response:
    """A whole page."""
    return web.Response(text=fragment(console, visit, template, **values), status=status, content_type="text/html")


def fragment(console: Console, visit: Visit, template: str, **values: Any) -> str:
    """A template filled in, in the visitor's language."""
    words, language = console.words, visit.language
    return _templates.get_template(template).render(
        t=lambda key, **filled: words.ui(key, language, **filled),
        label=lambda group, code: words.label(group, code, language),
        told=lambda key, tongue, **filled: words.family(key, tongue, **filled),
        meaning=lambda code: words.meaning(code, language),
        promised=lambda wait, reason: said(wait, reason, now(), words, language),
        moment=lambda at: words.moment(at, language),
        weekday=lambda at: words.weekday(at, language),
        spans=lambda found: words.spans(found, language),
        iso=_iso,
        in_crisis=in_crisis,
        ago=partial(_ago, now()),
        language=language,
        nonce=visit.nonce,
        session=visit.session,
        bare=_bare(console, visit),
        oidc=console.oidc is not None,
        staff=visit.session.staff if visit.session and visit.session.stage == "full" else None,
        csrf=form_key(console, visit),
        cannot_says=words.pattern("keys_cannot", language),
        script_words=lambda: {key: words.pattern(key, language) for key in _SCRIPT_WORDS},
        **values,
    )


def _bare(console: Console, visit: Visit) -> bool:
    """Whether someone is in without the second factor that everybody else needs: said on each page."""
    session = visit.session
    return session is not None and session.stage == "full" and console.second_factor and not session.second_factor


def form_key(console: Console, visit: Visit) -> str:
    """What each form of this visitor must bring back: the session's key, or before it one kept in a cookie."""
    if visit.session:
        return visit.session.csrf
    # On a first visit the answer's own random nonce becomes the key; the guard puts it in the cookie.
    return visit.request.cookies.get(cookies.form_name(console)) or visit.nonce


def refused(console: Console, visit: Visit, reason: str, status: int) -> web.Response:
    """A page (or data for our script) that says in words why something was refused."""
    if visit.by_script:
        return problem(console.words.ui(reason, visit.language), status)
    return page(console, visit, "refused.html", status, reason=reason)


def problem(sentence: str, status: int = 409) -> web.Response:
    """The sentence that our script shows beside what was being written."""
    return web.json_response({"problem": sentence}, status=status)


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def _ago(present: datetime, at: datetime) -> str:
    return elapsed(at, present)
