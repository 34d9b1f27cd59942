"""The cases of a program know its limits: whoever moves one, drops a rule or strikes out a value makes a case fail."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from services.eligibility import all_programs, check, rules
from services.eligibility.facts import CONCERNS, DCF_FINDINGS, INSURANCE, PRIMARY_CARE
from services.eligibility.rules import All, Everyone, Not, Some

FEWEST = 8
TODAY = date(2026, 1, 10)
CASES = Path(__file__).parents[2] / "cases" / "programs"
EVERYTHING = {"concerns": CONCERNS, "dcf_finding": DCF_FINDINGS, "insurance": INSURANCE, "primary_care": PRIMARY_CARE}
PROGRAMS = {each.id: each for each in all_programs()}


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))


def fails(program):
    """Whether a case of the program fails with these rules."""
    return any(
        check(case["facts"], case.get("day", TODAY), [program])[0].answer != case["answer"]
        for case in cases(program.id)
    )


def moved(test):
    """(what was done, the test after it) for each way to get one test a little wrong."""
    for at, (since, value) in enumerate(test.values):
        for wrong, words in wrong_values(test, value):
            values = (*test.values[:at], (since, wrong), *test.values[at + 1 :])
            yield f"{test.fact} {test.operator} {value} {words}", replace(test, values=values)


def wrong_values(test, value):
    if test.operator in ("below", "at_most", "at_least", "above"):
        yield from ((value + 1, "one higher"), (value - 1, "one lower"))
    elif test.operator == "is":
        yield (not value if isinstance(value, bool) else "something else"), "otherwise"
    else:
        yield from (([each for each in value if each != struck], f"without {struck}") for struck in value)
        yield EVERYTHING[test.fact], "and all else"


def mutants(node):
    """(what was done, the rule after it) for each test inside a rule."""
    if isinstance(node, rules.Test):
        yield from moved(node)
    elif isinstance(node, All | Some):
        for at, inner in enumerate(node.nodes):
            for words, wrong in mutants(inner):
                yield words, replace(node, nodes=(*node.nodes[:at], wrong, *node.nodes[at + 1 :]))
    elif isinstance(node, Not):
        yield from ((words, Not(wrong)) for words, wrong in mutants(node.node))


def wrong_programs(program):
    for at, rule in enumerate(program.rules):
        before, after = program.rules[:at], program.rules[at + 1 :]
        if len(program.rules) > 1:
            yield f"the rule {rule.because.en!r} dropped", replace(program, rules=(*before, *after))
        for words, wrong in mutants(rule.node):
            yield words, replace(program, rules=(*before, replace(rule, node=wrong), *after))


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_a_program_has_at_least_eight_cases(name):
    assert len(cases(name)) >= FEWEST


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_no_two_cases_of_a_program_say_the_same(name):
    said = [(case["facts"], case.get("day", TODAY)) for case in cases(name)]
    assert [each for each in said if said.count(each) > 1] == []
    assert len({case["name"] for case in cases(name)}) == len(said)


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_every_limit_has_cases_on_both_sides(name):
    assert not fails(PROGRAMS[name])
    unseen = [words for words, wrong in wrong_programs(PROGRAMS[name]) if not fails(wrong)]
    assert unseen == []


def test_a_program_for_everyone_has_no_limit_to_test():
    open_to_all = [each.id for each in PROGRAMS.values() if not list(wrong_programs(each))]
    assert open_to_all == ["fqhc"]
    assert [rule.node for rule in PROGRAMS["fqhc"].rules] == [Everyone()]


def test_limits_are_counted():
    wrong = [words for each in PROGRAMS.values() for words, _ in wrong_programs(each)]
    assert len(wrong) > 150
