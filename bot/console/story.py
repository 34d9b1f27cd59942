"""The story so far: what a family has told already, so that nobody asks again."""

from typing import Any, NamedTuple

from bot.console.words import Words
from casebook.queries.dossier import Dossier


class Fact(NamedTuple):
    """A line of the story: a key of its label and its words. `link` is where it leads (a phone to call)."""

    label: str
    text: str
    link: str | None = None


def heard(state: dict[str, Any] | None, words: Words, language: str) -> list[Fact]:
    """What the assistant has understood, out of the conversation's slots."""
    slots: dict[str, Any] = (state or {}).get("slots") or {}
    facts: list[Fact] = []
    if needs := slots.get("needs"):
        facts.append(Fact("story_needs", " · ".join(words.label("needs", need, language) for need in needs)))
    if (months := slots.get("child_age_months")) is not None:
        facts.append(Fact("story_child", words.age(months, language)))
    if place := " ".join(str(slots[key]) for key in ("town", "zip") if slots.get(key)):
        facts.append(Fact("story_town", place))
    for slot, group in (("insurance", "insurance"), ("program", "programs")):
        if code := slots.get(slot):
            facts.append(Fact(f"story_{slot}", words.label(group, code, language)))
    return facts


def ways(record: Dossier, words: Words, language: str) -> list[Fact]:
    """How the family is reached, in which language, since when."""
    talk = record.conversation
    facts = [
        Fact("story_language", words.label("languages", talk.language, language)),
        Fact("story_channel", words.label("channels", talk.channel, language)),
    ]
    if record.phone:
        facts.append(Fact("story_phone", spoken(record.phone), f"tel:{record.phone}"))
    facts.append(Fact("story_since", words.moment(talk.created_at, language)))
    facts.append(Fact("story_family", talk.family[:8]))
    return facts


def spoken(phone: str) -> str:
    """A number of ours in groups that can be read aloud; others as they are."""
    if phone.startswith("+1") and len(phone) == 12:
        return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"
    return phone
