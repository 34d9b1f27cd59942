"""Rasa's entity extractor: the facts of a message by rule, each at most once, and every child whose age is told."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.facts.finder import FactFinder

CONNECTICUT = ZoneInfo("America/New_York")


def today_in_connecticut() -> date:
    """Return the day it is for the families; a message is read moments after it was sent."""
    return datetime.now(CONNECTICUT).date()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Facts(GraphComponent):
    """Adds child_age_months, zip, town, program, insurance, due_date and each child to the message's entities."""

    def __init__(self, finder: FactFinder, today: Callable[[], date] = today_in_connecticut) -> None:
        """Find facts with `finder`; what is told by dates is read as of `today`."""
        self._finder, self._today = finder, today

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return where the places and programs are, from the directory Rasa runs in."""
        return {"places": "content/places/connecticut.yml", "programs": "content/programs"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Facts":
        """Return the component with its names read; they are content, so an edit counts at the next start."""
        return cls(FactFinder.load(Path(config["places"]), Path(config["programs"])))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the entities of each message."""
        for message in messages:
            found = [vars(fact) for fact in self._finder.find_with_children(message.get(TEXT) or "", self._today())]
            entities = [{**fact, "extractor": type(self).__name__} for fact in found]
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)
        return messages
