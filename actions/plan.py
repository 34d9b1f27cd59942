"""Says the plan in short, with a link to all of it."""

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from casebook.care.changes import OpenLink
from services.casework import current
from services.plan.links import LASTS, hashed, new_secret
from services.plan.plan import plan

ROOM = {"sms": 260, "web": 900}  # characters for the steps


class ActionShowPlan(Action):
    """The open steps, as many as there is room for, and a link that ends by itself."""

    def name(self) -> str:
        return "action_show_plan"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        desk, language = current.get(), reading.language(tracker)
        found = plan(await desk.record(), language)
        if found.empty:
            dispatcher.utter_message(response="utter_plan_empty")
            return []
        lines = [f"{step.what}: {step.state}" for step in found.steps] or [*found.wishes]
        dispatcher.utter_message(response="utter_plan", steps=_fit(lines, ROOM[reading.channel(tracker)]))
        secret = new_secret()
        desk.changes.append(OpenLink(hashed(secret), datetime.now(UTC).replace(tzinfo=None) + LASTS))
        link = f"{desk.public_url}/plan/{secret}"
        dispatcher.utter_message(response="utter_plan_link", link=link, days=LASTS.days)
        return []


def _fit(lines: list[str], room: int) -> str:
    """Whole lines only; the first always."""
    said = lines[0]
    for line in lines[1:]:
        if len(said) + len(line) + 1 > room:
            break
        said += f"\n{line}"
    return said
