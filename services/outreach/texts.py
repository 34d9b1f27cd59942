"""Words a follow-up for its family: a program's name only where it gives nothing away."""

from dataclasses import dataclass
from typing import Any, Final

from casebook.care.records import FollowUp, Referral
from services.outreach.kinds import outreach

NEXT: Final = "next_door"
NO_NEXT: Final = "no_next_door"


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up as it goes out: the text, and its choices as the gateway keeps them."""

    text: str
    choices: tuple[dict[str, Any], ...]


def word(follow_up: FollowUp, referral: Referral | None, language: str, following: str | None = None) -> Asked:
    """The question in the family's language; `following` names the next door of a "next_door"."""
    content = outreach()
    kind = content.kinds[NO_NEXT if follow_up.kind == NEXT and following is None else follow_up.kind]
    discreet = referral is None or referral.need in content.discreet
    name = (content.discreet_name.es if language == "es" else content.discreet_name.en) if discreet else referral.name  # type: ignore[union-attr]
    asked = kind.ask.es if language == "es" else kind.ask.en
    return Asked(asked.format(name=name, next=following or ""), tuple(_choice(code, language) for code in kind.choices))


def _choice(code: str, language: str) -> dict[str, Any]:
    title = outreach().titles[code]
    words = title.es if language == "es" else title.en
    return {"title": words, "choice": {"intent": "follow_up_answer", "entities": {"outcome": code}}}
