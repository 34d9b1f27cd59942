"""Teams: a lead makes them, names them, says who is in them, and takes them away."""

from collections.abc import Callable
from functools import partial

from aiohttp import web
from sqlalchemy import Connection

from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from casebook.console_records import Staff
from casebook.queries import teams
from casebook.queries.teams import LONGEST, NameTaken, Team

MEMBER = "member-"  # each tick of a form has a name of its own
HOME = "/staff/teams"


async def show(console: Console, visit: Visit) -> web.Response:
    """Every team with its members."""
    return await _page(console, visit)


async def create(console: Console, visit: Visit) -> web.Response:
    """A new team, empty at first."""
    if (name := _name(visit)) is None:
        return await _page(console, visit, "problem_team_name", 422)
    return await _do(console, visit, lambda connection: bool(teams.create(connection, name, visit.staff.id)))


async def rename(console: Console, visit: Visit) -> web.Response:
    """Another name."""
    if (name := _name(visit)) is None:
        return await _page(console, visit, "problem_team_name", 422)
    return await _do(console, visit, lambda connection: teams.rename(connection, _team(visit), name, visit.staff.id))


async def fill(console: Console, visit: Visit) -> web.Response:
    """Exactly the ticked colleagues are in it."""
    ticked = [name.removeprefix(MEMBER) for name in visit.form if name.startswith(MEMBER)]
    return await _do(console, visit, lambda connection: teams.fill(connection, _team(visit), ticked, visit.staff.id))


async def remove(console: Console, visit: Visit) -> web.Response:
    """The team is no more; what waits for it waits for everyone."""
    return await _do(console, visit, lambda connection: teams.remove(connection, _team(visit), visit.staff.id))


async def _do(console: Console, visit: Visit, work: Callable[[Connection], bool]) -> web.Response:
    try:
        changed = await console.casebook.write(work)
    except NameTaken:
        return await _page(console, visit, "problem_team_taken", 409)
    if not changed:
        return refused(console, visit, "refused_team", 404)
    console.live.nudge("")  # queues that are open show the team's new name
    return web.Response(status=303, headers={"Location": HOME})


async def _page(console: Console, visit: Visit, problem: str | None = None, status: int = 200) -> web.Response:
    found, colleagues = await console.casebook.read(_read)
    named = partial(console.words.ui, language=visit.language)
    return page(
        console,
        visit,
        "teams.html",
        status,
        teams=found,
        colleagues=colleagues,
        longest=LONGEST,
        problem=named(problem) if problem else None,
    )


def _read(connection: Connection) -> tuple[list[Team], list[Staff]]:
    return teams.all_teams(connection), teams.colleagues(connection)


def _name(visit: Visit) -> str | None:
    name = " ".join(visit.form.get("name", "").split())
    return name if 0 < len(name) <= LONGEST else None


def _team(visit: Visit) -> str:
    return visit.request.match_info["team"]
