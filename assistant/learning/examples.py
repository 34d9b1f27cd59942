"""The examples of data/nlu as texts with their labels."""

from collections.abc import Sequence
from typing import Any

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message


def labelled(examples: Sequence[Message]) -> tuple[list[str], list[list[str]]]:
    """Return the texts, and the labels of each: its intent, then what its metadata calls `also`."""
    return [example.get(TEXT) for example in examples], [_labels(example) for example in examples]


def read(folders: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """Return the examples of every Rasa file under `folders`."""
    from rasa.shared.data import get_data_files, is_nlu_file
    from rasa.shared.importers.utils import training_data_from_paths

    files = get_data_files(list(folders), is_nlu_file)
    return labelled(training_data_from_paths(files, "en").intent_examples)


def _labels(example: Message) -> list[str]:
    told: dict[str, Any] = (example.get("metadata") or {}).get("intent") or {}
    return [example.get(INTENT), *told.get("also", [])]
