"""What is said to good news of a danger that stands: other words each time, and those that fit its answer."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.library.documents import document
from services.library.root import CONTENT
from services.safety import afterwards


def better(crisis: str, language: str, topic: str | None = None, times: int = 0, content: Path = CONTENT) -> str:
    """Return the answer to good news that does not say that all are safe, after `times` others in the same danger.

    By the danger's answer or its label. What must be seen all the same (pills that were taken) is said in turn with
    that we are here; for anything else the last two take turns once all were said.
    """
    again: Mapping[str, Any] = _page(content)["better_again"]
    own = topic in again or topic not in _page(content)["better"]
    if times and not own:
        said = afterwards.near if times % 2 else afterwards.better
        return said(crisis, language, topic, content)
    if not times:
        return afterwards.better(crisis, language, topic, content)
    texts = again[str(topic) if topic in again else crisis]
    at = times - 1 if times <= len(texts) else -1 - (times - len(texts)) % min(2, len(texts))
    pair = texts[at]
    return str(pair.get(language, pair["en"]))


@cache
def _page(content: Path) -> dict[str, Any]:
    return document(content / "safety" / "afterwards.yml")
