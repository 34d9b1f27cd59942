"""Whether a talk knows what a message means before anybody reads it: there the network's doubt is none."""

from bot.turn import phone
from bot.turn.choices import chosen
from casebook.records import Pending
from services.answers import surely_known
from services.casework.phrases import parts
from services.directory.places import connecticut


def already_understood(pending: Pending) -> bool:
    """Whether a message chooses what was offered, leaves what was asked for, or is the fact that we have just asked."""
    return chosen(pending) is not None or _is_the_fact(pending)


def _is_the_fact(pending: Pending) -> bool:
    """A number, or a town, in a few words, where one was asked."""
    if not phone.answers(pending):
        return False
    words = pending.text.split()
    ends = (" ".join(words[place:]) for place in range(len(words)))
    return any(word.isdigit() for word in words) or any(connecticut().find(end) is not None for end in ends)


def beside_what_is_known(pending: Pending) -> str | None:
    """What is left of a message without questions that surely have a known answer; None in a danger, or for none such.

    Questions of law sound of violence to the network ("can he change the locks"); violence is never asked so
    (docs/decisions/2026-11-29-asking.md).
    """
    talk = pending.conversation
    needs = ((talk.state or {}).get("slots") or {}).get("needs") or ()
    calm = not (talk.danger.crisis or talk.danger.doubt or talk.danger.answers)
    if not calm or not needs or pending.choice is not None:
        return None
    if surely_known(pending.text, needs):
        return ""
    said = parts(pending.text)
    rest = [part for part in said if not surely_known(part, needs)]
    return ". ".join(rest) if len(rest) < len(said) else None
