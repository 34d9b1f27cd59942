"""Names the help that fits what a family said: now, and again when a new fact is known."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import QUESTIONS, ask_next
from actions.person import call_if_wanted
from services.casework import current
from services.casework.help import Offer, offers
from services.casework.needs import all_needs
from services.casework.telling import age, tell

MOST_SHOWN = 30
# What is said before doors when the family told of its insurance, by need and whether it is HUSKY.
INSURED = {
    ("transportation_need", True): "utter_rides_with_husky",
    ("transportation_need", False): "utter_rides_without_husky",
    ("health_care_need", True): "utter_care_with_husky",
    ("health_care_need", False): "utter_care_without_husky",
}


class ActionFindHelp(Action):
    """For each need of the message the best doors, then the one question that helps most."""

    def name(self) -> str:
        return "action_find_help"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        before = reading.needs_so_far(tracker)
        told = reading.needs_in_message(tracker)
        if not told and tracker.get_slot("checking"):
            return [FollowupAction("action_program_info")]
        needs = told or before
        if not needs:
            dispatcher.utter_message(response="utter_ask_need")
            return []
        anew = any(need not in before for need in told)
        shown = list(tracker.get_slot("shown") or [])
        fresh = _say_needs(dispatcher, tracker, told) if anew else _say_with_facts(dispatcher, tracker, needs, shown)
        kept = {"needs": needs, "shown": (shown + fresh)[-MOST_SHOWN:], "missed": None, "checking": None}
        events = reading.set_slots(**kept, words=reading.words(tracker), **reading.place_slot(tracker))
        if call_if_wanted(dispatcher, tracker):
            return events
        return events + ask_next(dispatcher, tracker, needs, anew=anew)


class ActionMoreOptions(Action):
    """More doors for the same needs, none of those shown before."""

    def name(self) -> str:
        return "action_more_options"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        needs = reading.needs_so_far(tracker)
        if not needs:
            dispatcher.utter_message(response="utter_ask_need")
            return []
        before = list(tracker.get_slot("shown") or [])
        fresh = _say_doors(dispatcher, tracker, {need: "utter_doors" for need in needs}, before)
        dispatcher.utter_message(response="utter_after_help" if fresh else "utter_no_more")
        return reading.set_slots(shown=(before + fresh)[-MOST_SHOWN:], **reading.place_slot(tracker))


class ActionRepeat(Action):
    """Says the doors that were named last once more."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        needs = reading.needs_so_far(tracker)
        last = list(tracker.get_slot("shown") or [])[-2:]
        if not needs or not last:
            dispatcher.utter_message(response="utter_ask_need")
            return []
        found = [offer for need in needs for offer in _offers(tracker, need, MOST_SHOWN) if offer.key in last]
        doors = tell(found[: len(last)], reading.language(tracker), reading.channel(tracker))
        dispatcher.utter_message(response="utter_doors", doors=doors)
        dispatcher.utter_message(response=QUESTIONS.get(tracker.get_slot("question"), "utter_after_help"))
        return []


def _say_needs(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str]) -> list[str]:
    """A kind word with the first need's doors, then the doors of the others."""
    leads = {need: "utter_doors" for need in needs} | {needs[0]: f"utter_{needs[0]}"}
    return _say_doors(dispatcher, tracker, leads, [])


def _say_with_facts(
    dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], shown: list[str]
) -> list[str]:
    """What the newly told fact opens: only for needs that it matters to, and only doors not named before."""
    facts = reading.facts_in_message(tracker)
    touched = [need for need in needs if set(all_needs()[need].ask) & set(facts)] or needs
    lead, values = _lead(tracker, touched, facts)
    leads = {need: "utter_doors" for need in touched} | {touched[0]: lead}
    fresh = _say_doors(dispatcher, tracker, leads, shown, values)
    if not fresh:
        dispatcher.utter_message(response="utter_still_fits" if facts else "utter_no_more")
    return fresh


def _lead(tracker: Tracker, needs: list[str], facts: list[str]) -> tuple[str, dict[str, Any]]:
    """What shows the family that their answer was used."""
    told = reading.family(tracker)
    if "insurance" in facts and told.insurance:
        needs.sort(key=lambda need: (need, True) not in INSURED)
        return INSURED.get((needs[0], told.insurance.startswith("husky")), "utter_with_new_fact"), {}
    if "child_age_months" in facts and told.child_age_months is not None:
        return "utter_told_age", {"age": age(told.child_age_months, reading.language(tracker))}
    if "place" in facts and told.place:
        return "utter_told_place", {"home": told.place.town}
    return ("utter_with_new_fact" if facts else "utter_doors"), {}


def _say_doors(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    leads: dict[str, str],
    without: list[str],
    values: dict[str, Any] | None = None,
) -> list[str]:
    """Say the best doors of each need behind its response; answers the keys of those said."""
    limit = 1 if len(leads) > 1 else 2
    fresh: list[str] = []
    for need, lead in leads.items():
        seen = {*without, *fresh}
        chosen = [offer for offer in _offers(tracker, need, limit + len(seen)) if offer.key not in seen][:limit]
        if chosen:
            doors = tell(chosen, reading.language(tracker), reading.channel(tracker), len(leads))
            dispatcher.utter_message(response=lead, doors=doors, **(values or {}))
        fresh += [offer.key for offer in chosen]
    return fresh


def _offers(tracker: Tracker, need: str, limit: int) -> list[Offer]:
    desk = current.get()
    family, language = reading.family(tracker), reading.language(tracker)
    return offers(need, family, language, desk.now, desk.find, limit, reading.words(tracker))
