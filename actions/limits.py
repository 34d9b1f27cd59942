"""Tells the limit of income of a program in dollars a month, for the home that the family told of."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.words import say
from services.casework import current
from services.eligibility import IncomeLimit, Program, income_limits
from services.income import a_month_at, usual_homes


def tell_limit(dispatcher: CollectingDispatcher, tracker: Tracker, program: Program) -> bool:
    """Say the limits that are in force; answers whether there is one that we know."""
    limits = income_limits(program, current.get().now.date())
    if not limits:
        return False
    people = reading.family(tracker).people
    name = program.name.es if reading.language(tracker) == "es" else program.name.en
    told = " ".join(_for(tracker, limits, each) for each in ([people] if people else usual_homes()))
    end = "" if people else say(tracker, "limit_of_more")
    dispatcher.utter_message(text=f"{say(tracker, 'limit', name=name)} {told} {end}".strip())
    return True


def _for(tracker: Tracker, limits: list[IncomeLimit], people: int) -> str:
    """The limits for a home of some people, in one sentence."""
    amounts = {_kind(each): a_month_at(each.percent, people, current.get().now.date()) for each in limits}
    key = "limit_open" if "open" in amounts else "limit_by_whom" if len(amounts) > 1 else "limit_one"
    return say(tracker, key, people=people, **{kind: f"{amount:,}" for kind, amount in amounts.items() if amount})


def _kind(limit: IncomeLimit) -> str:
    return "open" if limit.open else limit.whom
