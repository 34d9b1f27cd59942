"""Says the doors that fit a need, behind the sentence that fits what the family just told."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.choosing import chosen_for, is_one_wish, next_offers, off_point, without_the_best
from actions.reported import not_by_the_line
from actions.words import say as say_words
from services.casework import current
from services.casework.answers import GROWN
from services.casework.card_data import card_data
from services.casework.needs import all_needs, next_question, title
from services.casework.offer import Offer
from services.casework.telling import age, ages, tell

# What is said before doors when the family told of its insurance, by need and whether it is HUSKY.
INSURED = {
    ("transportation_need", True): "utter_rides_with_husky",
    ("transportation_need", False): "utter_rides_without_husky",
    ("health_care_need", True): "utter_care_with_husky",
    ("health_care_need", False): "utter_care_without_husky",
}

# The door that it opens is named again, before the others.
OPENED = {"utter_rides_with_husky": "program:husky_rides"}

# What is said first to a young person who writes for himself or herself, where a parent hears something else.
YOUNG_LEADS = {
    "behavioral_health": "utter_young_feelings",
    "education_need": "utter_young_school",
    "prenatal_newborn": "utter_young_pregnancy",
}


def say_needs(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str]) -> list[str]:
    """A kind word with the first need's doors, then the doors of the others."""
    own = YOUNG_LEADS.get(needs[0]) if tracker.get_slot("writes_as") == reading.YOUNG else None
    leads = {need: "utter_doors" for need in needs} | {needs[0]: own or f"utter_{needs[0]}"}
    return say_doors(dispatcher, tracker, leads, [])


def say_with_facts(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], shown: list[str]) -> list[str]:
    """What the newly told fact opens: only for needs that it matters to, and only doors not named before."""
    facts = reading.facts_in_message(tracker)
    again = [need for need in reading.needs_in_message(tracker) if need in needs]  # "Bridgeport. but where are diapers"
    shown = without_the_best(tracker, again, shown)
    touched = again or [need for need in needs if set(all_needs()[need].ask) & set(facts)] or needs
    if facts and not again and is_one_wish(tracker, touched):
        dispatcher.utter_message(response="utter_still_fits")
        return []
    if "insurance" in facts and not is_one_wish(tracker, touched) and (lead := _insured(tracker, touched)):
        dispatcher.utter_message(response=lead)
        if next_question(needs, reading.closed(tracker, anew=False)) == "place":
            return []  # the town, asked next, opens more than what is known now
        shown = [key for key in shown if key != OPENED.get(lead)]
        return say_doors(dispatcher, tracker, dict.fromkeys(touched, "utter_doors"), shown, to_the_point=True)
    lead, values = _lead(tracker, facts)
    leads = dict.fromkeys(touched, "utter_doors") | {touched[0]: lead}
    if lead == "utter_told_place" and not again and not any(_is_local(tracker, need, shown) for need in touched):
        dispatcher.utter_message(response="utter_serves_place", **values)
        return []
    fresh = say_doors(dispatcher, tracker, leads, shown, values, to_the_point=True)
    if again and not fresh:  # asked for once more: the answer is what it was
        fresh = say_doors(dispatcher, tracker, leads, [], values, to_the_point=True)
    if not fresh and facts:
        dispatcher.utter_message(response="utter_still_fits")
    elif not fresh:
        say_no_more(dispatcher, tracker)
    return fresh


