"""Whether a message is nothing but a fact the assistant may have asked for: "06106", "20 months", "en Waterbury"."""

import re
from typing import Any

from assistant.spelling import fold

FILLERS = frozenset(
    "a about aca actually ahi ahora al and ano anos aqui are at baby bebe but by casi cerca child city con ct connecticut "
    "de del diria e el ella en es esa ese esta estamos estoy estado from girl boy good has have he her here hers hi hija "
    "hijo his hola hoy i id im in is it its just kid la las le live lives living lo los ma mas me mi mis my near nena "
    "nene nina nino now of ok old on one or our own para pero por pues que right s se ser she si so solo somos son "
    "soy su sus the there they tiene tienen to town tu uh um un una us vivimos vivo we well were with y ya yeah yep "
    "yes yo zip zipcode code codigo postal pueblo ciudad almost about turned age edad year years month months mi".split()
)
WORD = re.compile(r"[^\W_]+")


def is_bare_fact(text: str, entities: list[dict[str, Any]]) -> bool:
    """Return True when a town, ZIP, age or HUSKY letter stands in `text` with only small words around it.

    A program alone asks about it, and "no insurance" tells a need, so those are left to the labels.
    """
    if not entities or not all(_is_answer(entity) for entity in entities):
        return False
    rest = list(text)
    for entity in entities:
        rest[entity["start"] : entity["end"]] = " " * (entity["end"] - entity["start"])
    return set(WORD.findall(fold("".join(rest)))) <= FILLERS


def _is_answer(entity: dict[str, Any]) -> bool:
    if entity["entity"] == "insurance":
        return str(entity["value"]).startswith("husky_")
    return bool(entity["entity"] != "program")
