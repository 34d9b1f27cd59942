"""Suggested help for the family's last message, beside the composer: one press puts it into the reply."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Final

from aiohttp import web

from bot.console.beside import Beside, look
from bot.console.pages import fragment, refused
from bot.console.visit import Console, Visit
from bot.console.words import HOME
from casebook.learning_records import Heard
from casebook.queries import markings
from services.casework.needs import all_needs
from services.casework.suggesting import Suggestion, Wish, family_of, suggest

# What the assistant holds of this talk may not have reached the record yet.
FACTS: Final = ("place", "child_age_months", "insurance")


async def show(console: Console, visit: Visit) -> web.Response:
    """The list, as a part of the page."""
    beside = await look(console, visit)
    if beside is None:
        return refused(console, visit, "refused_unknown", 404)
    keys, wanted = console.casebook.keys, visit.conversation
    last = await console.casebook.read(partial(markings.last, keys=keys, conversation_id=wanted))
    wish = _wish(beside, last)
    values = {"talk": beside.talk, "needs": wish.needs, "suggestions": await _suggest(console, visit, wish)}
    text = fragment(console, visit, "_suggestions.html", **values)
    return web.Response(text=text, content_type="text/html")


async def _suggest(console: Console, visit: Visit, wish: Wish) -> list[Suggestion]:
    if console.find is None:
        return []
    look_up = partial(suggest, wish, visit.language, datetime.now(HOME), console.find)
    return await asyncio.to_thread(look_up)


def _wish(beside: Beside, last: Heard | None) -> Wish:
    talk, slots = beside.talk, (beside.talk.state or {}).get("slots") or {}
    told = {name: slots[name] for name in FACTS if slots.get(name) is not None} | dict(beside.view.record.facts)
    words = last.text if last else None
    return Wish(_needs(beside, last), family_of(told), talk.language, talk.channel, words)


def _needs(beside: Beside, last: Heard | None) -> list[str]:
    """Those of the last message, as staff or the assistant read it; when it has none, the family's newest first."""
    read = (last.marked_as or tuple(name for name, _ in last.read_as)) if last else ()
    if needs := [name for name in read if name in all_needs()]:
        return needs
    wanted = [each for each in beside.view.record.needs if each.state == "open" and each.wants_help is not False]
    newest = sorted(wanted, key=lambda need: need.found_at, reverse=True)
    slots = (beside.talk.state or {}).get("slots") or {}
    return [each.label for each in newest] or list(reversed(slots.get("needs") or ()))
