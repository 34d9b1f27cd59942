"""Tells about one program: what it gives, whether it may fit, and what to do."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from services.casework import current
from services.casework.help import facts
from services.eligibility import all_programs, check


class ActionProgramInfo(Action):
    """What a program gives and whether it may fit; without a named program, the family is asked which."""

    def name(self) -> str:
        return "action_program_info"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        named = next(tracker.get_latest_entity_values("program"), None) or tracker.get_slot("program")
        program = next((each for each in all_programs() if each.id == named), None)
        if program is None:
            dispatcher.utter_message(response="utter_ask_program")
            return []
        spanish = reading.language(tracker) == "es"
        known = facts(program.needs[0], reading.family(tracker)) if program.needs else {}
        answer = check(known, current.get().now.date(), [program])[0]
        reasons = " ".join(reason.es if spanish else reason.en for reason in answer.reasons[:2])
        dispatcher.utter_message(
            response="utter_offer",
            name=program.name.es if spanish else program.name.en,
            summary=program.summary.es if spanish else program.summary.en,
            next_step=program.next_step.es if spanish else program.next_step.en,
        )
        dispatcher.utter_message(response=f"utter_program_{answer.answer}", reasons=reasons)
        return reading.set_slots(program=program.id)
