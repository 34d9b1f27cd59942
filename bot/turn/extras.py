"""What a page shows beside the words of a reply: cards of help, the progress of a questionnaire.

Actions hand it over as Rasa's `custom`: `{"cards": […], "stands_for": the words that the cards say too}` and
`{"progress": {"done": 3, "total": 10}}`. Channels without cards and staff read the words.
"""

from collections.abc import Mapping
from typing import Any


def extras_of(custom: Any, text: str) -> dict[str, Any]:
    """The extras as the casebook keeps them; what has another shape is left out, for the words say it all."""
    if not isinstance(custom, Mapping):
        return {}
    return _cards(custom, text) | _progress(custom)


def _cards(custom: Mapping[str, Any], text: str) -> dict[str, Any]:
    cards, said = custom.get("cards"), custom.get("stands_for")
    if not isinstance(cards, list) or not isinstance(said, str) or not said:
        return {}
    start = text.find(said)
    return {"cards": cards, "cards_at": [start, start + len(said)]} if cards and start >= 0 else {}


def _progress(custom: Mapping[str, Any]) -> dict[str, Any]:
    match custom.get("progress"):
        case {"done": int(done), "total": int(total)} if 0 <= done <= total and total > 0:
            return {"progress": {"done": done, "total": total}}
    return {}
