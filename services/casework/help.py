"""Chooses the help to name for a need: programs that may fit and services near the family."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.casework.needs import Need, all_needs, already_has, things_named
from services.directory.costs import cannot_pay
from services.directory.places import Place
from services.directory.question import Found, Question, Window
from services.eligibility import Program, best_for
from services.income import percent_of_poverty
from services.library.text import Text

# Kinds of insurance that eligibility knows; "husky" alone leaves open which part, "not_husky" may be any other.
INSURANCE = {kind: kind for kind in ("husky_a", "husky_b", "husky_c", "husky_d", "private", "none")}
INSURANCE["not_husky"] = "private"
MOST_PLACES = 40
_HOURS = {"open": 0, "unknown": 1, "none": 2, "closed": 3}

# A line that many services share says nothing about being the same door.
EVERYBODYS = {"211", "8002031234"}


@dataclass(frozen=True, slots=True)
class Family:
    """What a family has said so far."""

    place: Place | None = None
    child_age_months: float | None = None
    insurance: str | None = None
    people: int | None = None  # at home
    income: float | None = None  # dollars a year, before taxes


@dataclass(frozen=True, slots=True)
class Offer:
    """One door to name to a family; `key` tells it from the others, `miles` is None for a line or a program.

    `sign` is its name in English, which is the same for a program and for its own line in the directory.
    """

    key: str
    sign: str
    name: str
    summary: str
    next_step: str
    town: str | None = None
    miles: float | None = None
    phone: str | None = None
    last_resort: bool = False
    found: Found | None = None  # what the directory tells of it; none of a program


def offers(
    need: str,
    family: Family,
    language: str,
    now: datetime,
    find: Callable[[Question], list[Found]],
    limit: int,
    words: str | None = None,
    within: Window | None = None,
) -> list[Offer]:
    """The best doors for a need, programs and places taking turns; what needs.yml puts first comes first.

    `words` are how the family put it: when they name one of the need's things, places that speak of it go first.
    `within` is when it shall be open: then what is open goes first, what is closed last.
    """
    label = all_needs()[need]
    fitting = best_for(need, facts(need, family, now.date()), now.date())
    programs = [program_door(each, language) for each in fitting if not already_has(each.id, family.insurance)]
    question = Question(
        need=need,
        place=family.place,
        age_months=family.child_age_months,
        language=language,
        now=now,
        limit=MOST_PLACES,
        text=things_named(need, words),
        no_money=cannot_pay(words or ""),
        within=within,
    )
    found = [each for each in find(question) if "place_unknown" not in each.why]  # not a pantry at the other end
    places = [_place(each, language) for each in found]
    if within is not None:
        return _unlike(sorted([*places, *programs], key=_closedness))[:limit]
    if any("words" in each.why for each in found):  # they named the very thing: nothing goes before it
        return _unlike(_last_at_the_end([*places, *programs]))[:limit]
    pairs = (programs, places) if label.first == "program" else (places, programs)
    return _unlike(_named_first(label, family, _take_turns(*pairs)))[:limit]


def _closedness(door: Offer) -> tuple[bool, int]:
    """Open, then unknown, then programs, which have no hours, then closed; the last resort, always open, at the end."""
    state = door.found.then.state if door.found and door.found.then else "none"
    return door.last_resort, _HOURS[state]


def same_line(door: Offer, others: list[Offer]) -> Offer | None:
    """The directory's own line for a program: the service that answers the same phone."""
    phone = _digits(door.phone)
    return next((each for each in others if each.found and phone and _digits(each.found.phone) == phone), None)


def waits(label: Need, family: Family) -> bool:
    """Whether the right door depends on the child's age, and we do not know it yet."""
    return label.meanwhile is not None and family.child_age_months is None


def facts(need: str, family: Family, on: date) -> dict[str, Any]:
    """What eligibility may know on a day: what the family said and what the need itself says."""
    known: dict[str, Any] = dict(all_needs()[need].facts)
    if family.child_age_months is not None:
        known["child_age_months"] = family.child_age_months
    if family.insurance in INSURANCE:
        known["insurance"] = INSURANCE[family.insurance]
    if family.place is not None:
        known["town"] = family.place.town
    if family.people is not None and family.income is not None:
        known["income_percent_fpl"] = percent_of_poverty(family.income, family.people, on)
    return known


def _take_turns(first: list[Offer], second: list[Offer]) -> list[Offer]:
    mixed: list[Offer] = []
    for index in range(max(len(first), len(second))):
        mixed += first[index : index + 1] + second[index : index + 1]
    return _last_at_the_end(mixed)


def _last_at_the_end(mixed: list[Offer]) -> list[Offer]:
    return sorted(mixed, key=lambda offer: offer.last_resort)


def _named_first(label: Need, family: Family, mixed: list[Offer]) -> list[Offer]:
    """The doors that needs.yml names go first, in its order; the rest as they were."""
    named = [label.meanwhile] if waits(label, family) else [*label.doors]
    ranks = {name: rank for rank, name in enumerate(named)}
    return sorted(mixed, key=lambda offer: ranks.get(offer.key.partition(":")[2], len(named)))


def _unlike(mixed: list[Offer]) -> list[Offer]:
    """Each door once: a program and its own line in the directory have the same phone."""
    seen: set[str] = set()
    kept = []
    for offer in mixed:
        marks = {_bare(offer.sign), _digits(offer.phone) or offer.key}
        if not marks & seen:
            kept.append(offer)
        seen |= marks
    return kept


def _bare(name: str) -> str:
    return name.partition("(")[0].strip().casefold()


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdigit, phone or "")).removeprefix("1")


def program_door(program: Program, language: str) -> Offer:
    """A program as a door in the family's language."""
    return Offer(
        f"program:{program.id}",
        program.name.en,
        _say(program.name, language),
        _say(program.summary, language),
        _say(program.next_step, language),
        phone=program.phone,
    )


def _place(found: Found, language: str) -> Offer:
    return Offer(
        f"service:{found.service_id}",
        found.name,
        found.name,
        found.summary,
        found.next_step or "",
        found.town if found.reach == "local" else None,
        found.miles if found.reach == "local" else None,
        None if _digits(found.phone) in EVERYBODYS else found.phone,
        found.last_resort,
        found,
    )


def _say(words: Text, language: str) -> str:
    return words.es if language == "es" else words.en
