"""What a provider's error code means for a text, by content/texts/errors.yml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from services.library.documents import document
from services.library.root import CONTENT

ErrorClass = Literal["stopped", "permanent", "later", "backoff", "ours", "unknown"]


def error_class(provider: str, code: int | None, content: Path = CONTENT) -> ErrorClass | None:
    """The class of a code; None for one that nobody has classed."""
    return _classes(content).get((provider, code)) if code is not None else None


@cache
def _classes(content: Path) -> Mapping[tuple[str, int], ErrorClass]:
    page = document(content / "texts" / "errors.yml")
    known = ((name, codes) for name, codes in page.items() if isinstance(codes, dict))
    return {(name, int(code)): each["class"] for name, codes in known for code, each in codes.items()}