def say_no_more(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """That nothing is left: then 2-1-1, but where nobody answered there, a person."""
    dispatcher.utter_message(response=not_by_the_line(tracker, "utter_no_more"))


def _insured(tracker: Tracker, needs: list[str]) -> str | None:
    """What HUSKY, or its lack, changes for the first need that it matters to."""
    husky = (reading.family(tracker).insurance or "").startswith("husky")
    return next((INSURED[need, husky] for need in needs if (need, husky) in INSURED), None)


def _is_local(tracker: Tracker, need: str, shown: list[str]) -> bool:
    """Whether the next door for a need is one in or for the family's town."""
    fresh = (offer for offer in next_offers(tracker, need, len(shown) + 2) if offer.key not in shown)
    return any(_is_there(offer) and not off_point(need, offer) for offer in fresh)


def _is_there(offer: Offer) -> bool:
    return offer.town is not None or (offer.found is not None and "serves_town" in offer.found.why)


def _lead(tracker: Tracker, facts: list[str]) -> tuple[str, dict[str, Any]]:
    """What shows the family that their answer was used."""
    told = reading.family(tracker)
    if "child_age_months" in facts and told.child_age_months is not None and told.child_age_months >= GROWN:
        return "utter_told_grown", {}
    if "child_age_months" in facts and told.child_age_months is not None:
        return "utter_told_age", {"age": age(told.child_age_months, reading.language(tracker))}
    if len(reading.told_now(tracker)) > 1:
        return "utter_told_ages", {"ages": ages(reading.told_now(tracker), reading.language(tracker))}
    if "place" in facts and told.place:
        return "utter_told_place", {"home": told.place.home}
    return ("utter_with_new_fact" if facts else "utter_doors"), {}


def say_doors(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    leads: dict[str, str],
    without: list[str],
    values: dict[str, Any] | None = None,
    *,
    to_the_point: bool = False,
) -> list[str]:
    """Say the best doors of each need behind its response; answers the keys of those said.

    `to_the_point` leaves out what has nothing of what was meant: a town or an age is no wish for something else.
    """
    chosen = chosen_for(tracker, leads, without)
    if to_the_point:
        chosen = {need: [door for door in doors if not off_point(need, door)] for need, doors in chosen.items()}
    number = 1 if sum(map(len, chosen.values())) > 1 else None  # one alone needs no number
    for need, doors in chosen.items():
        if doors:
            said = say(tracker, doors, len(leads), number)
            beside = cards(tracker, doors, said, number)
            dispatcher.utter_message(response=leads[need], doors=said, json_message=beside, **(values or {}))
        number = number + len(doors) if number else None
    fresh = [offer.key for doors in chosen.values() for offer in doors]
    if to_the_point and fresh and (home := (values or {}).get("home")):
        _say_the_others_serve(dispatcher, tracker, [need for need, doors in chosen.items() if not doors], home)
    return fresh


def _say_the_others_serve(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], home: str) -> None:
    """Of two needs that were told, the one for which the town brings nothing new is not passed over."""
    for need in needs:
        named = title(need, reading.language(tracker))
        dispatcher.utter_message(text=say_words(tracker, "also_serves", need=named, home=home))


def say_near(dispatcher: CollectingDispatcher, tracker: Tracker, doors: list[Offer]) -> list[str]:
    """Say doors that 2-1-1 is not needed for; answers their keys."""
    number = 1 if len(doors) > 1 else None
    said = say(tracker, doors, first=number)
    beside = cards(tracker, doors, said, number)
    dispatcher.utter_message(response="utter_without_line", doors=said, json_message=beside)
    return [door.key for door in doors]


def say(tracker: Tracker, doors: list[Offer], needs: int = 1, first: int | None = None) -> str:
    """Doors in the family's language, in the words that its channel has room for."""
    return tell(doors, current.get().now, reading.language(tracker), reading.channel(tracker), needs, first)


def cards(tracker: Tracker, doors: list[Offer], said: str, first: int | None = None) -> dict[str, Any]:
    """The same doors as cards, for a channel that shows them in place of the words `said`; empty for the others."""
    if reading.channel(tracker) != "web":
        return {}
    numbers = range(first, first + len(doors)) if first else [None] * len(doors)
    now, language = current.get().now, reading.language(tracker)
    shown = [card_data(door, now, language, number) for door, number in zip(doors, numbers, strict=True)]
    return {"cards": shown, "stands_for": said}
