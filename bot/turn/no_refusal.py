"""What sounds like a refusal and is none: that a noted door did not refuse, or asks for something first."""

from typing import Final

from bot.turn.named import REPORT, Meaning, Talk, meaning
from bot.turn.questions import KNOWN_ANSWER
from services.casework.no_refusal import (
    FIRST,
    NOT_SO,
    NOT_THIS,
    THEN,
    asks_where_one_lives,
    before_condition,
    condition,
    denied,
)
from services.casework.phrases import folded
from services.casework.referring import program_named
from services.casework.refused_thing import thing_refused
from services.casework.which import by_own_name, which

SCHOOL: Final = "education_need"
NO_ADDRESS: Final = "enroll_no_address"
DOORS: Final = ("program:", "service:")


def no_refusal(talk: Talk) -> Meaning | None:
    """The meaning of such a message; None for any other."""
    noted = noted_doors(talk)
    none = denied(talk.text, noted=bool(noted))
    if none is not None and noted:
        meant = _meant(talk, noted)
        return meaning(REPORT, fault=NOT_SO, target=meant[0] if meant else noted[-1])
    if none is not None and not none.rest and talk.loop is None and "?" not in talk.text:
        return meaning("deny")  # beyond doubt none refused, and nothing was noted that could be taken back
    kind = condition(talk.text)
    meant = _named(talk) if kind else []
    if kind == "id" and SCHOOL in talk.needs and not meant and asks_where_one_lives(talk.text):
        return meaning(KNOWN_ANSWER, answer_id=NO_ADDRESS)  # that is no rule that a school may keep a child out by
    if kind is None or (kind == THEN and len(meant) != 1):
        return None
    return meaning(REPORT, fault=f"{FIRST}{kind}", target=" ".join(meant) or None)


def noted_doors(talk: Talk) -> list[str]:
    """The doors that were noted as wrong, the newest last."""
    return [key for key in talk.slots.get("reported") or () if key.startswith(DOORS)]


def _named(talk: Talk) -> list[str]:
    """The doors that the message calls, else the program that it names, in the talk or not."""
    own = [each.key for each in by_own_name(folded(talk.text), talk.doors(), talk.language)]
    if own:
        return own
    program = program_named(folded(talk.text).strip())
    called = which(before_condition(talk.text), talk.doors(), talk.language)
    return [f"program:{program}"] if program else [each.key for each in called]


def _meant(talk: Talk, among: list[str]) -> list[str]:
    """Those of some doors that the message names."""
    said, doors = folded(talk.text), [door for door in talk.doors() if door.key in among]
    own = [each.key for each in by_own_name(said, doors, talk.language)]
    return own or [each.key for each in which(said, doors, talk.language)]


def line_not_for(talk: Talk) -> Meaning | None:
    """That a line, named by its figures and none of the doors, does not do one thing."""
    refused = thing_refused(talk.text)
    return meaning(REPORT, fault=NOT_THIS, named=f"{refused.figures} {refused.thing}") if refused else None
