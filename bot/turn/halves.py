"""Takes a message apart that answers our question and asks one of its own ("she is 3, and is it free?"): both count."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.turn.named import OPEN, Talk
from casebook.records import Pending
from services.answers import asks, known_answer
from services.casework.asked import only_asks
from services.casework.asked_of import asked_of
from services.casework.consent import consent
from services.casework.courtesy import without_courtesy, without_greeting
from services.casework.phrases import SEAM, parts
from services.directory.places import connecticut
from services.directory.things import vocabulary

LONGEST: Final = 120  # characters: a longer message tells a story, and is read as one
SMALL: Final = 4  # words
MOST_WORDS: Final = 8  # of a fact that answers what we asked
_SENTENCE = re.compile(r"[.,;!?\n]+")


def halves(pending: Pending, talk: Talk) -> Sequence[str]:
    """The question about what was named, then the fact beside it; the whole message where it is not both."""
    begun = talk.loop is None and not any((offer["choice"] or {}).get("intent") == "deny" for offer in pending.offered)
    text = pending.text if pending.choice is not None else _plain(pending.text, free=begun)
    if pending.choice is not None or not talk.listed or talk.loop not in OPEN or len(text) > LONGEST:
        return (text,)
    asked = ((pending.conversation.state or {}).get("loop") or {}).get("requested_slot")
    pairs = (pair for pair in _pairs(text) if _asks(pair[0], talk) and _tells(pair[1], asked))
    return next(pairs, None) or _sorted_out(text, talk, asked) or _two_questions(text, talk) or (text,)


def _two_questions(text: str, talk: Talk) -> Sequence[str] | None:
    """Two questions, of which one has a known answer ("how long does it take. and does his dad have to sign")."""
    said = parts(text)
    known = {part: id for part in said if (id := known_answer(part, talk.needs)) is not None}
    asked = [part for part in said if part in known or asks(part, surely=True)]
    small = all(part in asked or _is_small(part) for part in said)
    return asked if known and small and len(asked) == 2 and len(set(known.values())) == len(known) else None


def _plain(text: str, *, free: bool) -> str:
    return without_greeting(without_courtesy(text, free=free))


def _sorted_out(text: str, talk: Talk, asked: str | None) -> Sequence[str] | None:
    """A question among short facts ("06511. does it cost anything? we have husky"); None where a part is neither."""
    parts = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    questions = [part for part in parts if _asks(part, talk)]
    facts = [part for part in parts if part not in questions]
    told = any(_tells(part, asked) for part in facts)
    if told and (known := next((part for part in questions if known_answer(part, talk.needs)), None)) is not None:
        return known, ", ".join(part for part in parts if part != known)
    small = all(_tells(part, asked) or _is_small(part) for part in facts)
    return (questions[0], ", ".join(facts)) if len(questions) == 1 and told and small else None


def _is_small(part: str) -> bool:
    """Whether a part is too short to tell a need of its own ("we have husky")."""
    return len(part.split()) <= SMALL and not vocabulary().asked(part).things


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Both parts at each seam, either of them first."""
    for seam in SEAM.finditer(text):
        left, right = text[: seam.start()].strip(), text[seam.end() :].strip()
        if left and right:
            yield right, left
            yield left, right


def _asks(part: str, talk: Talk) -> bool:
    if known_answer(part, talk.needs) is not None or only_asks(part) or asks(part, surely=True):
        return True
    return asked_of(part, talk.listed, talk.doors, talk.language) is not None


def _tells(part: str, asked: str | None) -> bool:
    """Whether it is a town, or a short answer to the fact that was asked for, and names nothing to look for."""
    words = part.split()
    if len(words) > MOST_WORDS or only_asks(part) or vocabulary().asked(part).things:
        return False
    if asked == "insurance" and consent(part) is not None:
        return True
    if any(connecticut().named(each) for each in (*words, part)):
        return True
    return asked is not None and any(sign.isdigit() for sign in part)
