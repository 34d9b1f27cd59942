"""Whether a talk knows what a message means before anybody reads it: there the network's doubt is none."""

from collections.abc import Sequence
from typing import Final

from bot.turn import phone
from bot.turn.care import cared_for
from bot.turn.choices import chosen
from bot.turn.named import Talk
from casebook.records import Pending
from services.answers import is_of_no_danger, surely_known, tells_of_danger
from services.casework.asked import PRIVATE
from services.casework.phrases import parts
from services.casework.plainly_asked import plainly_asked
from services.directory.places import connecticut

BEGINNING: Final = 4  # words
BRIEF: Final = 12  # words: more of them tell something beside what they ask


def already_understood(pending: Pending) -> bool:
    """Whether a message chooses what was offered, leaves what was asked for, or is the fact that we have just asked."""
    if cared_for(pending, Talk.of(pending, lambda _id: None)) is not None:
        return False  # what became of a door is told in words of all kinds: a doubt about them stays one
    found = chosen(pending)
    if found is not None and found["entities"].get("aspect") == PRIVATE:
        return False  # who asks whether a place tells the father may be afraid of him
    if found is not None and _may_hide_a_danger(pending, found["entities"].get("answer_id")):
        return False
    return found is not None or _is_the_fact(pending)


def _may_hide_a_danger(pending: Pending, answer: str | None) -> bool:
    """Whether a known answer leaves a doubt as it is: one for a danger, or for a question told at length.

    "Will they call back, he isn't eating and very sleepy": a question that is known is then not all that was said.
    """
    if answer is None or pending.conversation.danger.crisis is not None:
        return False
    at_length = len(pending.text.split()) > BRIEF and not is_of_no_danger(answer)
    return at_length or tells_of_danger(answer)  # the answer for a teen who shuts out friends calms no doubt


def plainly_asks(pending: Pending) -> bool:
    """Whether expressions hear a question that has nothing to do with a danger ("will they go after her mother").

    In the middle of a calm talk that outweighs a network which only sounds the words, and is not sure.
    """
    slots = (pending.conversation.state or {}).get("slots") or {}
    id = plainly_asked(pending.text, _needs(pending), slots.get("reported") or (), slots.get("words"))
    return id is not None and is_of_no_danger(id)


def _is_the_fact(pending: Pending) -> bool:
    """A number, or a town, in a few words, where one was asked."""
    if not phone.answers(pending):
        return False
    words = pending.text.split()
    ends = (" ".join(words[place:]) for place in range(len(words)))
    return any(word.isdigit() for word in words) or any(connecticut().find(end) is not None for end in ends)


def begins_with_the_fact(pending: Pending) -> bool:
    """Whether a message begins with the age, or the number, that we have just asked for, whatever it goes on to."""
    asked = ((pending.conversation.state or {}).get("loop") or {}).get("requested_slot")
    begun = (word.strip(".,;:!?") for word in pending.text.split()[:BEGINNING])
    return bool(asked) and any(word.isdigit() for word in begun)


def talks_of_needs(pending: Pending) -> bool:
    """Whether a message comes in the middle of a talk about needs in which nothing of danger was said."""
    danger = pending.conversation.danger
    calm = not (danger.crisis or danger.doubt or danger.answers)
    return calm and bool(_needs(pending)) and pending.choice is None


def _needs(pending: Pending) -> Sequence[str]:
    return ((pending.conversation.state or {}).get("slots") or {}).get("needs") or ()


def beside_what_is_known(pending: Pending) -> str | None:
    """What is left of a message without questions that surely have a known answer; None in a danger, or for none such.

    Questions of law sound of violence to the network ("can he change the locks"); violence is never asked so
    (docs/decisions/2026-11-29-asking.md).
    """
    if not talks_of_needs(pending):
        return None
    needs = _needs(pending)
    if surely_known(pending.text, needs):
        return ""
    said = parts(pending.text)
    rest = [part for part in said if not surely_known(part, needs)]
    return ". ".join(rest) if len(rest) < len(said) else None
