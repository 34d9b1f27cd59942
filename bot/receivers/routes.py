"""GET and POST /r/{secret}. Who may use it: whoever holds the link, until it ends. It shows one referral, no name."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Connection

from bot.live import Live
from casebook.care import applying, links
from casebook.care.changes import MoveReferral, Place
from casebook.care.links import Received
from casebook.care.moves import REASONS, IllegalMove
from casebook.care.records import ReferralState
from casebook.database import Casebook
from services.casework.needs import title
from services.casework.telling import age
from services.library.messages import Messages
from services.library.root import CONTENT
from services.referrals.consequences import consequences
from services.referrals.packet import INSURANCES
from services.referrals.status import day

# What a button means, and where from it is offered.
ANSWERS: Final[Mapping[str, ReferralState]] = {
    "accept": "accepted",
    "decline": "rejected",
    "started": "in-progress",
    "done": "completed",
    "stop": "failed",
}
OFFERED: Final[Mapping[str, tuple[str, ...]]] = {
    "requested": ("accept", "decline"),
    "accepted": ("started", "done", "stop"),
    "in-progress": ("done", "stop"),
    "on-hold": ("started", "done", "stop"),
}
RECEIVERS_REASONS: Final = tuple(reason for reason in REASONS if reason != "consent_withdrawn")
LONGEST_NOTE: Final = 500
_POLICY: Final = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
_pages = Environment(
    loader=PackageLoader("bot.receivers"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


class Receivers:
    """The page with its parts."""

    def __init__(self, casebook: Casebook, live: Live) -> None:
        self._casebook = casebook
        self._live = live
        self._words = Messages.load(CONTENT / "messages" / "receiver.yml")
        self._style = (CONTENT.parent / "bot" / "receivers" / "templates" / "page.css").read_text(encoding="utf-8")

    def routes(self) -> list[web.RouteDef]:
        """Both routes of a link, and the style of its page (open to all)."""
        return [
            web.get("/r/page.css", self._css),
            web.get("/r/{secret:[A-Za-z0-9_-]{43}}", self._show),
            web.post("/r/{secret:[A-Za-z0-9_-]{43}}", self._answer),
        ]

    async def _css(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._style, content_type="text/css", headers={"X-Content-Type-Options": "nosniff"})

    async def _show(self, request: web.Request) -> web.Response:
        found = await self._open(request)
        return self._ended(request) if found is None else self._page(request, found)

    async def _answer(self, request: web.Request) -> web.Response:
        found, form = await self._open(request), await request.post()
        if found is None:
            return self._ended(request)
        answer, reason = str(form.get("answer", "")), str(form.get("reason", "")) or None
        note = str(form.get("note", "")).replace("\0", "")[:LONGEST_NOTE].strip() or None
        if answer not in OFFERED.get(found.referral.state, ()):
            return self._page(request, found, "already")  # pressed twice, or in a second window
        if answer in ("decline", "stop") and reason not in RECEIVERS_REASONS:
            return self._page(request, found, "choose_reason", 422)
        reason = reason if answer in ("decline", "stop") else None
        try:
            await self._casebook.write(
                partial(self._move, request=request, found=found, to=ANSWERS[answer], why=(reason, note))
            )
        except IllegalMove:
            return self._page(request, found, "already")
        self._live.nudge(found.conversation)
        again = await self._open(request)
        return self._page(request, again or found, "thanks")

    def _move(
        self,
        connection: Connection,
        request: web.Request,
        found: Received,
        to: ReferralState,
        why: tuple[str | None, str | None],
    ) -> None:
        reason, note = why
        now = datetime.now(UTC).replace(tzinfo=None)
        made = [
            MoveReferral(found.referral.id, to, reason, note),
            *consequences(found.referral, to, reason, found.conversation, now),
        ]
        applying.apply(connection, self._casebook.keys, Place(found.family, found.conversation, "receiver"), made)
        links.used(connection, request.match_info["secret"])

    async def _open(self, request: web.Request) -> Received | None:
        keys, secret = self._casebook.keys, request.match_info["secret"]
        return await self._casebook.read(lambda connection: links.open_page(connection, keys, secret))

    def _page(self, request: web.Request, found: Received, said: str | None = None, status: int = 200) -> web.Response:
        t, language = self._speaker(request)
        referral = found.referral
        return _render(
            "referral.html",
            status,
            t=t,
            language=language,
            name=referral.name,
            facts=_facts(found, t, language),
            state=t(f"state_{referral.state.replace('-', '_')}"),
            offered=OFFERED.get(referral.state, ()),
            reasons=RECEIVERS_REASONS,
            said=said,
            problem=status != 200,
        )

    def _ended(self, request: web.Request) -> web.Response:
        t, language = self._speaker(request)
        return _render("ended.html", 410, t=t, language=language)

    def _speaker(self, request: web.Request) -> tuple[Callable[..., str], str]:
        asked = request.query.get("lang") or request.headers.get("Accept-Language") or "en"
        language = "es" if asked[:2].lower() == "es" else "en"
        return (lambda key, **values: self._words.say(key, language, **values)), language


def _facts(found: Received, t: Callable[..., str], language: str) -> list[tuple[str, str, str | None]]:
    """(what, the words, a link or None) of each thing in the packet."""
    facts = [(t(name), *_fact(found, name, value, t, language)) for name, value in found.referral.packet.items()]
    return [*facts, (t("asked_on"), day(found.referral.created_at, language), None)]


def _fact(found: Received, name: str, value: Any, t: Callable[..., str], language: str) -> tuple[str, str | None]:
    match name:
        case "contact":
            return (found.phone, f"tel:{found.phone}") if found.phone else (t("contact_none"), None)
        case "language":
            return t("spanish" if value == "es" else "english"), None
        case "child_age_months":
            return age(float(value), language), None
        case "insurance":
            return INSURANCES[value], None
        case "need":
            return title(str(value), language), None
        case _:
            return str(value), None


def _render(template: str, status: int, **values: Any) -> web.Response:
    page = _pages.get_template(template).render(**values)
    return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)
