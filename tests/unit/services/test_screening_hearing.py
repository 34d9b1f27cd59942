"""What families write instead of a choice is understood; what is not clear is asked again."""

from pathlib import Path

import pytest
import yaml

from services.screening.hearing import understand, wish
from services.screening.instrument import Item
from services.screening.loading import instrument

CASES = Path(__file__).parents[2] / "cases" / "screening"


def items() -> dict[str, Item]:
    return {item.id: item for name in ("social_needs", "strengths") for item in instrument(name).items}


def cases() -> list[tuple[str, str, str, str | None]]:
    return [
        (language, *case)
        for language in ("en", "es")
        for case in yaml.safe_load((CASES / f"answers_{language}.yml").read_text("utf-8"))["answers"]
    ]


def meant(text: str, item: Item) -> str | None:
    """The code or the wish, as the talk reads them: an answer that is nothing but a wish is a wish."""
    return wish(text) or next(iter(understand(text, item)), None)


@pytest.mark.parametrize(("language", "item", "text", "code"), cases())
def test_an_answer_in_a_familys_own_words_is_read(language: str, item: str, text: str, code: str | None) -> None:
    assert meant(text, items()[item]) == code
