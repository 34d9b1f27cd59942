"""Rasa's intent classifier: names what a message is about, several labels where it holds several needs."""

import os
from pathlib import Path
from typing import Any, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.bare_fact import is_bare_fact, is_bare_program
from assistant.decision import Label, Thresholds, decide, guesses
from assistant.learning.examples import labelled
from understanding.reader import Reader

FALLBACK = "nlu_fallback"
BARE_FACT, BARE_PROGRAM = Label("inform", 1.0), Label("program_info", 1.0)
READER = "reader.npz"
MADE = "ONEDOOR_READER"  # path of a reader that was made from these examples already


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Labeler(GraphComponent):
    """Sets intent, intent_ranking, labels and, when nothing is sure, guesses. It needs Facts before it in the pipeline.

    Chances handed over with the message (metadata "chances", `Reader.chances` of the same text) are not computed again.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Hold the thresholds of config.yml; untrained until `train` or `load`."""
        self._limits = Thresholds(**{name: config[name] for name in Thresholds.__dataclass_fields__})
        self._storage, self._resource = storage, resource
        self._reader: Optional[Reader] = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default thresholds."""
        return {name: field.default for name, field in Thresholds.__dataclass_fields__.items()}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Labeler":
        """Return an untrained labeler."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "Labeler":
        """Return the labeler that `train` stored."""
        labeler = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            labeler._reader = Reader.load(Path(directory) / READER)
        return labeler

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the intent examples, unless that was done already, and store the reader."""
        from assistant.learning import reader

        made = os.environ.get(MADE)
        self._reader = Reader.load(Path(made)) if made else reader.learn(*labelled(training_data.intent_examples))
        with self._storage.write_to(self._resource) as directory:
            self._reader.save(Path(directory) / READER)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training messages as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Label each message."""
        for message in messages:
            self._label(message)
        return messages

    def _label(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        if not any(map(str.isalnum, text)):
            return _write(message, [], [])
        if is_bare_fact(text, message.get(ENTITIES) or []):
            return _write(message, [BARE_FACT], [BARE_FACT])
        if is_bare_program(text, message.get(ENTITIES) or []):
            return _write(message, [BARE_PROGRAM], [BARE_PROGRAM])
        if self._reader is None:
            raise RuntimeError("the labeler was neither trained nor loaded")
        handed = (message.get("metadata") or {}).get("chances")
        chances = self._reader.chances(text) if handed is None else np.asarray(handed, dtype=np.float32)
        ranking = guesses(self._reader.labels, chances)
        _write(message, decide(self._reader.labels, chances, self._limits), ranking)


def _write(message: Message, found: list[Label], ranking: list[Label]) -> None:
    doubt = 1.0 - ranking[0].confidence if ranking else 1.0
    intent = found[0] if found else Label(FALLBACK, doubt)
    message.set(INTENT, vars(intent), add_to_output=True)
    message.set("intent_ranking", [vars(label) for label in ranking], add_to_output=True)
    message.set("labels", [vars(label) for label in found], add_to_output=True)
    message.set("guesses", [] if found else [vars(label) for label in ranking], add_to_output=True)
