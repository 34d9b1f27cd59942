"""A need that was written before we asked whether all are safe, helped where a town comes in place of an answer."""

from dataclasses import replace

from bot.turn.hearing import Hearing
from bot.turn.in_danger import Ask
from casebook.records import Outcome, Pending
from services.casework.homes import home_told

MOST_WORDS = 6  # of a message that tells where the family is, and no more
HELPED = "helped_meanwhile"  # beside the slots, until the next turn of the assistant


def was_helped(pending: Pending) -> bool:
    """Whether what was needed was helped before the family said that it is safe."""
    return bool(((pending.conversation.state or {}).get("slots") or {}).get(HELPED))


async def help_meanwhile(pending: Pending, outcome: Outcome, language: str, hears: Hearing, ask: Ask) -> None:
    """Behind our words to a doubt: the help for what was needed, once; an alarm, or a person, comes before it."""
    talk = pending.conversation
    calm = talk.danger.doubt and not talk.danger.crisis and not talk.opted_out and talk.owner != "person"
    told = home_told(pending.text) if pending.choice is None and len(pending.text.split()) <= MOST_WORDS else None
    known = any(((state or {}).get("slots") or {}).get("needs") for state in (talk.state, outcome.state))
    if not calm or told is None or known or not pending.began or outcome.crisis or outcome.over:
        return
    if not hears.asks_for_more(pending.began):
        return
    stands, needs = (outcome.outcome, outcome.reading), hears.without_danger(pending.began)
    whole = replace(pending, text=f"{pending.began}. {pending.text}", offered=())
    await ask(whole, outcome, language, lambda _text: needs)
    outcome.outcome, outcome.reading = stands  # the doubt stands first
    if outcome.state is not None:
        outcome.state = {**outcome.state, "slots": {**outcome.state["slots"], HELPED: True}}
