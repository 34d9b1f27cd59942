"""Approved examples as Rasa's training data, in the form of data/nlu."""

from collections.abc import Iterable
from typing import Any

import yaml

from casebook.records import Example


def pages(examples: Iterable[Example]) -> dict[str, str]:
    """The YAML of each language; a message stands under its main label, the others in `also`. The same words once."""
    by_language: dict[str, dict[str, dict[str, Any]]] = {}
    for example in examples:
        main, *also = example.labels
        entry: dict[str, Any] = {"text": example.text} | ({"metadata": {"also": also}} if also else {})
        by_language.setdefault(example.language, {}).setdefault(main, {})[example.text] = entry
    return {language: _page(found) for language, found in sorted(by_language.items())}


def _page(by_label: dict[str, dict[str, Any]]) -> str:
    blocks = [{"intent": label, "examples": list(entries.values())} for label, entries in sorted(by_label.items())]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False, width=1000)
