"""Judges what a network made of a message, by the thresholds of content/safety/thresholds.yml."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from services.library.documents import document
from services.library.root import CONTENT

type Band = Literal["alarm", "doubt"]


def highest(scores: Mapping[str, float], language: str | None, band: Band, content: Path = CONTENT) -> str | None:
    """Return the likeliest crisis label that reaches its threshold, or None; in no language the lowest one holds."""
    floors = _page(content)[band]
    sure = [label for label, floor in floors.items() if scores.get(label, 0.0) >= _floor(floor, language)]
    return max(sure, key=lambda label: scores[label], default=None)


def reach(scores: Mapping[str, float], content: Path = CONTENT) -> bool:
    """Return whether any danger is likely enough for a weak phrase to raise the alarm."""
    page = _page(content)
    return bool(max((scores.get(label, 0.0) for label in page["alarm"]), default=0.0) >= page["weak"])


def alarms(scores: Mapping[str, float], language: str | None, content: Path = CONTENT) -> bool:
    """Return whether the network alone would raise the alarm in a first message."""
    return highest(scores, language, "alarm", content) is not None


def sure_in_a_talk(chance: float, content: Path = CONTENT, *, answers: bool = False) -> bool:
    """Return whether a danger is likely enough to ring by the network alone in a calm talk about needs.

    `answers`: the message gives what we have just asked for.
    """
    return bool(chance >= _page(content)["talk_answer" if answers else "talk"])


def asks_in_a_talk(chance: float, content: Path = CONTENT, *, phrase: bool) -> bool:
    """Return whether such a talk is worth asking if all are safe, by the network alone or beside a weak `phrase`."""
    return bool(chance >= _page(content)["talk_hint" if phrase else "talk_asks"])


def wish_to_stop(scores: Mapping[str, float], elsewhere: bool, content: Path = CONTENT) -> str | None:
    """Return why a message counts as a wish for no more texts ("classifier 0.97"), None where that is not sure.

    `elsewhere` says that the message also speaks of others: then the network must be surer.
    """
    chance, page = scores.get("stop_messages", 0.0), _page(content)["stop"]
    return f"classifier {chance:.2f}" if chance >= page["elsewhere" if elsewhere else "alone"] else None


def silence(content: Path = CONTENT) -> timedelta:
    """Return how long the question whether a family is safe may stay without an answer."""
    return timedelta(minutes=_page(content)["silence_minutes"])


def _floor(by_language: Mapping[str, float], language: str | None) -> float:
    return by_language.get(language or "", min(by_language.values()))


@cache
def _page(content: Path) -> Mapping[str, Any]:
    return document(content / "safety" / "thresholds.yml")
