"""Labelled messages before anything is learned: an editor or lead sees only the words that would be learned."""

import asyncio
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from casebook.learning_records import Marked
from casebook.queries import markings
from services.learning.vocabulary import scrubber


@dataclass(frozen=True, slots=True)
class Proposal:
    """A labelled message as it would be learned; `words` is None where a name or number may be left in it."""

    marked: Marked
    words: str | None
    labels: tuple[str, ...]


async def show(console: Console, visit: Visit) -> web.Response:
    """All that wait, oldest first."""
    return page(console, visit, "examples.html", proposals=await _proposals(console, visit))


async def approve(console: Console, visit: Visit) -> web.Response:
    """Let it be learned in exactly the words that were shown; when those have changed since, it is shown again."""
    proposal = next((each for each in await _proposals(console, visit) if each.marked.message == _message(visit)), None)
    if proposal is None:
        return refused(console, visit, "refused_example", 404)
    if proposal.words is None or proposal.words != visit.form.get("words"):
        return refused(console, visit, "refused_changed", 409)
    return await _settle(console, visit, proposal.words)


async def leave_out(console: Console, visit: Visit) -> web.Response:
    """Never learn from it."""
    return await _settle(console, visit, None)


async def _settle(console: Console, visit: Visit, example: str | None) -> web.Response:
    how = partial(markings.settle, keys=console.casebook.keys, message_id=_message(visit), staff_id=visit.staff.id)
    if not await console.casebook.write(partial(how, example=example)):
        return refused(console, visit, "refused_example", 404)
    return web.Response(status=303, headers={"Location": "/staff/examples"})


async def _proposals(console: Console, visit: Visit) -> list[Proposal]:
    waiting = await console.casebook.read(partial(markings.open_markings, keys=console.casebook.keys))
    # Off the event loop: the first time, every training example is read.
    words = await asyncio.to_thread(lambda: [scrubber().scrub(marked.text) for marked in waiting])
    return [
        Proposal(marked, left, tuple(console.words.meaning(label, visit.language) for label in marked.labels))
        for marked, left in zip(waiting, words, strict=True)
    ]


def _message(visit: Visit) -> str:
    return visit.request.match_info["message"]
