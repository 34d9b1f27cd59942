"""The small turns of a talk: a fact told, begin anew, not sure what was meant, stop."""

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import money, reading, where
from actions.asking import no_question
from actions.family import ASKS_AGE
from actions.left_words import leave_words, leaves_words
from actions.questions import answer_question
from actions.reports import reports
from actions.told_of import is_told_of
from services.casework import current
from services.casework.answers import age_in_answer
from services.casework.children import how_many
from services.casework.needs import all_needs, title
from services.casework.not_meant import puts_a_question, told_by_the_way
from services.casework.of_whom import GROWN_UP
from services.directory.elsewhere import names_another_state
from services.income import tells_earning

LIKELY_NEED = 0.5
FACT = 8  # words, in which a fact is told and no more
ANSWER = 4  # words of an answer to what we asked, be it understood or not
# What may be asked back when a message was not clear.
GUESSES = 3
MOST_COUNTED: Final = 2  # answers in a row that tell how many children there are, before a person is offered
# What is said when an answer was expected and this was none.
UNCLEAR = {
    "place": "utter_unclear_place",
    "child_age_months": "utter_unclear_age",
    "which_child": "utter_unclear_which_child",
    "insurance": "utter_ask_for_insurance",
    "program": "utter_ask_for_program",
    "household_size": "utter_unclear_household",
    "income": "utter_unclear_income",
    "phone": "utter_unclear_phone",
}


class ActionTakeFact(Action):
    """A fact told on its own: used at once when we know what for, else the family is asked what for."""

    def name(self) -> str:
        return "action_take_fact"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        late = money.late_answer(tracker) or _late_age(tracker)
        kept = reading.set_slots(**where.place_slot(tracker), **late)
        if not kept and not reading.facts_in_message(tracker) and not tells_who(tracker):
            said = str(tracker.latest_message.get("text") or "")
            if reading.needs_so_far(tracker) and (tells_earning(said) or told_by_the_way(said)):
                dispatcher.utter_message(response="utter_still_fits")  # it is kept, or too open to be
                dispatcher.utter_message(response="utter_after_help")
                return []
            return [FollowupAction("action_clarify")]
        if reading.needs_so_far(tracker):
            return [*kept, FollowupAction("action_find_help")]
        if _may_need(tracker):
            return [*kept, FollowupAction("action_clarify")]
        dispatcher.utter_message(response="utter_fact_noted")
        return kept


def _may_need(tracker: Tracker) -> bool:
    """Whether a longer message with a fact rather tells of some need, though of which is not sure: then we ask back."""
    guesses = tracker.latest_message.get("guesses") or []
    needs = sum(float(guess["confidence"]) for guess in guesses if guess.get("name") in all_needs())
    return needs >= LIKELY_NEED and len(str(tracker.latest_message.get("text") or "").split()) > FACT


def tells_who(tracker: Tracker) -> bool:
    """Whether the message says who writes, or which child is meant: then the help may be another."""
    return any(reading.just_told(tracker, slot) for slot in ("writes_as", "children", "which_child", *money.QUESTIONS))


def _late_age(tracker: Tracker) -> dict[str, float]:
    """A bare number is the age that was asked for, even when another question came in between."""
    asked = "child_age_months" in (tracker.get_slot("asked") or []) and "child_age_months" not in reading.values(
        tracker
    )
    months = age_in_answer(str(tracker.latest_message.get("text") or "")) if asked else None
    return {} if months is None else {"child_age_months": months}


class ActionStartOver(Action):
    """Forgets the needs and facts of this talk; the language stays."""

    def name(self) -> str:
        return "action_start_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        kept = {"language": tracker.get_slot("language"), "channel": tracker.get_slot("channel")}
        return [*no_question(), AllSlotsReset(), *reading.set_slots(**kept)]


class ActionClarify(Action):
    """Asks back: for the answer that was expected, or with the likeliest readings; a second miss offers a person."""

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if reports(tracker):
            return [FollowupAction("action_report_place")]
        likely = _likely(tracker)
        if tells_who(tracker) and reading.needs_so_far(tracker):
            return [FollowupAction("action_find_help")]
        if leaves_words(tracker) and not likely:
            return leave_words(dispatcher, tracker)
        if (answered := answer_question(dispatcher, tracker, new_need=True)) is not None:
            return answered
        if _tells_of_the_grown_up(tracker):
            dispatcher.utter_message(response="utter_still_fits")
            dispatcher.utter_message(response="utter_after_help")
            return []
        missed = int(tracker.get_slot("missed") or 0) + 1
        asked = tracker.get_slot("requested_slot") in ASKS_AGE
        if not (asked and missed > MOST_COUNTED) and _counts_children(dispatcher, tracker, asked=asked):
            return reading.set_slots(missed=missed) if asked else []
        _ask_back(dispatcher, tracker, missed, likely)
        return reading.set_slots(missed=missed)


def _ask_back(dispatcher: CollectingDispatcher, tracker: Tracker, missed: int, likely: list[str]) -> None:
    """Ask for what was expected once more, or which of the likely needs it is; the second time offer a person."""
    asked = tracker.get_slot("requested_slot")
    if missed > 1:
        dispatcher.utter_message(response="utter_offer_person")
    elif asked == "place" and names_another_state(str(tracker.latest_message.get("text") or "")):
        dispatcher.utter_message(response="utter_outside_state")
    elif asked in UNCLEAR and not (likely and _tells_more(tracker)):
        dispatcher.utter_message(response=UNCLEAR[asked])
    elif likely:
        language = reading.language(tracker)
        buttons = [{"title": title(need, language), "payload": f"/{need}"} for need in likely]
        dispatcher.utter_message(response="utter_which", buttons=buttons)
    else:
        dispatcher.utter_message(response="utter_ask_need")


def _counts_children(dispatcher: CollectingDispatcher, tracker: Tracker, *, asked: bool) -> bool:
    """Ask for the age of each where an answer tells how many children there are; False where it does not."""
    heard = next(tracker.get_latest_entity_values("named"), None)  # the gateway heard it, whatever was asked
    count = how_many(str(heard or tracker.latest_message.get("text") or "")) if heard or asked else None
    if count is not None:
        dispatcher.utter_message(response="utter_ask_for_ages", count=count)
    return count is not None


def _likely(tracker: Tracker) -> list[str]:
    guesses = tracker.latest_message.get("guesses") or []
    return [guess["name"] for guess in guesses if guess.get("name") in all_needs()][:GUESSES]


def _tells_of_the_grown_up(tracker: Tracker) -> bool:
    """Whether a few words without a need or a question say more of the grown-up who needs care ("82 tiene")."""
    said = str(tracker.latest_message.get("text") or "")
    told = bool(reading.needs_so_far(tracker)) and is_told_of(tracker, GROWN_UP)
    return told and len(said.split()) <= FACT and not puts_a_question(said)


def _tells_more(tracker: Tracker) -> bool:
    """Whether a message is no try at the number, the town or the yes that we asked for, but something of its own."""
    said = str(tracker.latest_message.get("text") or "")
    return len(said.split()) > ANSWER and not any(map(str.isdigit, said))


class ActionStopMessages(Action):
    """Ends texts to this number when the wish was said in words that the keyword list does not hold."""

    def name(self) -> str:
        return "action_stop_messages"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        current.get().stop = True
        dispatcher.utter_message(response="utter_stopped")
        return no_question()
