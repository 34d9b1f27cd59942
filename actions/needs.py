"""Names the help that fits what a family said: now, and again when a new fact is known."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from services.casework import current
from services.casework.help import Offer, offers
from services.casework.needs import next_question

FORM = "details_form"
MOST_SHOWN = 20


class ActionFindHelp(Action):
    """For each need of the message: a kind word, the best doors, then the one question that helps most."""

    def name(self) -> str:
        return "action_find_help"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        told = reading.needs_in_message(tracker)
        if told:
            shown: list[str] = []
            for need in told:
                dispatcher.utter_message(response=f"utter_{need}")
                shown += say_offers(dispatcher, tracker, need, each_of(told), [])
            return reading.set_slots(needs=told, shown=shown, missed=None) + ask_next(dispatcher, tracker, told)
        return self._with_new_fact(dispatcher, tracker)

    def _with_new_fact(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        """The same needs with one fact more: only doors that were not named yet."""
        needs = reading.needs_so_far(tracker)
        if not needs:
            dispatcher.utter_message(response="utter_ask_need")
            return []
        before = list(tracker.get_slot("shown") or [])
        dispatcher.utter_message(response="utter_with_new_fact")
        for need in needs:
            before += say_offers(dispatcher, tracker, need, each_of(needs), before)
        return reading.set_slots(shown=before[-MOST_SHOWN:]) + ask_next(dispatcher, tracker, needs)


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
        fresh: list[str] = []
        for need in needs:
            fresh += say_offers(dispatcher, tracker, need, each_of(needs), before + fresh)
        if not fresh:
            dispatcher.utter_message(response="utter_no_more")
        dispatcher.utter_message(response="utter_after_help")
        return reading.set_slots(shown=(before + fresh)[-MOST_SHOWN:])


def each_of(needs: list[str]) -> int:
    """Doors to name for each need: texts are short, so one for each of several needs, two for a single one."""
    return 1 if len(needs) > 1 else 2


def say_offers(
    dispatcher: CollectingDispatcher, tracker: Tracker, need: str, limit: int, without: list[str]
) -> list[str]:
    """Say the best doors for a need; answers their keys."""
    desk = current.get()
    language = reading.language(tracker)
    found = offers(need, reading.family(tracker), language, desk.now, desk.find, limit + len(without))
    chosen = [offer for offer in found if offer.key not in without][:limit]
    for offer in chosen:
        _say(dispatcher, offer)
    return [offer.key for offer in chosen]


def _say(dispatcher: CollectingDispatcher, offer: Offer) -> None:
    values = {"name": offer.name, "summary": offer.summary, "next_step": offer.next_step}
    if offer.miles is not None and offer.town:
        dispatcher.utter_message(response="utter_offer_near", town=offer.town, miles=round(offer.miles, 1), **values)
    else:
        dispatcher.utter_message(response="utter_offer", **values)


def ask_next(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str]) -> list[dict[str, Any]]:
    """Go on to the one question that helps most, or say what else can be done."""
    if next_question(needs, reading.known(tracker)) is None:
        dispatcher.utter_message(response="utter_after_help")
        return []
    dispatcher.utter_message(response="utter_person_line")
    return [FollowupAction(FORM)]
