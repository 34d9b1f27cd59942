"""Passing a conversation on, and putting it off: give, share with a team, snooze, bring back."""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any, Final

from aiohttp import web

from bot.console.guard import LEADS
from bot.console.pages import refused
from bot.console.visit import Console, Visit
from bot.console.words import HOME
from bot.console.work import done, standing_of, tell, too_late
from casebook.queries import passing, staff
from casebook.queries.passing import Danger, Nobody
from casebook.queries.rows import now

HOUR: Final = timedelta(hours=1)
MORNING: Final = time(9)
FARTHEST: Final = timedelta(days=60)


async def give(console: Console, visit: Visit) -> web.Response:
    """Put it in a colleague's hands; the family is told who has its words now."""
    to = visit.form.get("to", "")
    if to == visit.staff.id:
        return await tell(console, visit, "problem_give_self", 422)
    colleague = await console.casebook.read(partial(staff.by_id, staff_id=to))
    name = colleague.staff.name if colleague else ""
    return await _pass(console, visit, passing.give, "given", "problem_nobody", to=to, name=name)


async def share(console: Console, visit: Visit) -> web.Response:
    """Let it wait for a team, or (without one) for everyone."""
    return await _pass(
        console, visit, passing.share, "shared", "problem_no_team", to=visit.form.get("team", ""), name=visit.staff.name
    )


async def snooze(console: Console, visit: Visit) -> web.Response:
    """Put it off for an hour, to tomorrow morning, or to a chosen moment in Connecticut's time."""
    until = moment(visit.form.get("until", ""), visit.form.get("at", ""), now())
    if until is None:
        return await tell(console, visit, "problem_snooze_when", 422)
    work = partial(passing.snooze, conversation_id=visit.conversation, staff_id=visit.staff.id, until=until)
    return await _put_off(console, visit, work)


async def wake(console: Console, visit: Visit) -> web.Response:
    """Bring it back before its time."""
    return await _put_off(
        console, visit, partial(passing.wake, conversation_id=visit.conversation, staff_id=visit.staff.id)
    )


def moment(until: str, at: str, present: datetime) -> datetime | None:
    """What was chosen, as the casebook keeps time; None when it is no moment to come within FARTHEST."""
    here = present.replace(tzinfo=UTC).astimezone(HOME)
    match until:
        case "hour":
            return present + HOUR
        case "tomorrow":
            chosen = datetime.combine(here.date() + timedelta(days=1), MORNING, HOME)
        case "at":
            try:
                chosen = datetime.fromisoformat(at).replace(tzinfo=HOME)
            except ValueError:
                return None
        case _:
            return None
    found = chosen.astimezone(UTC).replace(tzinfo=None)
    return found if present < found <= present + FARTHEST else None


async def _pass(
    console: Console, visit: Visit, how: Any, sentence: str, nobody: str, *, to: str, name: str
) -> web.Response:
    if (standing := await standing_of(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    work = partial(
        how,
        keys=console.casebook.keys,
        conversation_id=visit.conversation,
        staff_id=visit.staff.id,
        to=to,
        told=console.words.family(sentence, standing.conversation.language, name=name),
        lead=visit.staff.role in (LEADS or ()),
    )
    try:
        passed = await console.casebook.write(work)
    except Nobody:
        return await tell(console, visit, nobody, 422)
    return done(console, visit) if passed else await too_late(console, visit)


async def _put_off(console: Console, visit: Visit, work: Any) -> web.Response:
    if await standing_of(console, visit) is None:
        return refused(console, visit, "refused_unknown", 404)
    try:
        changed = await console.casebook.write(work)
    except Danger:
        return await tell(console, visit, "problem_snooze_crisis")
    return done(console, visit) if changed else await tell(console, visit, "problem_snooze_not_yours")
