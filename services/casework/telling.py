"""Words doors and ages for a family: as much about each door as there is room for, and never half a sentence."""

from functools import cache

from services.casework.help import Offer
from services.library.messages import Messages
from services.library.root import CONTENT

YEARS_FROM = 24  # months; a younger child's age is told in months
# Characters for all doors of one answer, and for one of them: with an introduction and a question, two short texts.
ROOM = {"sms": 350, "web": 900}
ONE = {"sms": 200, "web": 400}


def tell(offers: list[Offer], language: str, channel: str, needs: int = 1) -> str:
    """One line for each door: how to reach it, and what it gives too while there is room for it.

    The channel's room is shared by the `needs` of a message.
    """
    room = ROOM[channel] // needs
    lines = [_line(offer, language, offer.next_step or offer.summary) for offer in offers]
    for index, offer in enumerate(offers):
        fuller = _line(offer, language, f"{offer.summary} {offer.next_step}".strip())
        if len(fuller) <= ONE[channel] and sum(map(len, lines)) - len(lines[index]) + len(fuller) <= room:
            lines[index] = fuller
    return "\n".join(lines)


def age(months: float, language: str) -> str:
    """A child's age as a family says it: "20 months", "4 años"."""
    if months < YEARS_FROM:
        return _words().say("age_months", language, number=round(months))
    return _words().say("age_years", language, number=int(months // 12))


def _line(offer: Offer, language: str, words: str) -> str:
    if offer.miles is None or not offer.town:
        return _words().say("door", language, name=offer.name, words=words)
    miles = round(offer.miles, 1)
    return _words().say("door_near", language, name=offer.name, town=offer.town, miles=miles, words=words)


@cache
def _words() -> Messages:
    return Messages.load(CONTENT / "messages" / "conversation.yml")
