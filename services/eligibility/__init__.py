"""Who a program is for: rules are dated, cited content; a missing fact is never taken for a yes or a no."""

from services.eligibility.check import Answer, best_for, check
from services.eligibility.facts import FACTS, BadFact
from services.eligibility.limits import IncomeLimit, income_limits
from services.eligibility.next_question import next_question
from services.eligibility.programs import Program, all_programs

__all__ = [
    "FACTS",
    "Answer",
    "BadFact",
    "IncomeLimit",
    "Program",
    "all_programs",
    "best_for",
    "check",
    "income_limits",
    "next_question",
]
