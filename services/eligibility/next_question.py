"""Chooses the fact to ask a family for next: the one whose answer settles most programs, so that few are asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from services.eligibility.check import Answer, check
from services.eligibility.facts import FACTS, Facts
from services.eligibility.programs import Program
from services.eligibility.rules import each_test

# What we reckon with before asking: any age up to 21 years, any income up to four times the poverty line, and each of
# the other answers, all equally likely. No figures on families are assumed.
LARGEST: Final[Mapping[str, float]] = {"child_age_months": 252, "income_percent_fpl": 400}


def next_question(
    facts: Facts, programs: Iterable[Program], on: date, askable: Collection[str] = tuple(FACTS)
) -> str | None:
    """The name of the fact to ask for, out of `askable`; None when no question would settle anything more.

    `programs` are those that serve what the family needs, by priority. Raises BadFact as `check` does.
    """
    still_open = [program for program, answer in _answered(programs, facts, on) if answer.missing]
    missing = dict.fromkeys(fact for _, answer in _answered(still_open, facts, on) for fact in answer.missing)
    candidates = [fact for fact in missing if fact in askable]
    return min(candidates, key=lambda fact: _left_open(fact, facts, still_open, on), default=None)


def _left_open(fact: str, facts: Facts, programs: list[Program], on: date) -> tuple[float, float]:
    """What is to be expected after asking for a fact: how many programs stay open, and how many facts they miss."""
    still_open = missing = 0.0
    for answer, share in _answers(fact, programs, on):
        left = [len(each.missing) for each in check({**facts, fact: answer}, on, programs) if each.missing]
        still_open += share * len(left)
        missing += share * sum(left)
    return still_open, missing


def _answers(fact: str, programs: Iterable[Program], on: date) -> Iterator[tuple[object, float]]:
    """(answer, its share of all answers) for each answer that the rules can tell from the others."""
    if fact not in LARGEST:
        known = FACTS[fact].answers
        yield from ((answer, 1 / len(known)) for answer in known)
        return
    limits = {limit for limit in _limits(fact, programs, on) if 0 < limit < LARGEST[fact]}
    for low, high in pairwise(sorted({0, *limits, LARGEST[fact]})):
        yield (low + high) / 2, (high - low) / LARGEST[fact]


def _limits(fact: str, programs: Iterable[Program], on: date) -> Iterator[float]:
    """The numbers in force that rules hold a fact against."""
    every = (test for program in programs for rule in program.rules for test in each_test(rule.node))
    for test in (test for test in every if test.fact == fact):
        in_force = [value for since, value in test.values if since <= on]
        yield from in_force[-1:]


def _answered(programs: Iterable[Program], facts: Facts, on: date) -> list[tuple[Program, Answer]]:
    listed = list(programs)
    return list(zip(listed, check(facts, on, listed), strict=True))
