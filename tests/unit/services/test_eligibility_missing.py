"""A fact that is missing never gives yes or no, in any program, whatever else is known of a family."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.eligibility import FACTS, all_programs, check
from services.eligibility.rules import Everyone, each_test

TODAY = date(2026, 1, 10)
OPPOSITE = {"likely": "not_likely", "not_likely": "likely", "cannot_tell": None}
OPEN_TO_ALL = {each.id for each in all_programs() if all(isinstance(rule.node, Everyone) for rule in each.rules)}


def limits(fact):
    """The numbers that any rule holds a fact against, and their neighbours."""
    every = (test for each in all_programs() for rule in each.rules for test in each_test(rule.node))
    values = [value for test in every if test.fact == fact for _, value in test.values]
    return sorted({value + step for value in values for step in (-1, 0, 1)})


def answers(fact):
    if FACTS[fact].answers:
        return st.sampled_from(FACTS[fact].answers)
    return st.sampled_from(limits(fact) or ["Norwalk", "Hartford"])


families = st.fixed_dictionaries({}, optional={fact: answers(fact) for fact in FACTS})


def said(facts):
    return {each.id: each for each in check(facts, TODAY)}


@settings(max_examples=400, deadline=None)
@given(families, st.data())
def test_facts_taken_away_never_turn_a_yes_to_a_no_nor_a_no_to_a_yes(facts, data):
    fewer = {fact: value for fact, value in facts.items() if data.draw(st.booleans())}
    more, less = said(facts), said(fewer)
    assert [name for name in more if less[name].answer == OPPOSITE[more[name].answer]] == []


@settings(max_examples=400, deadline=None)
@given(families, st.data())
def test_what_is_open_stays_open_with_fewer_facts(facts, data):
    fewer = {fact: value for fact, value in facts.items() if data.draw(st.booleans())}
    more, less = said(facts), said(fewer)
    assert [name for name in more if more[name].answer == "cannot_tell" and less[name].answer != "cannot_tell"] == []


@settings(max_examples=200, deadline=None)
@given(families)
def test_an_open_answer_names_what_would_settle_it_and_a_settled_one_names_nothing(facts):
    for each in check(facts, TODAY):
        assert set(each.missing).isdisjoint(facts)
        assert not each.missing or each.answer == "cannot_tell"
        assert each.reasons
        assert each.source.startswith("https://") or each.source.startswith("http://")


@settings(max_examples=200, deadline=None)
@given(families)
def test_every_named_fact_matters_to_its_program(facts):
    for program, answer in zip(all_programs(), check(facts, TODAY), strict=True):
        asked = {test.fact for rule in program.rules for test in each_test(rule.node)}
        assert set(answer.missing) <= asked


@pytest.mark.parametrize("program", all_programs(), ids=lambda each: each.id)
def test_of_a_family_unknown_nothing_is_said_but_what_is_open_to_all(program):
    answer = said({})[program.id].answer
    assert answer == ("likely" if program.id in OPEN_TO_ALL else "cannot_tell")
