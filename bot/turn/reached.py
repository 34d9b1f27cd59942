"""What a message asks or tells of how its writer is reached ("who calls me", "not before 3", "only text")."""

from dataclasses import replace
from typing import Final

from bot.turn.named import OPEN, Meaning, Talk, meaning
from bot.turn.pieces import NeedOf, put_at_all
from bot.turn.questions import answer_to
from casebook.records import Pending
from services.answers import may_ask
from services.casework.awaited import asks_after_person
from services.casework.children import tells_age
from services.casework.commands import command
from services.casework.desk import ANNOUNCED
from services.casework.homes import town_told
from services.casework.phrases import parts
from services.casework.reached import TEXT, WHO, Reached, asks_who_it_is, of_reaching, reached, tells_of_oneself
from services.directory.things import vocabulary

PERSON: Final = "talk_to_person"
TEXT_ONLY: Final = "text_only"  # as content/answers/everyday.yml names it
LEAST: Final = 3  # words that ask something
FEW: Final = 2  # words beside it that name nothing: what they add is read with it


def asked_of_reaching(pending: Pending, talk: Talk) -> Meaning | None:
    """What it means where a message says nothing else; None in a danger, or before a talk has begun."""
    if _is_called(pending) and talk.loop in OPEN and pending.choice is None and asks_who_it_is(talk.text):
        return meaning(PERSON, aspect=WHO)
    found = _heard(pending, talk, talk.text)
    if found is None or not (found.alone or _is_little(found)):
        return None
    return meaning(PERSON, aspect=" ".join(found.ways), named=talk.text)


def by_text_alone(found: Meaning | None, pending: Pending, talk: Talk) -> Meaning | None:
    """The same, where the known answer for who cannot call was found in a talk that has named doors: they are told."""
    danger = pending.conversation.danger
    known = found is not None and found["entities"].get("answer_id") == TEXT_ONLY
    if not known or not talk.begun or danger.crisis or danger.doubt:
        return found
    return meaning(PERSON, aspect=TEXT, named=talk.text)


def reaching_and_rest(pending: Pending, talk: Talk, need_of: NeedOf) -> tuple[str, str] | None:
    """What is said of it, and the rest of the message; None where a message is not both.

    Once a person was called it may stand in a part of a long message; a rest that asks, needs and tells nothing is
    left out then: "I get the little ones off the bus at 3:15".
    """
    called = _is_called(pending) and talk.loop in OPEN and pending.choice is None and not command(talk.text)
    if asked_of_reaching(pending, talk) is not None or not (called or _heard(pending, talk, talk.text)):
        return None
    of_it = _of_it(talk.text, called=called)
    rest = [part for part in parts(talk.text) if part not in of_it]
    if not of_it or not rest:
        return None
    tells = not called or any(_tells(part, talk, need_of) for part in (", ".join(rest), *rest))
    return ", ".join(of_it), ", ".join(rest) if tells else ""


def _of_it(text: str, *, called: bool) -> list[str]:
    """The parts that speak of it; where none does, those of who waits for a person and asks whether one comes."""
    found = of_reaching(text, called=called)
    return found or [each for each in parts(text) if called and asks_after_person(each, called=True)]


def _tells(said: str, talk: Talk, need_of: NeedOf) -> bool:
    """Whether some words ask, need or tell anything of the family."""
    if put_at_all(said) or need_of(said) is not None or answer_to(said, talk) is not None:
        return True
    if town_told(said) is not None or tells_age(said) or (len(said.split()) >= LEAST and may_ask(said)):
        return True
    return not (tells_of_oneself(said) or len(said.split()) < LEAST)


def _heard(pending: Pending, talk: Talk, text: str) -> Reached | None:
    danger = pending.conversation.danger
    if danger.crisis or danger.doubt or pending.choice is not None or command(text):
        return None
    if talk.loop not in OPEN or not (talk.begun or talk.needs or _is_called(pending)):
        return None
    return reached(text, called=_is_called(pending))


def called(pending: Pending) -> Pending:
    """The message as it is read once the person was called whom it asks for."""
    conversation = replace(pending.conversation, owner="queue", queue_reason="asked")
    return pending if pending.conversation.owner == "person" else replace(pending, conversation=conversation)


def _is_called(pending: Pending) -> bool:
    """Whether a person was called who has not come, and no danger stands."""
    talk = pending.conversation
    calm = not (talk.danger.crisis or talk.danger.doubt)
    return calm and talk.owner == "queue" and talk.queue_reason in ANNOUNCED


def _is_little(found: Reached) -> bool:
    return len(found.left) <= FEW and not vocabulary().asked(" ".join(found.left)).things
