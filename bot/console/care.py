"""A family's care at the desk: the one plan, needs, consents, referrals, and what a coordinator adds to them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import Connection, select

from bot.console.pages import page, refused
from bot.console.visit import Console, Visit
from casebook import tables as house
from casebook.care import applying, reading
from casebook.care.changes import Change, KeepPlanItem, Place
from casebook.care.records import FamilyRecord, PlanItem, StepState
from casebook.care.referring import AlreadyReferred
from casebook.queries import dossier
from casebook.queries.dossier import Standing
from casebook.queries.rows import audit, new_id, now
from services.casework.needs import all_needs
from services.casework.suggesting import family_of
from services.eligibility import all_programs
from services.plan.plan import plan
from services.referrals.opening import Proposal, agreed, ask
from services.referrals.packet import packet, shown
from services.texts.quiet_hours import next_allowed

HERE: Final = ZoneInfo("America/New_York")
DAY_BEFORE_AT: Final = time(15)  # in Connecticut: time enough to call for a ride
LONGEST: Final = 300
STATES: Final[Mapping[str, StepState]] = {"done": "done", "dropped": "dropped", "open": "open"}


async def show(console: Console, visit: Visit) -> web.Response:
    """The page; opening it is a reading of the record."""
    return await _page(console, visit)


async def add_step(console: Console, visit: Visit) -> web.Response:
    """A step of the plan: what, who does it, by when."""
    text, who = _plain(visit, "text"), _plain(visit, "who") or None
    try:
        by = date.fromisoformat(visit.form["by"]) if visit.form.get("by") else None
    except ValueError:
        return await _page(console, visit, problem="care_bad_date", status=422)
    if not text:
        return await _page(console, visit, problem="problem_empty", status=422)
    actor = f"staff:{visit.staff.id}"
    item = PlanItem(new_id(), "step", text, "open", actor, now(), now(), who=who, by_date=by)
    return await _do(console, visit, [KeepPlanItem(item)])


async def settle_step(console: Console, visit: Visit) -> web.Response:
    """A step is done, or no longer wanted."""
    if (record := await _record(console, visit)) is None:
        return refused(console, visit, "refused_unknown", 404)
    known = next((each for each in record.plan if each.id == visit.form.get("id")), None)
    state = STATES.get(visit.form.get("state", ""))
    if known is None or state is None:
        return refused(console, visit, "refused_input", 400)
    item = replace(known, state=state, updated_at=now())
    return await _do(console, visit, [KeepPlanItem(item)])


async def appointment(console: Console, visit: Visit) -> web.Response:
    """Ask the family the afternoon before a visit whether it has a ride."""
    try:
        day = date.fromisoformat(visit.form.get("day", ""))
    except ValueError:
        return await _page(console, visit, problem="care_bad_date", status=422)
    before = datetime.combine(day - timedelta(days=1), DAY_BEFORE_AT, HERE).astimezone(UTC).replace(tzinfo=None)
    if day <= datetime.now(HERE).date():
        return await _page(console, visit, problem="care_past_date", status=422)
    due = next_allowed(max(before, now()))
    return await _do(console, visit, [ask("appointment", visit.conversation, None, due)])


async def refer(console: Console, visit: Visit) -> web.Response:
    """Put the family forward with the yes that it gave to a person, in the words that were used."""
    record, standing = await _record(console, visit), await _standing(console, visit)
    wording, need = _plain(visit, "wording"), visit.form.get("need", "")
    program = next((each for each in all_programs() if each.id == visit.form.get("program")), None)
    if record is None or standing is None:
        return refused(console, visit, "refused_unknown", 404)
    if program is None or need not in all_needs() or not wording:
        return await _page(console, visit, problem="care_refer_needs", status=422)
    talk = standing.conversation
    name = program.name.es if talk.language == "es" else program.name.en
    told = packet(
        f"program:{program.id}", need, family_of(record.facts), talk.language, talk.channel, record.facts.get("phone")
    )
    proposal = Proposal(f"program:{program.id}", name, need, told)
    words = f"{wording} [{shown(told, talk.language)}]"
    try:
        return await _do(console, visit, agreed(proposal, words, talk.language, talk.channel, talk.id, now()))
    except AlreadyReferred:
        return await _page(console, visit, problem="care_already", status=409)


async def _do(console: Console, visit: Visit, made: Sequence[Change]) -> web.Response:
    if await _standing(console, visit) is None:
        return refused(console, visit, "refused_unknown", 404)

    def work(connection: Connection) -> None:
        # whose it is now: a colleague may have joined two records since the page was opened
        mine = select(house.conversation.c.family).where(house.conversation.c.id == visit.conversation)
        family = str(connection.execute(mine.with_for_update()).scalar_one())
        where = Place(family, visit.conversation, f"staff:{visit.staff.id}")
        applying.apply(connection, console.casebook.keys, where, made)
        audit(connection, where.actor, "care", visit.conversation, type(made[0]).__name__)

    await console.casebook.write(work)
    return web.Response(status=303, headers={"Location": f"/staff/conversations/{visit.conversation}/care"})


async def _page(console: Console, visit: Visit, *, problem: str | None = None, status: int = 200) -> web.Response:
    record, standing = await _record(console, visit), await _standing(console, visit)
    if record is None or standing is None:
        return refused(console, visit, "refused_unknown", 404)
    await console.casebook.write(
        partial(dossier.opened, conversation_id=visit.conversation, staff_id=visit.staff.id, again=True)
    )
    others = await console.casebook.read(partial(_others, family=record.family, but=visit.conversation))
    values = {
        "talk": standing.conversation,
        "record": record,
        "plan": plan(record, visit.language),
        "steps": [each for each in record.plan if each.kind == "step" and each.state == "open"],
        "others": others,
        "needs": list(all_needs()),
        "programs": [(each.id, each.name.in_language(visit.language)) for each in all_programs()],
        "named": {f"program:{each.id}": each.name.in_language(visit.language) for each in all_programs()},
        "problem": problem,
        "kept": visit.form,
    }
    return page(console, visit, "care.html", status, **values)


async def _record(console: Console, visit: Visit) -> FamilyRecord | None:
    standing = await _standing(console, visit)
    if standing is None:
        return None
    read = partial(reading.read, keys=console.casebook.keys, family=standing.conversation.family)
    return await console.casebook.read(read)


async def _standing(console: Console, visit: Visit) -> Standing | None:
    find = partial(dossier.standing, keys=console.casebook.keys, conversation_id=visit.conversation)
    return await console.casebook.read(find)


def _others(connection: Connection, family: str, but: str) -> list[tuple[str, str]]:
    """(id, channel) of the family's other addresses."""
    by = house.conversation.c
    query = select(by.id, by.channel).where(by.family == family, by.id != but)
    return [(row.id, row.channel) for row in connection.execute(query)]


def _plain(visit: Visit, name: str) -> str:
    return visit.form.get(name, "").strip()[:LONGEST]
