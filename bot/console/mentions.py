"""Where colleagues named me in their notes."""

from functools import partial

from aiohttp import web

from bot.console.pages import page
from bot.console.visit import Console, Visit
from casebook.queries import mentions


async def show(console: Console, visit: Visit) -> web.Response:
    """The list, unseen ones first; the words show only once the conversation is opened, and then they are seen."""
    found = await console.casebook.read(partial(mentions.of, staff_id=visit.staff.id))
    return page(console, visit, "mentions.html", found=found)


async def count(console: Console, visit: Visit) -> web.Response:
    """How many are unseen, as data for the script."""
    return web.json_response({"unseen": await console.casebook.read(partial(mentions.unseen, staff_id=visit.staff.id))})
