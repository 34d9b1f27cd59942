"""What coordinators do in a conversation: take, reply, note, hand back, close. Who is too late is told so."""

from collections.abc import Callable
from functools import partial

from aiohttp import web

from bot.console.conversation import LIMITS, page_with, previews
from bot.console.pages import problem, refused
from bot.console.visit import Console, Visit
from casebook.queries import desk, dossier
from casebook.queries.desk import NotYours, StoppedTexts
from casebook.queries.dossier import Standing
from services.phrases import unfilled


async def take(console: Console, visit: Visit) -> web.Response:
    """Become the owner and greet the family; of two who take at once, one wins."""
    return await _take(console, visit, over=False)


async def take_over(console: Console, visit: Visit) -> web.Response:
    """A lead takes a conversation from a colleague, so that no family is left alone with someone who is out."""
    return await _take(console, visit, over=True)


async def reply(console: Console, visit: Visit) -> web.Response:
    """Send the person's words on the family's own channel."""
    return await _write(console, visit, "reply", desk.reply)


async def note(console: Console, visit: Visit) -> web.Response:
    """Keep a note that only staff see; anyone at the desk may add one."""
    return await _write(console, visit, "note", desk.note)


async def hand_back(console: Console, visit: Visit) -> web.Response:
    """Give the conversation back to the computer helper."""
    return await _release(console, visit, "hand_back", desk.hand_back)


async def close(console: Console, visit: Visit) -> web.Response:
    """End the conversation for now."""
    return await _release(console, visit, "close", desk.close)


async def _write(console: Console, visit: Visit, box: str, how: Callable[..., int]) -> web.Response:
    """Keep what stands in a box of the page; forms send line ends as two characters, phones know one."""
    if (standing := await _standing(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    text = visit.form.get(box, "").replace("\r\n", "\n").strip()
    limit = LIMITS[standing.conversation.channel] if box == "reply" else LIMITS["web"]
    if not text:
        return await _tell(console, visit, "problem_empty", 422)
    if len(text) > limit:
        return await _tell(console, visit, "problem_long", 422, limit=limit)
    if box == "reply" and (still_open := unfilled(text)):
        return await _tell(
            console, visit, "problem_unfilled", 422, names=", ".join(f"{{{name}}}" for name in still_open)
        )
    return await _do(console, visit, how, text=text)


async def _take(console: Console, visit: Visit, *, over: bool) -> web.Response:
    if (standing := await _standing(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    sentence = "take_over" if over and standing.owner_name else "joined"
    return await _do(console, visit, desk.join, greeting=_sentence(console, visit, standing, sentence), over=over)


async def _release(console: Console, visit: Visit, sentence: str, how: Callable[..., None]) -> web.Response:
    if (standing := await _standing(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    return await _do(console, visit, how, farewell=_sentence(console, visit, standing, sentence))


async def _do(console: Console, visit: Visit, how: Callable[..., object], **values: object) -> web.Response:
    """One unit of work; what cannot be done is said beside the words, which stay."""
    deed = partial(
        how, keys=console.casebook.keys, conversation_id=visit.conversation, staff_id=visit.staff.id, **values
    )
    try:
        done = await console.casebook.write(deed)
    except NotYours:
        return await _tell(console, visit, "problem_not_yours")
    except StoppedTexts:
        return await _tell(console, visit, "problem_stopped")
    return await _too_late(console, visit) if done is False else _done(console, visit)


async def _too_late(console: Console, visit: Visit) -> web.Response:
    standing = await _standing(console, visit)
    return await _tell(console, visit, "problem_taken", name=(standing.owner_name if standing else None) or "")


def _done(console: Console, visit: Visit) -> web.Response:
    console.live.nudge(visit.conversation)
    console.wake_outbox(visit.conversation)
    if visit.by_script:
        return web.Response(status=204)
    return web.Response(status=303, headers={"Location": f"/staff/conversations/{visit.conversation}"})


async def _tell(console: Console, visit: Visit, key: str, status: int = 409, **values: object) -> web.Response:
    sentence = console.words.ui(key, visit.language, **values)
    if visit.by_script:
        return problem(sentence, status)
    return await page_with(console, visit, status=status, problem=sentence)


async def _standing(console: Console, visit: Visit) -> Standing | None:
    read = partial(dossier.standing, keys=console.casebook.keys, conversation_id=visit.conversation)
    return await console.casebook.read(read)


def _sentence(console: Console, visit: Visit, standing: Standing, key: str) -> str:
    return previews(console.words, standing.conversation.language, visit.staff, standing.owner_name)[key]
