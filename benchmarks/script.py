"""Who the families of the benchmark are and what each texts at each turn; the same for every run and both sides."""

from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("en", "es")
CENTRAL_OFFICES = 600  # area codes from 200 on, so that numbers do not run out
PHONES_EACH = 100


def phone(number: int) -> str:
    """The number of one family: 555-01xx, which belongs to nobody."""
    return f"+1{200 + number // PHONES_EACH % CENTRAL_OFFICES}55501{number % PHONES_EACH:02d}"


def text(family: int, turn: int) -> str:
    """What a family texts at a turn (from 1). Families speak English and Spanish by turns."""
    kinds = _texts()[LANGUAGES[family % len(LANGUAGES)]]
    kind = kinds[(turn - 1) % len(kinds)]
    return kind[(family // len(LANGUAGES) + (turn - 1) // len(kinds)) % len(kind)]


@cache
def _texts() -> dict[str, list[list[str]]]:
    loaded = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text(encoding="utf-8"))
    return {language: loaded[language] for language in LANGUAGES}
