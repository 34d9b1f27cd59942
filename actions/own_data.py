"""What we know of a family, said plainly; and all of it erased when the family says so twice."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import no_question
from actions.questions import answer_question
from services.casework import current
from services.casework.children import ages_told
from services.casework.needs import title
from services.casework.telling import ages, means
from services.referrals.status import open_ones


class ActionTellPrivacy(Action):
    """What is kept and who reads it; not for a question of somebody else's ("who decides, they or I")."""

    def name(self) -> str:
        return "action_tell_privacy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if (answered := answer_question(dispatcher, tracker, new_need=True)) is not None:
            return answered
        dispatcher.utter_message(response="utter_privacy")
        return []


class ActionShowRecord(Action):
    """What the family itself told, never more: needs, town, child's age, insurance, home, income; and who was told."""

    def name(self) -> str:
        return "action_show_record"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        record, language = await current.get().record(), reading.language(tracker)
        needs = ", ".join(title(each.label, language).lower() for each in record.needs)
        known = [needs, *(str(record.facts[name]) for name in ("place",) if name in record.facts)]
        known += filter(None, [ages(ages_told(record.facts), language)])
        if insurance := record.facts.get("insurance"):
            known.append(str(insurance).replace("_", " ").upper())
        known += means(record.facts.get("household_size"), record.facts.get("income"), language)
        told = ", ".join(each.name for each in open_ones(record.referrals))
        dispatcher.utter_message(response="utter_record", known="; ".join(filter(None, known)) or "-")
        dispatcher.utter_message(response="utter_record_told" if told else "utter_record_told_nobody", names=told)
        return []


class ActionDeleteData(Action):
    """Erasing asks once more first: it cannot be taken back."""

    def name(self) -> str:
        return "action_delete_data"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(response="utter_delete_sure")
        return no_question()


class ActionForget(Action):
    """The family said it twice: the gateway erases everything in this turn's commit."""

    def name(self) -> str:
        return "action_forget"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        current.get().forget = True
        dispatcher.utter_message(response="utter_forgotten")
        return no_question()
