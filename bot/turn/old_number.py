"""A number typed after other answers came: it picks only where it is plain what it means, else the family is asked."""

from functools import cache
from typing import Any, Final

from bot.turn.named import CONSENT, Talk, meaning
from casebook.records import Pending, Say
from services.casework.needs import all_needs
from services.library.messages import Messages
from services.library.root import CONTENT

type Offers = tuple[dict[str, Any], ...]

# Choices of an older line that may be put again: what ends texts, or says that a danger is over, is not among them.
AGAIN: Final = frozenset(
    {"more_options", "talk_to_person", "refer_me", "report_place", "ask_about", "repeat", "affirm", "deny"}
)


def of_the_list(pending: Pending, talk: Talk, number: int) -> dict[str, Any] | None:
    """The door of the last list, where nothing but that list can be meant by a number."""
    if pending.offered or not talk.listed or talk.loop == CONSENT or _in_danger(pending):
        return None
    if _told_now(pending) or (not _menu(pending, talk) and number <= len(talk.listed)):
        return meaning("repeat", door=number)
    return None


def asked_back(pending: Pending, talk: Talk, number: int) -> Say | None:
    """What a number may mean by now, to choose from; where it is none of them, the last choices."""
    if _in_danger(pending):  # it may be what the line of 2-1-1 or 988 asked to press
        return None
    if pending.offered:
        said = _words().say("numbers_were", talk.language, number=number)
        return Say(said, pending.offered) if number > len(pending.offered) else None
    menu = _menu(pending, talk)
    if not menu:
        return None
    fitting = (*menu[number - 1 : number], *_door(talk, number))
    key = "number_which" if fitting else "numbers_were"
    return Say(_words().say(key, talk.language, number=number), fitting or menu)


def _in_danger(pending: Pending) -> bool:
    danger = pending.conversation.danger
    return bool(danger.crisis or danger.doubt)


def _menu(pending: Pending, talk: Talk) -> Offers:
    """The newest choices among our last lines, each as it may be put again; none where one of them may not."""
    offers = [offer for offer in pending.offered_before if offer["choice"]]
    if not all(offer["choice"]["intent"] in {*AGAIN, *all_needs()} for offer in offers):
        return ()
    return tuple({**offer, "choice": _put_again(offer["choice"], talk)} for offer in offers)


def _put_again(choice: dict[str, Any], talk: Talk) -> dict[str, Any]:
    """A yes of before is none now: what it was said to is put again first."""
    waits = talk.slots.get("referral") or {}
    if choice["intent"] == "affirm" and waits:
        return meaning("refer_me", target=waits.get("target"))
    return choice


def _door(talk: Talk, number: int) -> Offers:
    """The door of the last list with this number."""
    keys = talk.listed[number - 1 : number]
    titles = {door.key: door.title(talk.language) for door in talk.doors()}
    return tuple({"title": titles[key], "choice": meaning("repeat", target=key)} for key in keys if key in titles)


def _told_now(pending: Pending) -> bool:
    """Whether the list is what we told last: then its numbers are the last ones."""
    events = (pending.conversation.state or {}).get("events") or []
    last = max((at for at, event in enumerate(events) if event.get("event") == "user"), default=-1)
    return any(event.get("event") == "slot" and event.get("name") == "listed" for event in events[last + 1 :])


@cache
def _words() -> Messages:
    return Messages.load(CONTENT / "messages" / "named.yml")
