"""A lead's figures and the case review: as pages, and as CSV. Small numbers are hidden before they come here."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import Connection

from bot.console.figures_words import MEASURES, Beat, Wording, beats, csv_rows, listed_needs, sheets
from bot.console.guard import LEADS, Route
from bot.console.pages import fragment, page
from bot.console.review_words import cases_in_words, review_rows
from bot.console.visit import Console, Handler, Visit
from casebook.queries.rows import audit
from services.learning.vocabulary import scrubber
from services.reports.charts import Chart, bars
from services.reports.figures import Figures, figures, year_of
from services.reports.records import Case, Rows
from services.reports.review import Reviewed, pack
from services.reports.sheets import sheet

type ReadRows = Callable[[Connection], Rows]
# The cases chosen for the meeting, and everybody's, to tell what is common.
type ReadCases = Callable[[Connection], tuple[Sequence[Case], Sequence[Case]]]

HOME = ZoneInfo("America/New_York")
YEARS = 3  # to choose from


def routes(rows: ReadRows, cases: ReadCases) -> tuple[Route, ...]:
    """The lines of the console's table of routes; only leads and admins get in."""
    return (
        Route("GET", "/staff/figures", LEADS, show(rows)),
        Route("GET", "/staff/figures.csv", LEADS, download(rows)),
        Route("GET", "/staff/figures/review", LEADS, review(cases)),
        Route("GET", "/staff/figures/review.csv", LEADS, download_review(cases)),
    )


def show(rows: ReadRows) -> Handler:
    """The page of figures; `year` in the query chooses one of the last three."""

    async def handle(console: Console, visit: Visit) -> web.Response:
        found = await _figures(console, visit, rows)
        return web.Response(text=render(console, visit, found), content_type="text/html")

    return handle


def download(rows: ReadRows) -> Handler:
    """The same numbers as CSV; that they were taken away is written in the audit."""

    async def handle(console: Console, visit: Visit) -> web.Response:
        found = await _figures(console, visit, rows)
        wording = Wording(visit.language)
        await _note(console, visit, "figures", str(found.period.first.year))
        return _csv(sheet(csv_rows(sheets(found, wording), wording)), f"figures-{found.period.first.year}")

    return handle


def review(cases: ReadCases) -> Handler:
    """The case review as a page to print."""

    async def handle(console: Console, visit: Visit) -> web.Response:
        wording = Wording(visit.language)
        found = cases_in_words(await _pack(console, visit, cases), wording)
        return page(console, visit, "case_review.html", f=wording.say, cases=found)

    return handle


def download_review(cases: ReadCases) -> Handler:
    """The case review as CSV."""

    async def handle(console: Console, visit: Visit) -> web.Response:
        wording = Wording(visit.language)
        found = cases_in_words(await _pack(console, visit, cases), wording)
        return _csv(sheet(review_rows(found, wording)), "case-review")

    return handle


def render(console: Console, visit: Visit, found: Figures) -> str:
    """The page of these figures, in the visitor's language."""
    wording = Wording(visit.language)
    this_year = _today().year
    return fragment(
        console,
        visit,
        "figures.html",
        f=wording.say,
        period=found.period,
        empty=found.period.last < found.period.first,
        years=range(this_year, this_year - YEARS, -1),
        beats=[(each, _beside(each, wording), wording.percent(each.ours)) for each in beats(found, wording)],
        charts=_charts(found, wording),
        sheets=sheets(found, wording),
    )


def _charts(found: Figures, wording: Wording) -> list[tuple[str, Chart]]:
    """(title, picture) of the way of referrals and of the needs, where there is something to draw."""
    way = [(each, getattr(found.whole, each)) for each in MEASURES[:-1]] if found.whole else []
    told = [(wording.label("measures", each), number) for each, number in way if number is not None]
    drawn = [(wording.say("whole_chart"), told), (wording.say("needs_chart"), listed_needs(found, wording))]
    return [(title, bars((name, n, str(n)) for name, n in lines)) for title, lines in drawn if lines]


def _beside(beat: Beat, wording: Wording) -> Chart:
    """Ours and theirs as two bars of a hundred; of ours what is sure."""
    sure = beat.ours.low if beat.ours else 0
    ours = (wording.say("beat_ours"), sure, wording.percent(beat.ours))
    theirs = (wording.say("beat_theirs"), beat.theirs, wording.say("percent", low=beat.theirs))
    return bars([ours, theirs], most=100)


async def _figures(console: Console, visit: Visit, rows: ReadRows) -> Figures:
    today = _today()
    asked = visit.request.query.get("year", "")
    known = {str(today.year - back): today.year - back for back in range(YEARS)}
    counted = await console.casebook.read(rows)
    # Off the event loop: every table looks for what must be hidden.
    return await asyncio.to_thread(figures, counted, year_of(known.get(asked, today.year), today))


async def _pack(console: Console, visit: Visit, cases: ReadCases) -> list[Reviewed]:
    chosen, everybody = await console.casebook.read(cases)
    await _note(console, visit, "case_review", None)
    return await asyncio.to_thread(lambda: pack(chosen, everybody, scrubber().scrub))


async def _note(console: Console, visit: Visit, action: str, detail: str | None) -> None:
    actor = f"staff:{visit.staff.id}"
    await console.casebook.write(partial(audit, actor=actor, action=action, subject=None, detail=detail))


def _csv(text: str, name: str) -> web.Response:
    saved = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return web.Response(body=text.encode(), content_type="text/csv", charset="utf-8", headers=saved)


def _today() -> date:
    return datetime.now(HOME).date()
