"""Names the help that fits what a family said: now, and again when a new fact is known."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import money, reading, where
from actions.asking import ask_next, asks_which, is_open, question_for
from actions.choosing import nobody_gives
from actions.conversation import tells_who
from actions.doors import cards, say, say_doors, say_needs, say_no_more, say_with_facts
from actions.listing import MOST_SHOWN, listed, targeted, telling_of
from actions.more_of_kind import more_of
from actions.perhaps import ask_back
from actions.person import call_if_wanted
from actions.questions import answer_question
from actions.reports import note_report, reports
from actions.until_then import say_until_then
from actions.words import say as say_named
from services.answers import answer_words, known_answer, may_ask
from services.casework import current
from services.casework.needs import all_needs
from services.casework.not_meant import puts_a_question
from services.casework.offer import Offer
from services.casework.programs_asked import OTHER, program_asked, program_meant
from services.casework.telling import details
from services.casework.wishes import wish_told

BEFORE_DOORS = ("pregnancy_choices",)
ASKS = 5  # words of a message that holds a town or an age, and a question


class ActionFindHelp(Action):
    """For each need of the message the best doors, then the one question that helps most."""

    def name(self) -> str:
        return "action_find_help"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        before = reading.needs_so_far(tracker)
        told = reading.needs_in_message(tracker)
        if (other := _of_money_or_a_program(tracker, told)) is not None:
            return other
        if (instead := _instead_of_places(dispatcher, tracker, told, before)) is not None:
            return instead
        refused = reports(tracker)
        if refused and set(told) <= set(before):
            return [FollowupAction("action_report_place")]
        reported = note_report(dispatcher, tracker) if refused else []
        if not (told or before):
            dispatcher.utter_message(response="utter_ask_need")
            return []
        return [*reported, *_name_places(dispatcher, tracker, told, before)]


def _of_money_or_a_program(tracker: Tracker, told: list[str]) -> list[dict[str, Any]] | None:
    """Another action, where a message tells what comes in or asks of a program; None where it asks for help."""
    if money.speaks_of_pay(tracker, told):
        late = reading.set_slots(**money.late_answer(tracker))
        # What tells of the home asks for nothing back: to clarify would find help for it, and so on for ever.
        answered = late or tracker.get_slot("question") in reading.values(tracker) or tells_who(tracker)
        return [*late, FollowupAction("action_program_info" if answered else "action_clarify")]
    checks = tracker.get_slot("checking") or tracker.get_slot("question") == "program"
    of_a_program = (checks and not told) or _asks_of_a_program(tracker)
    return [FollowupAction("action_program_info")] if of_a_program else None


def _name_places(
    dispatcher: CollectingDispatcher, tracker: Tracker, told: list[str], before: list[str]
) -> list[dict[str, Any]]:
    """Name the places for the needs of a message, else those of the talk, and ask what helps most."""
    needs, anew = told or before, any(need not in before for need in told)
    shown = list(tracker.get_slot("shown") or [])
    fresh = _say_places(dispatcher, tracker, needs, anew=anew)
    kept = {"needs": _kept(tracker, needs, before), "missed": None, "checking": None, **_noted(shown, fresh)}
    if reading.reported(tracker) != (tracker.get_slot("reported") or []):
        kept["reported"] = reading.reported(tracker)
    events = reading.set_slots(**kept, words=reading.words(tracker), **where.place_slot(tracker))
    events += reading.set_slots(open_when=reading.when(tracker))
    if call_if_wanted(dispatcher, tracker) or (not told and _left_open(dispatcher, tracker)):
        return events
    return events + ask_next(dispatcher, tracker, needs, anew=anew)


def _say_places(dispatcher: CollectingDispatcher, tracker: Tracker, needs: list[str], *, anew: bool) -> list[str]:
    """Say the doors for needs that are told anew, or once more with what is known now; their keys."""
    if anew:
        fresh = say_needs(dispatcher, tracker, needs)
    elif asks_which(tracker, needs):
        fresh = []
    else:
        fresh = say_with_facts(dispatcher, tracker, needs, list(tracker.get_slot("shown") or []))
    return fresh + (say_until_then(dispatcher, tracker, needs, fresh) if fresh else [])


def _asks_of_a_program(tracker: Tracker) -> bool:
    """Whether it may fit is asked with what comes in, or of a program by its name: no list of places answers that."""
    said = str(tracker.latest_message.get("text") or "")
    named = program_meant(said) or tracker.get_slot("checking") or tracker.get_slot("program")
    return bool(tracker.get_slot("listed")) and program_asked(said) == "fits" and named not in (None, OTHER)


def _kept(tracker: Tracker, needs: list[str], before: list[str]) -> list[str]:
    """What the talk is about from now on: a need told beside a question that was answered does not end the rest.

    Nor one told while we wait for the age of the child whom it is for: "and they cut my light too", then "he is 2".
    """
    waits = is_open(tracker) and any(_waits_for(tracker.get_slot("question"), need) for need in before)
    return reading.in_order(needs, before)[: reading.MOST_NEEDS] if current.get().answered or waits else needs


def _waits_for(fact: str, need: str) -> bool:
    """Whether help for a need of one child waits for a fact."""
    return all_needs()[need].one_child and fact in all_needs()[need].ask


def _instead_of_places(
    dispatcher: CollectingDispatcher, tracker: Tracker, told: list[str], before: list[str]
) -> list[dict[str, Any]] | None:
    """An answer to what is asked, where places would push to a choice, or would only be named once more."""
    if not told:
        return _of_what_was_asked(dispatcher, tracker)
    if answer := _asks_first(tracker, told):
        dispatcher.utter_message(text=answer)
        return reading.set_slots(needs=told, words=reading.words(tracker), **where.place_slot(tracker))
    new_wish = wish_told(str(tracker.latest_message.get("text") or "")) and not set(told) <= set(before)
    if new_wish or reading.facts_in_message(tracker):  # "who can bathe my mom" names what is needed
        return None
    return answer_question(dispatcher, tracker, new_need=not set(told) <= set(before))


def _of_what_was_asked(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]] | None:
    """An answer, where a question only may tell a need: what was asked about stays the need, no list comes of it."""
    if not reading.doubtful_needs(tracker):
        return None
    answered = answer_question(dispatcher, tracker)
    return None if answered is None else [*reading.set_slots(**where.place_slot(tracker)), *answered]


def _left_open(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Say that we do not know what a message asks beside its fact, which does not answer that."""
    said = str(tracker.latest_message.get("text") or "")
    put = "?" in said or (puts_a_question(said) and may_ask(said))
    asks = put and len(said.split()) >= ASKS and bool(reading.facts_in_message(tracker))
    if asks and not ask_back(dispatcher, tracker):
        dispatcher.utter_message(text=say_named(tracker, "not_known"))
    return asks


