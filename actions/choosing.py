"""Chooses which doors a family is told of: the best for each need, none twice, none that it told us is wrong."""

from collections.abc import Iterable

from rasa_sdk import Tracker

from actions import reading, where
from actions.door_by_key import door_by_key
from services.casework import current
from services.casework.has_already import doors_had, had_already
from services.casework.help import offers, waits
from services.casework.homes import asks_in_a_town
from services.casework.nearest import nearest_for
from services.casework.needs import all_needs
from services.casework.offer import Offer, is_beside
from services.casework.ordering import of_its_name
from services.casework.places_for import MOST_PLACES
from services.casework.refused_thing import is_refused_for, refuses_for
from services.casework.reported import refusals
from services.casework.silent_lines import reachable
from services.casework.still_wanted import past, wanted
from services.casework.told_first import named_by_rule
from services.casework.when import window
from services.casework.wished import wished
from services.casework.wishes import names_more, wish_for


def chosen_for(tracker: Tracker, leads: dict[str, str], without: list[str]) -> dict[str, list[Offer]]:
    """The best doors of each need: none twice, and none of those said before."""
    chosen: dict[str, list[Offer]] = {}
    named = [door for key in without if (door := door_by_key(tracker, key)) is not None]
    for need in leads:
        seen = {*without, *(offer.key for doors in chosen.values() for offer in doors)}
        alone = len(leads) > 1 or (not seen and waits(all_needs()[need], reading.family(tracker)))
        limit = 1 if alone else 2
        offers = next_offers(tracker, need, 2 * (limit + len(seen)))  # a program and its line count once
        fresh = (offer for offer in _town_first(tracker, need, offers) if offer.key not in seen)
        chosen[need] = [offer for offer in fresh if not _was_named(offer, named)][:limit]
    return chosen


def _was_named(offer: Offer, named: list[Offer]) -> bool:
    """Whether a door is what was named before under its other key: a program, and its own line in the directory."""
    if offer.found is None:
        return of_its_name(offer, named) is not None
    return any(of_its_name(door, [offer]) for door in named if door.found is None)


def _town_first(tracker: Tracker, need: str, offers: list[Offer]) -> list[Offer]:
    """The doors, one in the town that the message asks for ("a pantry in Meriden") ahead of what serves the state."""
    home = where.place(tracker)
    if home is None or not asks_in_a_town(str(tracker.latest_message.get("text") or "")):
        return offers
    there = (offer for offer in next_offers(tracker, need, MOST_PLACES) if offer.town == home.town)
    first = next((offer for offer in there if not off_point(need, offer)), None)
    return [first, *(offer for offer in offers if offer.key != first.key)] if first else offers


def next_offers(tracker: Tracker, need: str, limit: int) -> list[Offer]:
    """The best doors for a need of this family, as far as we know them, without those that they told us are wrong."""
    desk = current.get()
    family, language = reading.family(tracker), reading.language(tracker)
    when = reading.when(tracker)
    within = window(when, desk.now) if when else None
    bad = reading.reported(tracker)
    told_now = need in reading.needs_so_far(tracker) or reading.needs_in_message(tracker)
    words, alone = reading.words(tracker) if told_now else None, reading.alone(tracker)
    had = had_already(f"{reading.words(tracker) or ''}. {tracker.latest_message.get('text') or ''}") | doors_had(bad)
    said = f"{words or ''} {tracker.latest_message.get('text') or ''}"
    most = MOST_PLACES if refusals(bad) or had or refuses_for(said, bad) else limit
    wish = wish_for(need, words) if not within else None
    found = wished(wish, desk.service, desk.now, language) if wish else []
    if wish is None or wish.others or names_more(wish, words):
        others = offers(need, family, language, desk.now, desk.find, most, words, within, alone)
        found += [each for each in others if each.key not in {door.key for door in found}]
    found = [_near(tracker, each, found) for each in found]
    kept = [each for each in found if each.key not in {*bad, *had} and not is_refused_for(each.phone, said, bad)]
    fit = reachable(wanted(kept, bad, words, language, desk.service), bad)[:limit]
    return past(fit, words, str(tracker.latest_message.get("text") or ""))


def _near(tracker: Tracker, door: Offer, others: list[Offer]) -> Offer:
    """The place near the family in the stead of a program that asks for the town."""
    home, desk = where.place(tracker), current.get()
    if home is None:
        return door
    return nearest_for(door, home, reading.language(tracker), desk.now, desk.find, [each.key for each in others])


def is_one_wish(tracker: Tracker, needs: Iterable[str]) -> bool:
    """Whether the talk is about one plain thing, of which no town, age or insurance tells more than was said."""
    words = reading.words(tracker)
    wishes = [wish_for(need, words) for need in needs]
    return bool(wishes) and all(wish and not (wish.others or names_more(wish, words)) for wish in wishes)


def nobody_gives(tracker: Tracker, need: str) -> bool:
    """Whether 2-1-1 stands first for what was asked and was named: then more doors would only be off the point."""
    first = next(iter(next_offers(tracker, need, 1)), None)
    told = tracker.get_slot("shown") or ()
    return first is not None and first.last_resort and first.key in told


def without_the_best(tracker: Tracker, again: list[str], shown: list[str]) -> list[str]:
    """The doors shown but those that a rule names first for what is asked once more ("but who does nights"): again."""
    today, words = current.get().now.date(), reading.words(tracker)
    best = {name for need in again for name in named_by_rule(need, words, today)}
    return [key for key in shown if key.partition(":")[2] not in best]


def off_point(need: str, door: Offer) -> bool:
    return is_beside(door) and not all_needs()[need].doors_stay
