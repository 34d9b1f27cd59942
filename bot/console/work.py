"""What coordinators do in a conversation: take, reply, note, hand back, close. Who is too late is told so."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from aiohttp import web

from bot.console.conversation import LIMITS, page_with, previews
from bot.console.pages import problem, refused
from bot.console.visit import Console, Visit
from bot.console.words import typed_moment
from casebook.queries import desk, dossier, scheduled
from casebook.queries.desk import NotYours, StoppedTexts
from casebook.queries.dossier import Standing
from casebook.queries.rows import now
from services.phrases import unfilled
from services.texts.quiet_hours import next_allowed

FARTHEST = timedelta(days=90)  # that a reply may be planned ahead


async def take(console: Console, visit: Visit) -> web.Response:
    """Become the owner and greet the family; of two who take at once, one wins."""
    return await _take(console, visit, over=False)


async def take_over(console: Console, visit: Visit) -> web.Response:
    """A lead takes a conversation from a colleague, so that no family is left alone with someone who is out."""
    return await _take(console, visit, over=True)


async def reply(console: Console, visit: Visit) -> web.Response:
    """Send the person's words on the family's own channel."""
    return await _write(console, visit, "reply", desk.reply)


async def later(console: Console, visit: Visit) -> web.Response:
    """Keep the reply for a moment of Connecticut's clock; a text for the night waits for the morning."""
    if (standing := await standing_of(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    due = typed_moment(visit.form.get("at", ""))
    if due is None or not now() < due <= now() + FARTHEST:
        return await tell(console, visit, "later_problem_when", 422)
    if standing.conversation.channel == "sms":
        due = next_allowed(due)
    return await _write(console, visit, "reply", partial(desk.later, due_at=due))


async def cancel_later(console: Console, visit: Visit) -> web.Response:
    """Take a planned reply back; anyone at the desk may, for who wrote it may be out."""
    planned, talk, me = visit.request.match_info["planned"], visit.conversation, visit.staff.id
    work = partial(scheduled.cancel, planned=planned, conversation_id=talk, staff_id=me)
    if not await console.casebook.write(work):
        return await tell(console, visit, "later_problem_gone")
    return done(console, visit)


async def note(console: Console, visit: Visit) -> web.Response:
    """Keep a note that only staff see; anyone at the desk may add one."""
    return await _write(console, visit, "note", desk.note)


async def hand_back(console: Console, visit: Visit) -> web.Response:
    """Give the conversation back to the computer helper."""
    return await _release(console, visit, "hand_back", desk.hand_back)


async def close(console: Console, visit: Visit) -> web.Response:
    """End the conversation for now."""
    return await _release(console, visit, "close", desk.close)


async def _write(console: Console, visit: Visit, box: str, how: Callable[..., object]) -> web.Response:
    """Keep what stands in a box of the page; forms send line ends as two characters, phones know one."""
    if (standing := await standing_of(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    text = visit.form.get(box, "").replace("\r\n", "\n").strip()
    limit = LIMITS[standing.conversation.channel] if box == "reply" else LIMITS["web"]
    if not text:
        return await tell(console, visit, "problem_empty", 422)
    if len(text) > limit:
        return await tell(console, visit, "problem_long", 422, limit=limit)
    if box == "reply" and (still_open := unfilled(text)):
        names = ", ".join(f"{{{name}}}" for name in still_open)
        return await tell(console, visit, "problem_unfilled", 422, names=names)
    return await _do(console, visit, how, text=text)


async def _take(console: Console, visit: Visit, *, over: bool) -> web.Response:
    if (standing := await standing_of(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    sentence = "take_over" if over and standing.owner_name else "joined"
    return await _do(console, visit, desk.join, greeting=_sentence(console, visit, standing, sentence), over=over)


async def _release(console: Console, visit: Visit, sentence: str, how: Callable[..., None]) -> web.Response:
    if (standing := await standing_of(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    return await _do(console, visit, how, farewell=_sentence(console, visit, standing, sentence))


async def _do(console: Console, visit: Visit, how: Callable[..., object], **values: object) -> web.Response:
    """One unit of work; what cannot be done is said beside the words, which stay."""
    deed = partial(
        how, keys=console.casebook.keys, conversation_id=visit.conversation, staff_id=visit.staff.id, **values
    )
    try:
        result = await console.casebook.write(deed)
    except NotYours:
        return await tell(console, visit, "problem_not_yours")
    except StoppedTexts:
        return await tell(console, visit, "problem_stopped")
    return await too_late(console, visit) if result is False else done(console, visit)


async def too_late(console: Console, visit: Visit) -> web.Response:
    """A colleague has it: say who."""
    standing = await standing_of(console, visit)
    return await tell(console, visit, "problem_taken", name=(standing.owner_name if standing else None) or "")


def done(console: Console, visit: Visit) -> web.Response:
    """It is committed: tell open pages and the outbox, and lead the browser back."""
    console.live.nudge(visit.conversation)
    console.wake_outbox(visit.conversation)
    if visit.by_script:
        return web.Response(status=204)
    return web.Response(status=303, headers={"Location": f"/staff/conversations/{visit.conversation}"})


async def tell(console: Console, visit: Visit, key: str, status: int = 409, **values: object) -> web.Response:
    """Say what stands in the way, beside the words that were being written."""
    sentence = console.words.ui(key, visit.language, **values)
    if visit.by_script:
        return problem(sentence, status)
    return await page_with(console, visit, status=status, problem=sentence)


async def standing_of(console: Console, visit: Visit) -> Standing | None:
    """Who has the conversation that the address names; None when there is none."""
    read = partial(dossier.standing, keys=console.casebook.keys, conversation_id=visit.conversation)
    return await console.casebook.read(read)


def _sentence(console: Console, visit: Visit, standing: Standing, key: str) -> str:
    return previews(console.words, standing.conversation.language, visit.staff, standing.owner_name)[key]
