"""Hears that a door called, comes or has taken the family ("me llamaron los de birth to three, vienen el martes")."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from services.casework.asked_of import is_shaped
from services.casework.became_of import FAULTS
from services.casework.care_words import patterns, says, words
from services.casework.known_by import BY_WORD, called
from services.casework.naming import Named
from services.casework.phrases import folded
from services.casework.pointing import left_over, points
from services.casework.which import which

LONGEST: Final = 240  # characters
BRIEF: Final = 10  # words of news of "them" where nobody asked a door for the family
BRIEF_STEP: Final = 14  # words that tell of a step that is done, whatever is asked beside
TELLING: Final = 4  # letters
TAKES_CASE: Final = "takes_case"  # a lawyer does, as content/language/care.yml names it
_SENTENCES: Final = re.compile(r"[.!?;\n]+")
_MARKED: Final = re.compile(r"[.!;\n]+|(?<=\?)")  # a question keeps its mark
_PARTS: Final = re.compile(r"[.!?;,\n]+|\b(?:and|but|y|pero)\b", re.IGNORECASE)
_JOINS: Final = re.compile(r"^(?:(?:and|but|y|pero)\b[\s,]*)+|(?:[\s,]*\b(?:and|but|y|pero))+$", re.IGNORECASE)
type Outcome = Literal["reached", "served", "done"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("served", "reached", "done")


@dataclass(frozen=True, slots=True)
class News:
    """What became of a door for the better; its key, None where it is said of "them"; and the rest of the message.

    `done` is a step of the family's that has to be waited for: an application that is in.
    """

    outcome: Outcome
    door: str | None
    rest: str


def good_news(text: str, doors: Callable[[], Sequence[Named]], language: str, *, asked: bool) -> News | None:
    """The news in a message; where somebody asked a door for them (`asked`), "they called me" is of that one."""
    said = folded(text)
    if len(text) > LONGEST or (says(said, "bad_news") and not says(said, TAKES_CASE)):
        return None
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    told = [(part, outcome) for part in parts if (outcome := _outcome(folded(part)))]
    first = next((each for each in OUTCOMES if any(outcome == each for _, outcome in told)), None)
    news = [part for part, _ in told]
    if first is None or (first == "done" and any(map(_is_denied, map(folded, parts[parts.index(news[-1]) :])))):
        return None
    meant = _meant(text, news, doors(), language)
    brief = asked or len(text.split()) <= BRIEF or (first == "done" and all(map(_is_brief, news)))
    if meant is None and not (brief and _of_them(folded(" ".join(news)))):
        return None
    return News(first, meant[0] if meant and len(meant) == 1 else None, _rest(text, news))


def _meant(text: str, news: Sequence[str], doors: Sequence[Named], language: str) -> list[str] | None:
    """The doors that the news names, or the sentence that it ends; [] where an earlier one does; None for none."""
    said = folded(" ".join(news))
    until = text[: text.rindex(news[-1]) + len(news[-1])]
    sentence = folded(_SENTENCES.split(until)[-1])
    found = (_named(each, doors, language) for each in (_without_news(said), said, sentence))
    return next(filter(None, found), None) or ([] if _named(folded(until), doors, language) else None)


def _is_brief(said: str) -> bool:
    return len(said.split()) <= BRIEF_STEP


def _outcome(said: str) -> Outcome | None:
    """What of the better a part tells; a part that tells of a no tells none."""
    if _is_denied(said) or any(says(said, "refused", fault) for fault in FAULTS):
        return None
    if says(said, TAKES_CASE):
        return "served"
    return next((each for each in OUTCOMES if says(said, "news", each)), None)


def _is_denied(said: str) -> bool:
    """Whether a part tells that nobody called or came."""
    return says(said, "no_news")


def _named(said: str, doors: Sequence[Named], language: str) -> list[str]:
    """The door that is spoken of; two where it may be either ("that legal number")."""
    likely, known = which(said, doors, language), {door.key: door for door in doors}
    shaped = is_shaped(said) or points(said)
    plainly = [each for each in likely if each.surely or shaped or _by_word(said, known[each.key], doors, language)]
    return [each.key for each in plainly] if shaped or len(likely) == 1 else []


def _by_word(said: str, door: Named, doors: Sequence[Named], language: str) -> bool:
    """Whether it is called by a word of its name ("crec me cogio el nene")."""
    return called(said, door, doors, language) >= BY_WORD


def _of_them(said: str) -> bool:
    others = [word for word in left_over(_without_news(said)) if len(word) >= TELLING and word not in words("small")]
    return not others and bool(set(said.split()) & words("of_them"))


def _without_news(said: str) -> str:
    for path in ((TAKES_CASE,), *(("news", outcome) for outcome in OUTCOMES)):
        for pattern in patterns(*path):
            said = pattern.sub(" ", said)
    return f" {' '.join(said.split())} "


def _rest(text: str, news: Sequence[str]) -> str:
    """The sentences, and parts of sentences, that tell something else; how one came to the news tells no more."""
    before, _, behind = text.rpartition(news[-1])
    led = [part.strip() for part in _PARTS.split(before) if part.strip()]
    for part in (*news[:-1], *(part for part in led if says(folded(part), "contact"))):
        before = before.replace(part, "", 1)
    kept = [" ".join(_JOINS.sub("", each.strip(" ,;.")).split()) for each in _MARKED.split(f"{before}. {behind}")]
    return ". ".join(each for each in kept if len(each.split()) > 1 and _tells(folded(each)))


def _tells(said: str) -> bool:
    """Whether it says more than thanks, and asks for what we could look for."""
    return not says(said, "behind_news") and any(
        len(word) >= TELLING and word not in words("small") for word in said.split()
    )
