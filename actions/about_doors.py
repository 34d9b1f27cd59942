"""Answers what a family asks about the help that was just named: what it costs, where it is, what to bring."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.doors import next_offers, say_near
from actions.line_down import note_line_down
from actions.listing import listed
from services.casework.asked import ABOUT_THE_FIRST, aspects_asked, told
from services.casework.known_answers import answer_words, fits_talk, need_told
from services.casework.lines import BUSY, near_without_the_line
from services.casework.offer import Offer

MOST_TOLD = 2
MOST_SHOWN = 30
MOST_LOOKED_AT = 40
PAPERS = "status"
ANYTHING = "how"  # where we cannot answer: whom to ask


class ActionTellAboutDoors(Action):
    """What is known of the doors named last, or of the one asked about; what is not known is said so."""

    def name(self) -> str:
        return "action_tell_about_doors"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        tell_about(dispatcher, tracker, str(next(tracker.get_latest_entity_values("aspect"))).split())
        return []


class ActionTellKnown(Action):
    """The answer to a question that is the same for everybody; what we asked ourselves stays open."""

    def name(self) -> str:
        return "action_tell_known"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        id = str(next(tracker.get_latest_entity_values("answer_id")))
        if not fits_talk(id, reading.needs_so_far(tracker)):
            return [FollowupAction("action_clarify")]
        dispatcher.utter_message(text=answer_words(id, reading.language(tracker)))
        if id == BUSY:
            return _without_the_line(dispatcher, tracker)
        return _with_need(tracker, need_told(id, reading.language(tracker)))


def _without_the_line(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Remember that 2-1-1 does not answer them, and name help for what they need that it is not needed for."""
    events = note_line_down(tracker)
    shown = list(tracker.get_slot("shown") or [])
    near = [
        door
        for need in reading.needs_so_far(tracker)[:1]
        for door in next_offers(tracker, need, MOST_LOOKED_AT)
        if door.key not in shown and near_without_the_line(door)
    ][:MOST_TOLD]
    if not near:
        return events
    fresh = say_near(dispatcher, tracker, near)
    return [*events, *reading.set_slots(shown=(shown + fresh)[-MOST_SHOWN:], listed=fresh)]


def _with_need(tracker: Tracker, told: tuple[str, str] | None) -> list[dict[str, Any]]:
    """The talk is about what a question tells of, too: a town told next brings help for it."""
    before = reading.needs_so_far(tracker)
    if told is None or told[0] in before:
        return []
    need, words = told
    said = ". ".join(filter(None, (words, tracker.get_slot("words"))))
    return reading.set_slots(needs=reading.in_order([need], before)[: reading.MOST_NEEDS], words=said)


def asks_about_doors(tracker: Tracker) -> bool:
    """Whether a question names no program, so that it is about the doors named last."""
    named = next(tracker.get_latest_entity_values("program"), None)
    return named is None and bool(listed(tracker))


def answer_freely(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Answer a question in free words; what we cannot answer, the people of the door can, or a person here."""
    if aspects := aspects_asked(str(tracker.latest_message.get("text") or "")):
        tell_about(dispatcher, tracker, aspects)
        return
    said = _told(tracker, ANYTHING)
    dispatcher.utter_message(response="utter_about_unknown", doors=said)


def tell_about(dispatcher: CollectingDispatcher, tracker: Tracker, aspects: Sequence[str]) -> None:
    """Answer for each door that is meant, one thing after the other."""
    if not listed(tracker):
        dispatcher.utter_message(response="utter_ask_need")
        return
    said = "\n".join(_told(tracker, aspect) for aspect in aspects)
    dispatcher.utter_message(response="utter_about_papers" if PAPERS in aspects else "utter_about", doors=said)


def _told(tracker: Tracker, aspect: str) -> str:
    return "\n".join(told(door, aspect, reading.language(tracker)) for door in _meant(tracker, aspect))


def _meant(tracker: Tracker, aspect: str) -> list[Offer]:
    doors = [door for door, _need in listed(tracker)]
    number = int(next(tracker.get_latest_entity_values("door"), 0))
    if 0 < number <= len(doors):
        return doors[number - 1 : number]
    return doors[: 1 if aspect in ABOUT_THE_FIRST else MOST_TOLD]
