"""Whether a message is nothing but a fact the assistant may have asked for: "06106", "20 months", "en Waterbury"."""

import re
from typing import Any

from assistant.facts.lexicon import words
from understanding.spelling import fold

TELLS_A_NEED = ("program", "due_date")
WORD = re.compile(r"[^\W_]+")


def is_bare_fact(text: str, entities: list[dict[str, Any]]) -> bool:
    """Return True when a town, ZIP, age or HUSKY letter stands in `text` with only small words around it.

    A program alone asks about it, "no insurance" and a pregnancy tell a need, so those are left to the labels.
    """
    return bool(entities) and all(_is_answer(entity) for entity in entities) and _nothing_else(text, entities)


def is_bare_program(text: str, entities: list[dict[str, Any]]) -> bool:
    """Return True when a message is a program's name and nothing else ("SNAP?"): what it is, is asked."""
    return {entity["entity"] for entity in entities} == {"program"} and _nothing_else(text, entities)


def _nothing_else(text: str, entities: list[dict[str, Any]]) -> bool:
    rest = list(text)
    for entity in entities:
        rest[entity["start"] : entity["end"]] = " " * (entity["end"] - entity["start"])
    return set(WORD.findall(fold("".join(rest)))) <= set(words()["fillers"])


def _is_answer(entity: dict[str, Any]) -> bool:
    if entity["entity"] == "insurance":
        return str(entity["value"]).startswith("husky_")
    return entity["entity"] not in TELLS_A_NEED
