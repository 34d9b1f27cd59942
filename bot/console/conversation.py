"""One conversation: the story first, then the transcript; every opening is written in the audit."""

from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from aiohttp import web
from sqlalchemy import Connection

from bot.console.pages import fragment, page, refused
from bot.console.story import Telling, spoken, subject, ways
from bot.console.story_lines import story
from bot.console.visit import Console, Visit
from bot.console.words import HOME, Words
from casebook.console_records import Staff
from casebook.crypto import KeyRing
from casebook.queries import dossier, family_view, mentions
from casebook.queries.dossier import Dossier
from casebook.queries.family_view import FamilyView
from services.phrases import VARIABLES
from services.plan.plan import plan
from services.screening.shelf import title


class Opened(NamedTuple):
    """A conversation, its family as it stands beside it, and who can be named in a note."""

    dossier: Dossier
    view: FamilyView
    colleagues: list[Staff]


LIMITS = {"sms": 1600, "web": 4000}  # the provider takes no longer text; a browser gets a page of it at most


async def show(console: Console, visit: Visit) -> web.Response:
    """The page of a conversation."""
    return await page_with(console, visit)


async def page_with(console: Console, visit: Visit, *, status: int = 200, problem: str | None = None) -> web.Response:
    """The page, with what went wrong and, each in its own box, the words that were being written."""
    opened = await _open(console, visit)
    if opened is None:
        return refused(console, visit, "refused_unknown", 404)
    kept = {box: visit.form.get(box, "") for box in ("reply", "note")}
    values = _values(console, visit, opened)
    return page(console, visit, "conversation.html", status, problem=problem, kept=kept, **values)


async def follow(console: Console, visit: Visit) -> web.Response:
    """What is new since a sequence number (`?after=`), as data for the script that follows along.

    `&seen=1` says that the page is before somebody's eyes: a tab in the background follows, but reads nothing.
    """
    after = visit.request.query.get("after", "")
    if not (after.isascii() and after.isdigit() and len(after) < 10):
        return refused(console, visit, "refused_input", 400)
    opened = await _open(console, visit, after=int(after), again=True, seen=visit.request.query.get("seen") == "1")
    if opened is None:
        return refused(console, visit, "refused_unknown", 404)
    return web.json_response(_news(console, visit, opened))


async def _open(
    console: Console, visit: Visit, *, after: int = 0, again: bool = False, seen: bool = True
) -> Opened | None:
    wanted = visit.conversation
    found = await console.casebook.read(partial(_read, keys=console.casebook.keys, talk=wanted, after=after))
    if found is not None:
        read_to = found.dossier.conversation.last_seq if seen else 0
        opened = partial(_opened, talk=wanted, staff_id=visit.staff.id, again=again, read_to=read_to)
        if await console.casebook.write(opened):
            console.live.nudge(wanted)  # the family sees that a person has read
    return found


def _read(connection: Connection, keys: KeyRing, talk: str, after: int) -> Opened | None:
    record = dossier.read(connection, keys, talk, after)
    if record is None:
        return None
    view = family_view.read(connection, keys, record.conversation.family)
    return Opened(record, view, mentions.colleagues(connection))


def _opened(connection: Connection, talk: str, staff_id: str, again: bool, read_to: int) -> bool:
    mentions.seen(connection, talk, staff_id)
    return dossier.opened(connection, talk, staff_id, again=again, read_to=read_to)


def _news(console: Console, visit: Visit, opened: Opened) -> dict[str, Any]:
    values, record = _values(console, visit, opened), opened.dossier
    return {
        "last": record.conversation.last_seq,
        "lines": fragment(console, visit, "_lines.html", **values),
        "fromFamily": any(line.sender == "family" for line in record.lines),
        "deliveries": {
            seq: (how, console.words.label("deliveries", how, visit.language)) for seq, how in record.deliveries.items()
        },
        "fragments": {
            name: fragment(console, visit, f"_{name}.html", **values) for name in ("story", "standing", "planned")
        },
        "writable": values["writable"],
        "replyHint": values["reply_hint"],
    }


def _values(console: Console, visit: Visit, opened: Opened) -> dict[str, Any]:
    record = opened.dossier
    talk, mine = record.conversation, record.conversation.staff == visit.staff.id
    stopped = talk.opted_out and talk.channel == "sms"
    return {
        "talk": talk,
        "record": record,
        "mine": mine,
        "stopped": stopped,
        "writable": mine and not stopped,
        "reply_hint": console.words.ui(_hint(record, mine, stopped), visit.language, name=record.owner_name),
        "limit": LIMITS[talk.channel],
        "variables": VARIABLES,
        "unfilled_says": console.words.pattern("unfilled", visit.language),
        "story": story(Telling(talk, opened.view, console.words, visit.language, datetime.now(HOME).date())),
        "beside": _beside(opened.view, visit),
        "spoken": spoken,
        "planned": [each for each in opened.view.planned if each.conversation == talk.id],
        "names": [each.name for each in opened.colleagues if each.id != visit.staff.id],
        "ways": ways(record, console.words, visit.language),
        "lead": visit.staff.role in ("lead", "admin"),
        "previews": previews(console.words, talk.language, visit.staff, record.owner_name),
    }


def _beside(view: FamilyView, visit: Visit) -> dict[str, Any]:
    """The record in short, as it stands beside the transcript; the care page has the whole."""
    record, language = view.record, visit.language
    consents = list({each.subject: each for each in record.sharings}.values())
    return {
        "name": record.facts.get("family_name", ""),
        "needs": [each for each in reversed(record.needs) if each.state != "dropped"],
        "screenings": [(title(each.instrument, language), each) for each in reversed(record.screenings)],
        "steps": plan(record, language).steps,
        "referrals": [each for each in reversed(record.referrals) if each.state != "entered-in-error"],
        "consents": [(subject(each, language), each) for each in reversed(consents)],
        "addresses": view.addresses,
    }


def previews(words: Words, language: str, staff: Staff, before: str | None) -> dict[str, str]:
    """What the family would get at each step, in the family's language."""
    names = {"name": staff.name, "before": before or ""}
    return {key: words.family(key, language, **names) for key in ("joined", "take_over", "hand_back", "close")}


def _hint(record: Dossier, mine: bool, stopped: bool) -> str:
    if stopped:
        return "reply_stopped"
    if mine:
        return "reply_hint"
    return "owner_other" if record.conversation.owner == "person" else "reply_take_first"
