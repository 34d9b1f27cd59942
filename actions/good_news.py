"""Takes good news of a door that the family tells unasked: its referral moves, and the family is greeted in a word."""

from collections.abc import Sequence
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import is_open
from actions.listing import doors_of, telling_of
from actions.referral_moves import only_open, open_with, went_well
from actions.reported import name_again
from actions.words import say
from casebook.care.changes import AnswerFollowUp
from casebook.care.records import FamilyRecord, Referral
from services.casework import current
from services.casework.offer import Offer

DONE: Final = "done"  # a step of the family's that has to be waited for


def tells_news(tracker: Tracker) -> bool:
    """Whether the family told it by itself, of a door that it names or means; the answer to our question does not."""
    return next(tracker.get_latest_entity_values("target"), None) is not None


async def tell_news(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Move the referral to the door that is meant, if there is one, and say what was noted."""
    outcome = str(next(tracker.get_latest_entity_values("outcome"), "reached"))
    key = str(next(tracker.get_latest_entity_values("target"), ""))
    record = await current.get().record()
    referral = open_with(record, key) if key else only_open(record)
    if referral is not None and outcome != DONE:
        went_well(referral, outcome)
        current.get().changes += [AnswerFollowUp(each, outcome) for each in _waiting(record, referral)]
    more = current.get().more_follows
    doors = [door for door, _ in doors_of(tracker, [key])] if key else []
    end = "" if more or is_open(tracker) else say(tracker, "news_more")
    dispatcher.utter_message(text=f"{_words(tracker, outcome, referral, doors)} {end}".strip())
    told = {"shown": telling_of(tracker, doors)} if doors else {}  # what is asked behind it is asked of that door
    told |= {"reported": name_again(tracker, doors[0])} if doors else {}  # it did not refuse, whatever was noted
    return reading.set_slots(missed=None, **told)


def _words(tracker: Tracker, outcome: str, referral: Referral | None, doors: Sequence[Offer]) -> str:
    """How it is greeted: of a referral what was noted, else the door by its name."""
    if outcome == DONE:
        return say(tracker, "news_done")
    if referral is not None:
        return say(tracker, f"news_{outcome}", name=referral.name)
    return say(tracker, "news_of", name=doors[0].name) if doors else say(tracker, "news")


def _waiting(record: FamilyRecord, referral: Referral) -> list[str]:
    """The questions about it that were put already: they are answered now."""
    return [
        each.id
        for each in record.follow_ups
        if each.referral == referral.id and each.state in ("sent", "person") and each.kind in ("reached", "served")
    ]
