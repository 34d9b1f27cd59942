"""The limits of income of a program in force on a day, as shares of the federal poverty guideline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.eligibility.programs import Program
from services.eligibility.rules import All, APersonDecides, Node, Some, Test

type Whom = Literal["all", "children", "pregnant"]


@dataclass(frozen=True, slots=True)
class IncomeLimit:
    """One limit, in percent: whom it is for, and whether only the program can say up to it (`open`)."""

    percent: float
    whom: Whom = "all"
    open: bool = False


def income_limits(program: Program, on: date) -> list[IncomeLimit]:
    """The limits of a program, of each kind the highest; [] where it has none that we know."""
    found: dict[tuple[Whom, bool], float] = {}
    for rule in program.rules:
        for limit in _limits(rule.node, on, ()):
            kind = limit.whom, limit.open
            found[kind] = max(limit.percent, found.get(kind, 0.0))
    return [IncomeLimit(percent, whom, open) for (whom, open), percent in found.items()]


def _limits(node: Node, on: date, beside: Sequence[Node]) -> Iterator[IncomeLimit]:
    match node:
        case Test(fact="income_percent_fpl", operator="at_most"):
            in_force = [value for since, value in node.values if since <= on]
            if in_force:
                decides = any(isinstance(each, APersonDecides) for each in beside)
                yield IncomeLimit(float(in_force[-1]), _whom(beside), decides)
        case All(nodes):
            for each in nodes:
                yield from _limits(each, on, (*beside, *(other for other in nodes if other is not each)))
        case Some(nodes):
            for each in nodes:
                yield from _limits(each, on, beside)


def _whom(beside: Sequence[Node]) -> Whom:
    facts = {each.fact for each in beside if isinstance(each, Test)}
    return "pregnant" if "pregnant" in facts else "children" if "child_age_months" in facts else "all"