def _asks_first(tracker: Tracker, needs: list[str]) -> str | None:
    """The answer to what a first message asks, where places for its need would push to one of several choices."""
    id = known_answer(str(tracker.latest_message.get("text") or ""), needs)
    return answer_words(id, reading.language(tracker)) if id in BEFORE_DOORS else None


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
        if things := str(next(tracker.get_latest_entity_values("named"), None) or "").split():
            return more_of(dispatcher, tracker, things)
        before = list(tracker.get_slot("shown") or [])
        leads = {need: "utter_doors" for need in needs if not nobody_gives(tracker, need)}
        fresh = say_doors(dispatcher, tracker, leads, before, to_the_point=True)
        if fresh:
            dispatcher.utter_message(response="utter_after_help")
        else:
            say_no_more(dispatcher, tracker)
        kept = {**_noted(before, fresh), "reported": reading.reported(tracker)}
        return reading.set_slots(**kept, **where.place_slot(tracker))


def _noted(shown: list[str], fresh: list[str]) -> dict[str, Any]:
    """All doors said so far, and those said last, which a family asks about by number."""
    return {"shown": (shown + fresh)[-MOST_SHOWN:], **({"listed": fresh} if fresh else {})}


class ActionRepeat(Action):
    """Says the doors that were named last once more, or all that is known of the one asked about by number."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if meant := targeted(tracker):
            return _tell_all(dispatcher, tracker, meant[0][0])
        doors = [door for door, _need in listed(tracker)]
        if not doors:
            dispatcher.utter_message(response="utter_ask_need")
            return []
        number = next(tracker.get_latest_entity_values("door"), None)
        if number is None:
            first = 1 if len(doors) > 1 else None
            said = say(tracker, doors, first=first)
            dispatcher.utter_message(
                response="utter_doors", doors=said, json_message=cards(tracker, doors, said, first)
            )
            asked = question_for(tracker, tracker.get_slot("question"))
            dispatcher.utter_message(response=asked or "utter_after_help")
        elif 1 <= int(number) <= len(doors):
            return _tell_all(dispatcher, tracker, doors[int(number) - 1])
        else:
            dispatcher.utter_message(response="utter_no_such_door", most=len(doors))
        return []


def _tell_all(dispatcher: CollectingDispatcher, tracker: Tracker, door: Offer) -> list[dict[str, Any]]:
    """All that is known of one door; what is asked next without a name is asked about it."""
    told = details(door, current.get().now, reading.language(tracker), reading.channel(tracker))
    dispatcher.utter_message(response="utter_details", doors=told, json_message=cards(tracker, [door], told))
    return reading.set_slots(shown=telling_of(tracker, [door]))
