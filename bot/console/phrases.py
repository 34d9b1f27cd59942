"""Phrases for a reply: the family's language, filled from its record, with the staff's own language as a hint."""

from typing import Any

from aiohttp import web

from bot.console.beside import Beside, look, telling
from bot.console.naming import FACT
from bot.console.pages import refused
from bot.console.story import Telling, place_of
from bot.console.visit import Console, Visit
from casebook.care.moves import ENDED
from casebook.care.records import FamilyRecord
from services.directory.places import connecticut
from services.eligibility import Program, all_programs
from services.library.text import Language
from services.phrases import Phrase, all_phrases, fill, unfilled
from services.referrals.status import day_of


async def show(console: Console, visit: Visit) -> web.Response:
    """The phrases as data for the picker."""
    beside = await look(console, visit)
    if beside is None:
        return refused(console, visit, "refused_unknown", 404)
    family = language_of(beside)
    theirs, ours = (known(telling(console, visit, beside), visit.staff.name, each) for each in (family, visit.language))
    return web.json_response({"phrases": [_entry(each, visit, family, theirs, ours) for each in all_phrases()]})


def language_of(beside: Beside) -> Language:
    """The language in which the family is written to."""
    return "es" if beside.talk.language == "es" else "en"


def known(told: Telling, my_name: str, language: Language) -> dict[str, str]:
    """What fills the places, in one language; what nobody knows is left out."""
    record = told.record
    program = _program(told)
    told_place = place_of(told)
    place = connecticut().find(told_place) if told_place else None
    names = [child.name for child in record.children if child.name]
    values = {
        "my_name": my_name,
        "family_name": record.facts.get(FACT),
        "child_name": names[0] if len(names) == 1 else None,
        "program": program.name.in_language(language) if program else _referred(record),
        "phone": program.phone if program else None,
        "town": place.town if place else None,
        "need": _need(told, language),
        "date": _date(told, language),
    }
    return {name: str(value) for name, value in values.items() if value}


def _entry(
    phrase: Phrase, visit: Visit, family: Language, theirs: dict[str, str], ours: dict[str, str]
) -> dict[str, Any]:
    text = fill(phrase.text.in_language(family), theirs)
    return {
        "group": phrase.group.in_language(visit.language),
        "title": phrase.title.in_language(visit.language),
        "text": text,
        "hint": fill(phrase.text.in_language(visit.language), ours) if family != visit.language else "",
        "open": unfilled(text),
    }


def _program(told: Telling) -> Program | None:
    """The program that is talked about: the newest open referral, else the one that the talk came to."""
    by_key = {f"program:{each.id}": each for each in all_programs()}
    moving = [each.target for each in told.record.referrals if each.state not in ENDED]
    named = [f"program:{told.slots['program']}"] if told.slots.get("program") else []
    keys = [*reversed(moving), *named]
    return by_key.get(keys[0]) if keys else None


def _referred(record: FamilyRecord) -> str | None:
    moving = [each.name for each in record.referrals if each.state not in ENDED]
    return moving[-1] if moving else None


def _need(told: Telling, language: Language) -> str | None:
    wanted = [each for each in told.record.needs if each.state == "open" and each.wants_help is not False]
    newest = max(wanted, key=lambda need: need.found_at).label if wanted else None
    return told.words.label("needs", newest, language).lower() if newest else None


def _date(told: Telling, language: Language) -> str | None:
    """The next day that the plan holds."""
    days = [each.by_date for each in told.record.plan if each.kind == "step" and each.state == "open" and each.by_date]
    coming = sorted(day for day in days if day >= told.today)
    return day_of(coming[0], language) if coming else None
