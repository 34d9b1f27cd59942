"""Chooses the help to name for a need: programs that may fit and services near the family."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from services.casework.needs import Need, all_needs, already_has, as_if_told
from services.casework.nobody_for_it import line_first
from services.casework.offer import Offer, bare, program_door, service_door
from services.casework.only_for import for_this_family
from services.casework.ordering import (
    at_their_lines,
    closedness,
    in_turn,
    last_at_the_end,
    named_first,
    offices_last,
    parents_last,
    take_turns,
    unlike,
    without_adults_only,
)
from services.casework.places_for import MOST_PLACES, fitting_places
from services.casework.told_first import named_by_rule, told_first
from services.directory.costs import cannot_pay
from services.directory.naming import names_for, says_only_the_need
from services.directory.places import Place
from services.directory.question import Found, Question, Window
from services.eligibility import Program, best_for
from services.income import percent_of_poverty

# Kinds of insurance that eligibility knows; "husky" alone leaves open which part, "not_husky" may be any other.
INSURANCE = {kind: kind for kind in ("husky_a", "husky_b", "husky_c", "husky_d", "private", "none")}
INSURANCE["not_husky"] = "private"


@dataclass(frozen=True, slots=True)
class Family:
    """What a family has said so far.

    `child_age_months` is the age of the child that the talk is about, `ages` are those of all children. `about_all` is
    true where it is about all of them. `own_age_months` is the age of who writes where no parent does: of a young
    person, or of somebody who is `alone`.
    """

    place: Place | None = None
    child_age_months: float | None = None
    insurance: str | None = None
    people: int | None = None  # at home
    income: float | None = None  # dollars a year, before taxes
    ages: tuple[float, ...] = ()
    about_all: bool = False
    own_age_months: float | None = None
    alone: bool = False
    pregnant: bool = False  # somebody of the family
    own_school: bool = False  # who writes goes to school: help with school is for the writer, also with a child

    def is_writers(self, need: str) -> bool:
        """Whether a young person who writes seeks help with a need for himself or herself, not for a child."""
        if self.own_age_months is None or self.alone:
            return False
        return need == "education_need" if self.own_school else True

    def ages_for(self, need: Need) -> tuple[float, ...]:
        """The ages, in months, of those for whom help with a need may be; () while nobody's is known.

        What is for one child is for the one that the talk is about; what is for the home may be for any of them.
        """
        if self.alone and self.own_age_months is not None:
            return (self.own_age_months,)
        if self.ages and (self.about_all or not need.one_child):
            return tuple(sorted(set(self.ages)))
        own = need.label == "education_need" if self.own_school else need.one_child
        if self.own_age_months is not None and own and (self.own_school or self.child_age_months is None):
            return (self.own_age_months,)
        return () if self.child_age_months is None else (self.child_age_months,)


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
) -> list[Offer]:
    """The best doors for a need.

    `words` are how the family put it: what the search finds for them stands in its order. Without any, programs and
    places take turns, and what needs.yml puts first comes first. `within` is when it shall be open: then what is open
    goes first, what is closed last. `alone` is false where the words tell of other needs too: then only the things
    that they name for this one count.
    """
    label, on, said = all_needs()[need], now.date(), words
    if words:
        said = as_if_told(need, words, young_parent=family.own_school, pregnant=family.pregnant)
    if label.one_child and family.about_all and len(family.ages) > 1:
        each = [replace(family, ages=(), child_age_months=age) for age in family.ages_for(label)]
        found_for_each = [offers(need, one, language, now, find, limit, words, within, alone) for one in each]
        return list({offer.key: offer for offer in in_turn(found_for_each)}.values())[:limit]
    if words and not alone:
        words = names_for(need, words, language)
    elif words and label.doors and says_only_the_need(need, words, language):
        words = None
    first: Sequence[str] = [label.meanwhile or ""] if waits(label, family) else label.doors
    fitting = programs_for(need, family, on)
    had = {bare(each.name.en) for each in fitting if already_has(each.id, family.insurance)}
    programs = [program_door(each, language) for each in fitting if bare(each.name.en) not in had]
    question = Question(
        need=need,
        place=family.place,
        language=language,
        now=now,
        limit=MOST_PLACES,
        text=words,
        no_money=cannot_pay(words or ""),
        within=within,
    )
    meant = frozenset() if alone else named_by_rule(need, said, on)
    places = list(map(service_door, fitting_places(find, question, family.ages_for(label), said, meant, alone=alone)))
    places = without_adults_only([each for each in places if bare(each.sign) not in had], family.own_age_months)
    places = for_this_family(need, said, places, ages=family.ages or family.ages_for(label), pregnant=family.pregnant)
    doubtful = only_in_pregnancy(need, family, on)
    programs, places = offices_last(programs, doubtful), offices_last(places, doubtful)
    if within is not None:
        return unlike(sorted([*places, *programs], key=closedness))[:limit]
    if family.is_writers(need):
        doors = last_at_the_end(at_their_lines(programs, places))
        return unlike(told_first(need, said, on, named_first(label.young, parents_last(doors))))[:limit]
    if words:
        doors = told_first(need, said, on, last_at_the_end(at_their_lines(programs, places)))
        open_which = bool(family.ages) and waits(label, family)
        doors = unlike(named_first(first, doors) if label.doors_stay or open_which else doors)
        by_rule = named_by_rule(need, said, on)
        return (doors if by_rule else line_first(need, said, language, doors))[:limit]
    pairs = (programs, places) if label.first == "program" else (places, programs)
    return unlike(told_first(need, said, on, named_first(first, take_turns(*pairs))))[:limit]


def waits(label: Need, family: Family) -> bool:
    """Whether the right door depends on the child's age, and we do not know it yet."""
    return label.meanwhile is not None and not family.ages_for(label)


def programs_for(need: str, family: Family, on: date) -> list[Program]:
    """The programs that may fit any of those for whom it is, those for the youngest first."""
    ages = family.ages_for(all_needs()[need]) or (None,)
    each_ones = (best_for(need, facts(need, family, on) | _aged(age), on) for age in ages)
    return list({program.id: program for programs in each_ones for program in programs}.values())


def only_in_pregnancy(need: str, family: Family, on: date) -> list[str]:
    """The names, in English, of programs that fit these ages only in a pregnancy, of which nobody spoke.

    A grandmother of two schoolchildren is not sent to WIC first; while no age is known, nothing is ruled out.
    """
    ages = family.ages_for(all_needs()[need])
    if need == "prenatal_newborn" or not ages:
        return []
    fitting = programs_for(need, family, on)
    without = [facts(need, family, on) | _aged(age) | {"pregnant": False} for age in ages]
    likely = {program.id for known in without for program in best_for(need, known, on, fitting)}
    return [program.name.en for program in fitting if program.id not in likely]


def _aged(months: float | None) -> dict[str, float]:
    return {} if months is None else {"child_age_months": months}


def facts(need: str, family: Family, on: date) -> dict[str, Any]:
    """What eligibility may know on a day: what the family said and what the need itself says.

    The age is that of the child it is about, or of the youngest of those for whom it may be.
    """
    known: dict[str, Any] = dict(all_needs()[need].facts)
    if ages := family.ages_for(all_needs()[need]):
        known["child_age_months"] = ages[0]
    if family.insurance in INSURANCE:
        known["insurance"] = INSURANCE[family.insurance]
    if family.pregnant:
        known["pregnant"] = True
    if family.place is not None:
        known["town"] = family.place.town
    if family.people is not None and family.income is not None:
        known["income_percent_fpl"] = percent_of_poverty(family.income, family.people, on)
    return known
