"""What a family needed beside a danger that is over, or was none: the texts that told it, and what they need."""

from collections.abc import Sequence
from typing import Final

from bot.turn import hour
from bot.turn.hearing import Hearing
from casebook.records import Pending
from services import safety
from services.directory.things import vocabulary

WORD: Final = 1  # fewer tell nothing


def told_beside(pending: Pending, hears: Hearing, rest: str) -> tuple[str, list[list[float]]] | None:
    """The messages, and the `rest` of this one, that told a need beside the danger, and their needs; None for none.

    Of a body, only those that name one: "she won't eat" was the danger itself, and "they said to watch her" asks for no
    day care.
    """
    said = len(rest.split()) > WORD and (not hour.of_body(pending) or _names_help(rest))
    told_now = said and hears.needs_of(rest) is not None  # then of what rang only what names an ordinary need
    plainly = hour.of_body(pending) or told_now
    rang = [text for text in pending.rang if not plainly or safety.hour.needs(text)]
    return needs_told([*rang, *([rest] if said else [])], hears)


def asks_for_help(pending: Pending, hears: Hearing, rest: str) -> bool:
    """Whether what is said beside being safe asks for anything; of a body, only what names help."""
    if len(rest.split()) <= WORD:
        return False
    if _names_help(rest) or (not hour.of_body(pending) and hears.asks_for_more(rest)):
        return True
    need = hears.surely_needs(rest) if safety.stands.is_question(rest) else None  # "who watches my other kids"
    return need is not None and not safety.stands.is_no_other_need(need, safety.stands.BODY)


def needs_told(texts: Sequence[str], hears: Hearing) -> tuple[str, list[list[float]]] | None:
    """The messages that told a need beside a danger, and the needs of all of them; None where none did."""
    open_still = (text for text in dict.fromkeys(texts) if safety.afterwards.asked(text) is None)
    told = [(text, needs) for text in open_still if (needs := hears.needs_of(text))]
    if not told:
        return None
    rows = zip(*(needs for _, needs in told), strict=True)
    return joined(*(text for text, _ in told)), [[max(each) for each in zip(*row, strict=True)] for row in rows]


def joined(*texts: str) -> str:
    """Several texts as one."""
    return ". ".join(text.strip(" .") for text in texts if text.strip(" ."))


def _names_help(text: str) -> bool:
    """Whether a message names help, or an ordinary need: a therapist, diapers; "we are at the er" does not."""
    by_name = bool(vocabulary().asked(text).things) and not safety.seen(text)
    return safety.hour.needs(text) or by_name
