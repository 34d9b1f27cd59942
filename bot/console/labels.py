"""What a family's message means, said by a coordinator: the list of unclear messages, and the page that labels one."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from aiohttp import web

from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from bot.console.words import Words
from casebook.learning_records import Heard
from casebook.queries import dossier, markings
from services.casework.needs import all_needs
from services.language import choose, guess
from services.learning.labels import known_labels
from services.learning.unclear import most_useful

FIELDS = ("main", "also", "third")
MOST_LISTED = 50


async def show_unclear(console: Console, visit: Visit) -> web.Response:
    """The messages that were unclear, most useful first; their words show only once one is opened."""
    heard = await console.casebook.read(partial(markings.heard, keys=console.casebook.keys))
    return page(console, visit, "unclear.html", found=most_useful(heard)[:MOST_LISTED])


async def show(console: Console, visit: Visit) -> web.Response:
    """The page that labels one message; opening it is reading the conversation."""
    heard = await _heard(console, visit)
    if heard is None:
        return refused(console, visit, "refused_unknown", 404)
    opened = partial(dossier.opened, conversation_id=heard.conversation, staff_id=visit.staff.id, again=True)
    await console.casebook.write(opened)
    return _page(console, visit, heard)


async def keep(console: Console, visit: Visit) -> web.Response:
    """Keep the labels and go back to the message."""
    heard = await _heard(console, visit)
    if heard is None:
        return refused(console, visit, "refused_unknown", 404)
    chosen = tuple(dict.fromkeys(label for field in FIELDS if (label := visit.form.get(field))))
    if not visit.form.get("main") or not set(chosen) <= set(known_labels()):
        return _page(console, visit, heard, status=422, problem="problem_label")
    language = choose(guess(heard.text), heard.language, chosen=False, first=True)
    how = partial(markings.mark, keys=console.casebook.keys, message_id=heard.message, staff_id=visit.staff.id)
    await console.casebook.write(partial(how, labels=chosen, language=language))
    place = f"/staff/conversations/{heard.conversation}#line-{heard.seq}"
    return web.Response(status=303, headers={"Location": place})


def choices(words: Words, language: str) -> Mapping[str, list[tuple[str, str]]]:
    """Every label with its words, by group, as a picker shows them."""
    groups: dict[str, list[tuple[str, str]]] = {"needs": [], "danger": [], "talk": []}
    for label in known_labels():
        group = "needs" if label in all_needs() else "danger" if label.startswith("crisis_") else "talk"
        groups[group].append((label, words.meaning(label, language)))
    return {name: sorted(found, key=lambda each: each[1]) for name, found in groups.items()}


async def _heard(console: Console, visit: Visit) -> Heard | None:
    seq = int(visit.request.match_info["seq"])
    read = partial(markings.line, keys=console.casebook.keys, conversation_id=visit.conversation, seq=seq)
    return await console.casebook.read(read)


def _page(
    console: Console, visit: Visit, heard: Heard, *, status: int = 200, problem: str | None = None
) -> web.Response:
    taken = heard.marked_as or tuple(name for name, _ in heard.read_as)
    values: dict[str, Any] = {
        "heard": heard,
        "groups": choices(console.words, visit.language),
        "taken": dict(zip(FIELDS, (*taken, "", "", "")[: len(FIELDS)], strict=True)),
        "read_as": [console.words.meaning(name, visit.language) for name, _ in heard.read_as],
        "problem": problem,
    }
    return page(console, visit, "labels.html", status, **values)
