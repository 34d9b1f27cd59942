"""Hears that a door called, comes or has taken the family ("me llamaron los de birth to three, vienen el martes")."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from services.casework.asked_of import is_shaped
from services.casework.care_words import patterns, says, words
from services.casework.naming import Named
from services.casework.phrases import folded
from services.casework.pointing import left_over, points
from services.casework.which import which

LONGEST: Final = 200  # characters
BRIEF: Final = 10  # words of news of "them" where nobody asked a door for the family
TELLING: Final = 4  # letters
_SENTENCES: Final = re.compile(r"[.!?;\n]+")
_PARTS: Final = re.compile(r"[.!?;,\n]+|\b(?:and|but|y|pero)\b", re.IGNORECASE)
type Outcome = Literal["reached", "served"]


@dataclass(frozen=True, slots=True)
class News:
    """What became of a door for the better; its key, None where it is said of "them"; and the rest of the message."""

    outcome: Outcome
    door: str | None
    rest: str


def good_news(text: str, doors: Callable[[], Sequence[Named]], language: str, *, asked: bool) -> News | None:
    """The news in a message; where somebody asked a door for them (`asked`), "they called me" is of that one."""
    if len(text) > LONGEST or says(folded(text), "no_news"):
        return None
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    told = [(part, outcome) for part in parts if (outcome := _outcome(folded(part)))]
    if not told:
        return None
    news = " ".join(part for part, _ in told)
    meant = _named(folded(news), doors(), language)
    brief = asked or len(text.split()) <= BRIEF
    if meant is None and not (brief and _of_them(folded(news))):
        return None
    first: Outcome = "served" if any(outcome == "served" for _, outcome in told) else "reached"
    return News(first, meant, _rest(text, [part for part, _ in told]))


def _outcome(said: str) -> Outcome | None:
    return next((each for each in ("served", "reached") if says(said, "news", each)), None)


def _named(said: str, doors: Sequence[Named], language: str) -> str | None:
    likely = which(_without_news(said), doors, language)
    plainly = [each for each in likely if each.surely or is_shaped(said) or points(said)]
    return plainly[0].key if plainly and len(likely) == 1 else None


def _of_them(said: str) -> bool:
    others = [word for word in left_over(_without_news(said)) if len(word) >= TELLING and word not in words("small")]
    return not others and bool(set(said.split()) & words("of_them"))


def _without_news(said: str) -> str:
    for outcome in ("served", "reached"):
        for pattern in patterns("news", outcome):
            said = pattern.sub(" ", said)
    return f" {' '.join(said.split())} "


def _rest(text: str, news: Sequence[str]) -> str:
    """The sentences, and parts of sentences, that tell something else."""
    left = text
    for part in news:
        left = left.replace(part, "", 1)
    kept = [" ".join(each.strip(" ,;").split()) for each in _SENTENCES.split(left)]
    return ". ".join(each for each in kept if len(each.split()) > 1 and _tells(folded(each)))


def _tells(said: str) -> bool:
    """Whether it says more than thanks."""
    return any(len(word) >= TELLING and word not in words("small") for word in said.split())
