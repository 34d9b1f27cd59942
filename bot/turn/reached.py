"""What a message asks or tells of how its writer is reached ("who calls me", "not before 3", "only text")."""

from typing import Final

from bot.turn.left import left
from bot.turn.named import OPEN, Meaning, Talk, meaning
from casebook.records import Pending
from services.casework.commands import command
from services.casework.desk import ANNOUNCED
from services.casework.phrases import parts
from services.casework.reached import HOURS, TEXT, WHO, Reached, asks_who_it_is, reached
from services.directory.things import vocabulary

PERSON: Final = "talk_to_person"
TEXT_ONLY: Final = "text_only"  # as content/answers/everyday.yml names it
FEW: Final = 2  # words beside it that name nothing: what they add is read with it


def asked_of_reaching(pending: Pending, talk: Talk) -> Meaning | None:
    """What it means where a message says nothing else; None in a danger, or before a talk has begun."""
    if _is_called(pending) and talk.loop in OPEN and pending.choice is None and asks_who_it_is(talk.text):
        return meaning(PERSON, aspect=WHO)
    found = _heard(pending, talk, talk.text)
    if found is None or not (found.alone or _is_little(found)):
        return None
    if found.ways == (HOURS,) and left(pending) is not None:
        return None  # a time that is left for the person who was called
    return meaning(PERSON, aspect=" ".join(found.ways), named=talk.text)


def by_text_alone(found: Meaning | None, pending: Pending, talk: Talk) -> Meaning | None:
    """The same, where the known answer for who cannot call was found in a talk that has named doors: they are told."""
    danger = pending.conversation.danger
    known = found is not None and found["entities"].get("answer_id") == TEXT_ONLY
    if not known or not talk.begun or danger.crisis or danger.doubt:
        return found
    return meaning(PERSON, aspect=TEXT, named=talk.text)


def reaching_and_rest(pending: Pending, talk: Talk) -> tuple[str, str] | None:
    """What is said of it, and the rest of the message; None where a message is not both."""
    if asked_of_reaching(pending, talk) is not None or _heard(pending, talk, talk.text) is None:
        return None
    said = parts(talk.text)
    of_it = [part for part in said if (found := reached(part)) is not None and found.alone]
    rest = [part for part in said if part not in of_it]
    return (", ".join(of_it), ", ".join(rest)) if of_it and rest else None


def _heard(pending: Pending, talk: Talk, text: str) -> Reached | None:
    danger = pending.conversation.danger
    if danger.crisis or danger.doubt or pending.choice is not None or command(text):
        return None
    if talk.loop not in OPEN or not (talk.begun or talk.needs or _is_called(pending)):
        return None
    return reached(text)


def _is_called(pending: Pending) -> bool:
    """Whether a person was called who has not come, and no danger stands."""
    talk = pending.conversation
    calm = not (talk.danger.crisis or talk.danger.doubt)
    return calm and talk.owner == "queue" and talk.queue_reason in ANNOUNCED


def _is_little(found: Reached) -> bool:
    return len(found.left) <= FEW and not vocabulary().asked(" ".join(found.left)).things
