"""The wish for a person among other words: the person is called at once, what is asked beside is answered behind."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from bot.turn.care import cared_for
from bot.turn.named import Meaning, Talk, meaning
from bot.turn.pieces import put_at_all
from bot.turn.questions import answer_to
from casebook.records import Pending
from services.casework.consent import consent
from services.casework.person_wanted import person_wanted
from services.casework.phrases import parts
from services.casework.reached import of_reaching

PERSON: Final = "talk_to_person"
WISH: Final = "PERSON"  # a part of a message that is the wish
LEAST: Final = 2  # words of what is told beside

type NeedOf = Callable[[str], str | None]
type Chosen = Callable[[Pending], dict[str, Any] | None]


def only_person(pending: Pending, talk: Talk) -> Meaning | None:
    """The wish for a person where a message is nothing else; of one who was called, when the person comes."""
    wanted = person_wanted(pending.text) if pending.choice is None else None
    if wanted is None or wanted.rest.strip():
        return None
    after = cared_for(pending, talk)
    return after if after and after["intent"] == PERSON else meaning(PERSON)


def person_and_rest(pending: Pending, talk: Talk, need_of: NeedOf, chosen: Chosen) -> tuple[str, ...] | None:
    """The wish, and what is to be answered behind it where anything is; None where a message is not both."""
    wanted = person_wanted(pending.text) if pending.choice is None else None
    if wanted is None or not (rest := wanted.rest.strip()):
        return None
    this = replace(pending, text=rest)
    heard = consent(rest) is not None or chosen(this) is not None
    long = len(rest.split()) >= LEAST
    asks = long and (put_at_all(rest) or answer_to(rest, talk) is not None)
    # Of several needs none need be the likeliest.
    needs = long and any(need_of(each) is not None for each in (rest, *parts(rest)))
    return (WISH, rest) if heard or asks or needs or of_reaching(rest, called=True) else (WISH,)
