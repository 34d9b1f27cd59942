"""Finds what stands in English and Spanish side by side, wherever it is in a document."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

Language = Literal["en", "es"]
LANGUAGES: Final[tuple[Language, Language]] = ("en", "es")
_PLACEHOLDER: Final = re.compile(r"\{(\w*)\}")


def pairs(found: Any, key: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """(key, `{en: …, es: …}`) for each pair of texts; the key is the way to it: "widget.opening.0".

    Items of a list that have a name or an id go by it.
    """
    if isinstance(found, Mapping):
        if all(isinstance(found.get(language), str) for language in LANGUAGES):
            yield key, found
        else:
            for name, inner in found.items():
                yield from pairs(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(found, list):
        for at, inner in enumerate(found):
            yield from pairs(inner, f"{key}.{_called(inner) or at}")


def _called(item: Any) -> str | None:
    name = (item.get("name") or item.get("id")) if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else None


def placeholders(text: str) -> frozenset[str]:
    """The names in braces: "{name} is at {town}" has name and town."""
    return frozenset(_PLACEHOLDER.findall(text))
