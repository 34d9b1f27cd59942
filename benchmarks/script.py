"""Who the families of the benchmark are and what each texts at each turn; the same for every run and both sides."""

from functools import cache
from pathlib import Path

import yaml

TEXTS = Path(__file__).parent / "texts.yml"
LANGUAGES = ("en", "es")
CENTRAL_OFFICES = 600  # area codes from 200 on, so that numbers do not run out
PHONES_EACH = 100


def phone(number: int) -> str:
    """The number of one family: 555-01xx, which belongs to nobody."""
    return f"+1{200 + number // PHONES_EACH % CENTRAL_OFFICES}55501{number % PHONES_EACH:02d}"


def text(family: int, turn: int) -> str:
    """What a family texts at a turn (from 1). Families speak English and Spanish by turns."""
    each = kinds(LANGUAGES[family % len(LANGUAGES)])
    kind = each[(turn - 1) % len(each)]
    return kind[(family // len(LANGUAGES) + (turn - 1) // len(each)) % len(kind)]


@cache
def kinds(language: str) -> list[list[str]]:
    """The texts of a language by kind, in the order in which a family comes to them."""
    loaded: dict[str, list[list[str]]] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return loaded[language]
