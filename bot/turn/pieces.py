"""What each piece of a message is: a question with its answer, a fact about the family, a need of its own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from bot.turn.named import Talk
from bot.turn.questions import answer_to
from services.answers import asked_of_a_place, asks, may_ask
from services.casework.after_applying import names_program
from services.casework.asked import aspects_asked, only_asks
from services.casework.asked_of import asked_of
from services.casework.children import all_first
from services.casework.consent import consent
from services.casework.homes import towns_in
from services.casework.phrases import SEAM, parts
from services.casework.put_as_question import begins_to_ask, is_of_there
from services.casework.when import hours_asked
from services.directory.things import vocabulary

SMALL: Final = 4  # words
MARKED: Final = 3  # words of a question that is none without its mark ("la evaluación duele?"); "ok?" asks nothing
MOST_WORDS: Final = 8  # of a fact that answers what we asked
WHICH: Final = "which_child"  # what we asked, where several were told of
_OR: Final = re.compile(r"(?:or|o)\b", re.IGNORECASE)  # goes on with the same question
_MARK: Final = re.compile(r"\s*\?+")
type Kind = Literal["ask", "told", "fact", "need", "small", "story"]
# The need that a few words are surely about first of all; None where none is.
type NeedOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, as it stands in a message. `key` tells questions with different answers apart, "" of all others.

    What is `told` has a known answer without being put as a question ("they stopped my SNAP").
    """

    kind: Kind
    said: str
    start: int
    end: int
    key: str = ""

    @property
    def known(self) -> bool:
        """Whether its answer is known."""
        return self.key.startswith("known ")

    @property
    def of_the_town(self) -> bool:
        """Whether the answer hangs on a town that is told beside it: when a place is open, what is there."""
        return self.key.startswith("hours ") or is_of_there(self.said)

    @property
    def of_what_was_named(self) -> bool:
        """Whether it can only be about what was named; "how do I get WIC" names something itself."""
        return self.known or not vocabulary().asked(self.said).things


def pieces(text: str, talk: Talk, asked: str | None, need_of: NeedOf) -> list[Piece]:
    """The pieces of a message in a talk that asked for the fact `asked`; [] where none of them is a question."""
    found = [_piece(text, start, end, talk, asked) for start, end in _spans(text)]
    if not any(piece.kind == "ask" for piece in found):
        return []
    return [_beside_a_question(piece, talk, need_of) for piece in found]


def _beside_a_question(piece: Piece, talk: Talk, need_of: NeedOf) -> Piece:
    """What a piece without a question of its own is beside one: a need, or a question that is put as plainly."""
    if piece.kind not in ("story", "small"):
        return piece
    if need_of(piece.said) not in (None, *talk.needs):
        return replace(piece, kind="need") if piece.kind == "story" else piece
    put = begins_to_ask(piece.said, surely=False) and len(piece.said.split()) in range(MARKED, MOST_WORDS + 1)
    return replace(piece, kind="ask", key=f"about {piece.said}") if put and not _names_a_thing(piece.said) else piece


def _names_a_thing(said: str) -> bool:
    """Whether it names something to look for; "how do I get WIC" asks of a program."""
    return bool(vocabulary().asked(said).things) and not names_program(said)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces stand, without the signs and words that join them, but with their question marks."""
    seams = [(0, 0), *(seam.span() for seam in SEAM.finditer(text)), (len(text), len(text))]
    begun: tuple[int, int] | None = None
    for (_, start), (end, _) in pairwise(seams):
        said = text[start:end].strip(" ¿¡")
        if not said:
            continue
        begins = text.index(said, start)
        mark = _MARK.match(text, begins + len(said))
        span = begins, mark.end() if mark else begins + len(said)
        if begun and not _OR.match(said):
            yield begun
        begun = (begun[0], span[1]) if begun and _OR.match(said) else span
    if begun:
        yield begun


def _piece(text: str, start: int, end: int, talk: Talk, asked: str | None) -> Piece:
    said = text[start:end]
    if asked == WHICH and all_first(said) and not said.endswith("?"):
        return Piece("fact", said, start, end)  # "los dos" answers us, and asks nothing of two doors
    if key := asked_for(said, talk):
        return Piece("ask" if is_put(said) or only_asks(said) else "told", said, start, end, key)
    if tells(said, asked):
        return Piece("fact", said, start, end)
    return Piece("small" if is_small(said) else "story", said, start, end)


def asked_for(said: str, talk: Talk) -> str:
    """What a piece asks, so that two questions with one answer are the same; "" where it asks nothing."""
    if (known := answer_to(said, talk)) is not None:
        return f"known {known}"
    if hours := hours_asked(said, bare=False):
        return f"hours {hours.when}"
    if aspects := only_asks(said):
        return f"about {' '.join(aspects)}"
    if (of := asked_of(said, talk.listed, talk.doors, talk.language)) is not None:
        return f"about {' '.join((*of.aspects, *of.doors))}"
    of_place = asked_of_a_place(said)
    if of_place is None and vocabulary().asked(said).things:
        return ""  # "can I still get food today" is how a need is told
    marked = said.endswith("?") and len(said.split()) >= MARKED and is_small(said)
    asked = marked or (is_put(said) and may_ask(said))
    return f"about {of_place or ' '.join(aspects_asked(said)) or said}" if asked else ""


def is_put(said: str) -> bool:
    """Whether a piece is put as a question: by its mark, or as it begins."""
    return said.endswith("?") or begins_to_ask(said, surely=asks(said))


def put_at_all(said: str) -> bool:
    """Whether any part of some words is put as a question."""
    return "?" in said or any(map(is_put, parts(said)))


def tells(said: str, asked: str | None) -> bool:
    """Whether it is a town, or a short answer to the fact that was asked for, and names nothing to look for."""
    words = said.split()
    if len(words) > MOST_WORDS or only_asks(said) or vocabulary().asked(said).things:
        return False
    if asked == "insurance" and consent(said) is not None:
        return True
    town = next(towns_in(said), None)
    return town is not None or (asked is not None and any(sign.isdigit() for sign in said))


def is_small(said: str) -> bool:
    """Whether a piece is too short to tell a need of its own ("we have husky")."""
    return len(said.split()) <= SMALL and not vocabulary().asked(said).things
