"""The editor's lists: entries by staleness, reports, what is closed, duplicates, what was not found."""

from aiohttp import web

from bot.console.directory_data import act, number, read, see, today
from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from resources_db.keeping import closing, duplicates, worklists

ON_A_PAGE = 50


async def show(console: Console, visit: Visit) -> web.Response:
    """Entries, the reported and longest unchecked first; `q` narrows by words of the name."""
    words, at = visit.request.query.get("q", "")[:100], number(visit.request.query.get("page", "1"))
    start = (min(at, 10_000) - 1) * ON_A_PAGE
    entries, total = await read(console, lambda c: worklists.stale(c, words=words, limit=ON_A_PAGE, offset=start))
    last = max(1, -(-total // ON_A_PAGE))
    follows = at + 1 if at < last else None
    shown = {"entries": entries, "total": total, "words": words, "last": last, "next": follows}
    return page(console, visit, "directory.html", 200, **shown)


async def show_reports(console: Console, visit: Visit) -> web.Response:
    """What families and coordinators said, oldest first."""
    return page(console, visit, "directory_reports.html", reports=await read(console, worklists.open_reports))


async def settle(console: Console, visit: Visit) -> web.Response:
    """A report is dealt with."""
    report, by = number(visit.form.get("report", "")), visit.staff.name
    if not await act(console, visit, lambda c: worklists.settle(c, report, by, "done"), "settle", str(report)):
        return refused(console, visit, "refused_entry", 404)
    return see("/staff/directory/reports")


async def show_closed(console: Console, visit: Visit) -> web.Response:
    """What editors have taken out, and why."""
    return page(console, visit, "directory_closed.html", closed=await read(console, closing.all_closed))


async def show_duplicates(console: Console, visit: Visit) -> web.Response:
    """Pairs that may be one, the likeliest first."""
    return page(console, visit, "directory_duplicates.html", pairs=await read(console, duplicates.proposals))


async def decide(console: Console, visit: Visit) -> web.Response:
    """Two entries are one, or they are not."""
    stays, other, by = visit.form.get("stays", ""), visit.form.get("other", ""), visit.staff.name
    verdict: duplicates.Verdict = "merged" if visit.form.get("verdict") == "merged" else "different"
    decided = await act(
        console, visit, lambda c: duplicates.decide(c, stays, other, verdict, by, today()), verdict, stays, other
    )
    return see("/staff/directory/duplicates") if decided else refused(console, visit, "refused_entry", 409)


async def show_missing(console: Console, visit: Visit) -> web.Response:
    """What families asked for and we did not have."""
    return page(console, visit, "directory_missing.html", gaps=await read(console, worklists.all_missing))
