"""Tells texts that no person wrote, by content/texts/robots.yml: answering those would be talking with a machine."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.library.documents import document
from services.library.root import CONTENT
from services.safety.fold import fold
from services.safety.phrases import Phrases, matches, phrases


@dataclass(frozen=True, slots=True)
class Robots:
    """How machines begin, and a reaction to one of our texts: its verb, perhaps a picture, our words in quotes."""

    begins: Phrases
    reaction: re.Pattern[str]


def automatic_reply(text: str, content: Path = CONTENT) -> bool:
    """Whether a text is an absence notice or a reaction."""
    known = _robots(content)
    if known.reaction.match(text.strip()):
        return True
    return any(start == 0 for _, start, _ in matches(fold(text), known.begins))


@cache
def _robots(content: Path) -> Robots:
    page = document(content / "texts" / "robots.yml")
    begins = {f"begins/{number}": pattern for number, pattern in enumerate(page["begins"], start=1)}
    verbs = "|".join(re.escape(verb) for verb in page["reactions"])
    reaction = re.compile(rf"(?:{verbs})\b[^\"“«]{{0,40}}[\"“«].*[\"”»…]\s*$", re.IGNORECASE | re.DOTALL)
    return Robots(phrases(begins, {}), reaction)
