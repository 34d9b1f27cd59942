"""Chooses the help to name for a need: programs that may fit and services near the family."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.casework.lines import line_last
from services.casework.needs import Need, all_needs, already_has
from services.casework.offer import Offer, program_door, service_door
from services.casework.ordering import at_their_lines, closedness, last_at_the_end, named_first, take_turns, unlike
from services.casework.told_first import told_first
from services.directory.costs import cannot_pay
from services.directory.naming import names_for, says_only_the_need
from services.directory.places import Place
from services.directory.question import Found, Question, Window
from services.eligibility import best_for
from services.income import percent_of_poverty

# Kinds of insurance that eligibility knows; "husky" alone leaves open which part, "not_husky" may be any other.
INSURANCE = {kind: kind for kind in ("husky_a", "husky_b", "husky_c", "husky_d", "private", "none")}
INSURANCE["not_husky"] = "private"
MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Family:
    """What a family has said so far."""

    place: Place | None = None
    child_age_months: float | None = None
    insurance: str | None = None
    people: int | None = None  # at home
    income: float | None = None  # dollars a year, before taxes


def offers(
    need: str,
    family: Family,
    language: str,
    now: datetime,
    find: Callable[[Question], list[Found]],
    limit: int,
    words: str | None = None,
    within: Window | None = None,
    alone: bool = True,
    line_down: bool = False,
) -> list[Offer]:
    """The best doors for a need.

    `words` are how the family put it: what the search finds for them stands in its order. Without any, programs and
    places take turns, and what needs.yml puts first comes first. `within` is when it shall be open: then what is open
    goes first, what is closed last. `alone` is false where the words tell of other needs too: then only the things
    that they name for this one count. `line_down`: 2-1-1 does not answer them, what needs it goes last.
    """
    label, on, said = all_needs()[need], now.date(), words
    if words and not alone:
        words = names_for(need, words, language)
    elif words and label.doors and says_only_the_need(need, words, language):
        words = None
    first = [label.meanwhile or ""] if waits(label, family) else label.doors
    fitting = best_for(need, facts(need, family, on), on)
    programs = [program_door(each, language) for each in fitting if not already_has(each.id, family.insurance)]
    question = Question(
        need=need,
        place=family.place,
        age_months=family.child_age_months,
        language=language,
        now=now,
        limit=MOST_PLACES,
        text=words,
        no_money=cannot_pay(words or ""),
        within=within,
    )
    places = [service_door(each) for each in find(question) if _fits(each, alone)]
    if within is not None:
        return _first(unlike(sorted([*places, *programs], key=closedness)), limit, line_down)
    if words:
        doors = told_first(need, said, on, last_at_the_end(at_their_lines(programs, places)))
        return _first(unlike(named_first(first, doors) if label.doors_stay else doors), limit, line_down)
    pairs = (programs, places) if label.first == "program" else (places, programs)
    return _first(unlike(told_first(need, said, on, named_first(first, take_turns(*pairs)))), limit, line_down)


def _first(doors: list[Offer], limit: int, line_down: bool) -> list[Offer]:
    return (line_last(doors) if line_down else doors)[:limit]


def _fits(found: Found, alone: bool) -> bool:
    """Not a pantry at the other end of the state; where several needs were told, nothing for another of them."""
    return "place_unknown" not in found.why and (alone or "need" in found.why or found.last_resort)


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
