"""What is asked of a program that the talk is about: its limit, and whether it may fit."""

from typing import Final

from bot.turn.named import OPEN, Meaning, Talk, meaning
from services.casework.programs_asked import OTHER, program_asked, program_meant

MOST_WORDS: Final = 14
ELIGIBLE: Final = "eligibility_question"


def of_program(talk: Talk) -> Meaning | None:
    """The question of a message that tells nothing besides; a number may be a fact, and is read with it."""
    return None if any(map(str.isdigit, talk.text)) else asks_of_program(talk)


def asks_of_program(talk: Talk) -> Meaning | None:
    """The question, whatever facts about the family stand beside it: it stays in one with them."""
    if talk.loop not in OPEN or not talk.begun:
        return None
    asked = program_asked(talk.text) if len(talk.text.split()) <= MOST_WORDS else None
    program = (program_meant(talk.text) or _last(talk)) if asked else None
    return meaning(ELIGIBLE, program=program, aspect=asked) if program not in (None, OTHER) else None


def _last(talk: Talk) -> str | None:
    """The program that was asked about last, else the only one of the last list."""
    named = [key.partition(":")[2] for key in talk.listed if key.startswith("program:")]
    return talk.slots.get("checking") or talk.slots.get("program") or (named[0] if len(named) == 1 else None)
