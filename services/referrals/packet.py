"""The packet of a referral: what the program needs and nothing more, and how it is shown to the family before."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from services.casework.help import Family
from services.casework.needs import title
from services.casework.telling import age
from services.library.messages import Messages
from services.library.root import CONTENT
from services.referrals.receivers import receiver

# Kinds of insurance as families say them; others are told as they are.
INSURANCES: Final = {"husky": "HUSKY", "husky_a": "HUSKY A", "husky_b": "HUSKY B", "husky_c": "HUSKY C"}


def packet(target: str, need: str, family: Family, language: str, channel: str, phone: str | None) -> dict[str, Any]:
    """What the receiver gets, by name, in the order in which the family reads it; what is unknown is left out.

    A phone's own number is not copied: `contact` is then {"channel": "sms"}.
    """
    known: dict[str, Any] = {
        "contact": {"channel": channel, **({"phone": phone} if phone else {})},
        "language": language,
        "place": family.place.town if family.place else None,
        "child_age_months": family.child_age_months,
        "insurance": family.insurance if family.insurance in INSURANCES else None,
        "need": need,
    }
    return {name: known[name] for name in receiver(target).packet if known[name] is not None}


def shown(told: Mapping[str, Any], language: str) -> str:
    """The packet in a family's words: "your phone number, your town (Hartford) and …"."""
    parts = [_part(name, value, language) for name, value in told.items()]
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {words().say('joined_by', language)} {parts[-1]}"


@cache
def words() -> Messages:
    """The sentences of content/messages/referrals.yml."""
    return Messages.load(CONTENT / "messages" / "referrals.yml")


def _part(name: str, value: Any, language: str) -> str:
    match name:
        case "contact":
            return words().say(f"contact_{value['channel']}", language)
        case "language":
            return words().say(f"language_{value}", language)
        case "child_age_months":
            return words().say(name, language, age=age(value, language))
        case "insurance":
            return words().say(name, language, insurance=INSURANCES[value])
        case "need":
            return words().say(name, language, need=title(value, language).lower())
        case _:
            return words().say(name, language, **{name: value})
