"""Approved examples as Rasa's training data, in the form of data/nlu."""

from collections.abc import Iterable
from typing import Any

import yaml

from casebook.learning_records import Example

type ByLabels = dict[tuple[str, ...], list[str]]


def pages(examples: Iterable[Example]) -> dict[str, str]:
    """The YAML of each language; messages stand under their main label, the others in `also`. The same words once."""
    by_language: dict[str, ByLabels] = {}
    for text, language, labels in sorted({(each.text, each.language, each.labels) for each in examples}):
        by_language.setdefault(language, {}).setdefault(labels, []).append(text)
    return {language: _page(found) for language, found in sorted(by_language.items())}


def _page(found: ByLabels) -> str:
    blocks = [_block(labels, texts) for labels, texts in sorted(found.items())]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False, width=1000)


def _block(labels: tuple[str, ...], texts: list[str]) -> dict[str, Any]:
    main, *also = labels
    metadata = {"metadata": {"also": also}} if also else {}
    return {"intent": main, **metadata, "examples": "".join(f"- {text}\n" for text in texts)}
