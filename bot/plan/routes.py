"""The routes of /plan/{secret}. Who may use them: whoever holds the link; only the family's own changes anything."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.plan.paper import paper
from casebook.care import applying, exporting, plan_links
from casebook.care.changes import Change, KeepPlanItem, OpenLink, Place
from casebook.care.plan_links import PlanPage
from casebook.care.records import PlanItem, PlanKind
from casebook.database import Casebook
from casebook.queries.rows import new_id
from services.plan.links import LASTS, hashed, new_secret
from services.plan.plan import plan, words
from services.referrals.status import day_of

SECRET: Final = "{secret:[A-Za-z0-9_-]{43}}"
ADDABLE: Final[dict[str, PlanKind]] = {"wish": "wish", "strength": "strength", "support": "support"}
LONGEST: Final = 300  # characters of a line that a family adds
MOST: Final = 200  # lines of a plan
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
_pages = Environment(loader=PackageLoader("bot.plan"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


class PlanPages:
    """The page, the paper, and what a family changes on it."""

    def __init__(self, casebook: Casebook, public_url: str) -> None:
        self._casebook = casebook
        self._public_url = public_url

    def routes(self) -> list[web.RouteDef]:
        """All routes of a plan."""
        return [
            web.get(f"/plan/{SECRET}", self._show),
            web.get(f"/plan/{SECRET}/plan.pdf", self._paper),
            web.get(f"/plan/{SECRET}/record.json", self._record),
            web.post(f"/plan/{SECRET}/items", self._add),
            web.post(f"/plan/{SECRET}/shares", self._share),
            web.post(f"/plan/{SECRET}/shares/end", self._end_share),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        found = await self._open(request)
        return self._gone(request) if found is None else self._page(request, found)

    async def _paper(self, request: web.Request) -> web.Response:
        found = await self._open(request)
        if found is None:
            return self._gone(request)
        link = f"{self._public_url}/plan/{request.match_info['secret']}"
        if found.own:  # paper lies about: its code shows the plan and changes nothing
            link = await self._new_link(found, words().say("on_paper", found.language))
        made = paper(found.record, _language(request, found), link, _today())
        headers = HEADERS | {"Content-Disposition": 'inline; filename="plan.pdf"'}
        return web.Response(body=made, content_type="application/pdf", headers=headers)

    async def _record(self, request: web.Request) -> web.Response:
        found, keys = await self._own(request), self._casebook.keys
        held = await self._casebook.read(lambda connection: exporting.export(connection, keys, found.record.family))
        text = json.dumps(held, ensure_ascii=False, indent=2)
        headers = HEADERS | {"Content-Disposition": 'attachment; filename="onedoor.json"'}
        return web.Response(text=text, content_type="application/json", headers=headers)

    async def _add(self, request: web.Request) -> web.Response:
        found, form = await self._own(request), await request.post()
        kind, text = ADDABLE.get(str(form.get("kind"))), _plain(form.get("text"))
        if kind and text and len(found.record.plan) < MOST:
            now = _utc()
            item = PlanItem(new_id(), kind, text, "open", "family", now, now)
            await self._apply(found, [KeepPlanItem(item)])
        return _back(request)

    async def _share(self, request: web.Request) -> web.Response:
        found, form = await self._own(request), await request.post()
        if not (whom := _plain(form.get("whom"))):
            return _back(request)
        return self._page(request, await self._own(request), link=await self._new_link(found, whom))

    async def _end_share(self, request: web.Request) -> web.Response:
        found, form = await self._own(request), await request.post()
        family, which = found.record.family, str(form.get("id", ""))
        await self._casebook.write(lambda connection: plan_links.end(connection, family, which))
        return _back(request)

    async def _new_link(self, found: PlanPage, whom: str) -> str:
        secret = new_secret()
        await self._apply(found, [OpenLink(hashed(secret), _utc() + LASTS, whom)])
        return f"{self._public_url}/plan/{secret}"

    async def _apply(self, found: PlanPage, made: list[Change]) -> None:
        where = Place(found.record.family, actor="family")
        await self._casebook.write(lambda connection: applying.apply(connection, self._casebook.keys, where, made))

    async def _open(self, request: web.Request) -> PlanPage | None:
        keys, token = self._casebook.keys, hashed(request.match_info["secret"])
        found = await self._casebook.read(lambda connection: plan_links.open_plan(connection, keys, token))
        if found is not None:
            await self._casebook.write(lambda connection: plan_links.opened(connection, token))
        return found

    async def _own(self, request: web.Request) -> PlanPage:
        """The plan behind the family's own link; nobody else changes anything."""
        found = await self._open(request)
        if found is None or not found.own:
            raise web.HTTPForbidden(text="this link shows the plan and changes nothing")
        return found

    def _page(self, request: web.Request, found: PlanPage, link: str | None = None) -> web.Response:
        language = _language(request, found)
        return _render(
            "plan.html",
            language,
            plan=plan(found.record, language),
            path=f"/plan/{request.match_info['secret']}",
            own=found.own,
            shared=found.shared,
            link=link,
            days=LASTS.days,
            day=lambda moment: day_of(moment, language),
            today=_today(),
        )

    def _gone(self, request: web.Request) -> web.Response:
        return _render("gone.html", _language(request, None), 410)


def _language(request: web.Request, found: PlanPage | None) -> str:
    asked = request.query.get("lang") or (found.language if found else request.headers.get("Accept-Language") or "en")
    return "es" if asked[:2].lower() == "es" else "en"


def _render(template: str, language: str, status: int = 200, **values: Any) -> web.Response:
    t: Callable[..., str] = lambda key, **filled: words().say(key, language, **filled)  # noqa: E731
    page = _pages.get_template(template).render(t=t, language=language, **values)
    return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)


def _back(request: web.Request) -> web.Response:
    return web.Response(status=303, headers={"Location": f"/plan/{request.match_info['secret']}", **HEADERS})


def _plain(value: object) -> str:
    return str(value or "").replace("\0", "").strip()[:LONGEST]


def _utc() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _today() -> date:
    return _utc().date()
