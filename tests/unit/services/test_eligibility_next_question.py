"""The next question is the one that settles most, so that a family hears as few as can be."""

from datetime import date
from random import Random
from statistics import mean, median

import pytest

from resources_db.needs import NEEDS
from services.eligibility import FACTS, all_programs, check, next_question

TODAY = date(2026, 1, 10)
TOWNS = ("Hartford", "Norwalk", "Meriden", "Windham")
NUMBERS = {"child_age_months": 252, "income_percent_fpl": 400}
EVERY = {each.id: each for each in all_programs()}


def named(*names):
    return [EVERY[name] for name in names]


def family(chance):
    """All the facts of one family, by chance."""
    return {fact: fact_by_chance(fact, chance) for fact in FACTS}


def fact_by_chance(fact, chance):
    if fact == "town":
        return chance.choice(TOWNS)
    return chance.randrange(NUMBERS[fact]) if fact in NUMBERS else chance.choice(FACTS[fact].answers)


def settled(facts, programs):
    return not any(answer.missing for answer in check(facts, TODAY, programs))


def by_worth(facts, programs):
    return next_question(facts, programs, TODAY)


def in_fixed_order(facts, programs):
    """The first fact, in the order of the list, that some program still waits for."""
    missing = {fact for answer in check(facts, TODAY, programs) for fact in answer.missing}
    return next((fact for fact in FACTS if fact in missing), None)


def asked(choose, truth, programs):
    """The questions until nothing is left to ask about these programs, of a family that answers all."""
    facts, questions = {}, []
    while not settled(facts, programs):
        questions.append(choose(facts, programs))
        facts[questions[-1]] = truth[questions[-1]]
    return questions


def test_one_fact_that_decides_is_asked_for():
    assert next_question({}, named("husky_rides"), TODAY) == "insurance"
    assert next_question({"child_age_months": 20}, named("home_visiting"), TODAY) is None


def test_the_fact_that_settles_more_programs_goes_first():
    assert next_question({}, named("center_for_care_coordination", "home_visiting", "husky_rides"), TODAY) == (
        "child_age_months"
    )
    assert next_question({}, named("husky_rides", "pcmh_plus", "autism_care_management"), TODAY) == "insurance"


def test_nothing_is_asked_that_could_not_matter_any_more():
    too_old = {"child_age_months": 100}
    assert next_question(too_old, named("birth_to_three"), TODAY) is None
    assert next_question({"dcf_involved": False}, named("community_support_for_families"), TODAY) is None


def test_only_what_may_be_asked_is_asked():
    wrapct = named("wrapct")
    assert next_question({}, wrapct, TODAY, askable=["concerns"]) == "concerns"
    assert next_question({"concerns": ["serious_emotional_disturbance"]}, wrapct, TODAY, askable=["concerns"]) is None


def test_where_only_a_person_can_tell_nothing_more_is_asked():
    assert next_question({"income_percent_fpl": 250}, named("energy_assistance"), TODAY) is None


def test_what_is_asked_is_not_known_yet():
    chance = Random(5)
    for _ in range(200):
        truth = family(chance)
        facts = {fact: truth[fact] for fact in FACTS if chance.random() < 0.5}
        question = next_question(facts, all_programs(), TODAY)
        assert question is None or question not in facts


@pytest.mark.parametrize("need", NEEDS)
def test_asking_ends_with_every_program_of_a_need_settled(need):
    programs = [each for each in all_programs() if need in each.needs]
    chance = Random(need)
    for _ in range(20):
        truth = family(chance)
        questions = asked(by_worth, truth, programs)
        assert len(set(questions)) == len(questions) <= len(FACTS)


def test_fewer_questions_than_in_a_fixed_order():
    chance = Random(2026)
    ours, fixed = [], []
    for _ in range(400):
        truth = family(chance)
        need = chance.choice(NEEDS)
        programs = [each for each in all_programs() if need in each.needs]
        for choose, counts in ((by_worth, ours), (in_fixed_order, fixed)):
            counts.append(len(asked(choose, truth, programs)))
    print(f"median {median(ours)} and {median(fixed)}, mean {mean(ours):.2f} and {mean(fixed):.2f}")
    assert median(ours) <= median(fixed)
    assert mean(ours) < mean(fixed)
