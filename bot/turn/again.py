"""Puts the consent to a referral again behind the answer to a question that came before it: it is never lost.

A yes counts only for what was put last, so the choices stand under the answer.
"""

from typing import Any, Final

from bot.turn.assistant import Answer
from bot.turn.named import CONSENT
from casebook.records import Pending, Say
from services.referrals.packet import words

# Answers behind which it is put again, and those in whose place: they ask for something else, as if nothing waited.
BEHIND: Final = frozenset(
    {
        "ask_about",
        "ask_known",
        "ask_hours",
        "privacy_question",
        "program_info",
        "eligibility_question",
        "bot_challenge",
        "help_capabilities",
        "keep_language",
        "repeat",
        "check_referral",
    }
)
INSTEAD: Final = frozenset({"nlu_fallback", "out_of_scope"})


def put_again(pending: Pending, answer: Answer, said: list[Say], language: str) -> list[Say]:
    """What is said in a turn, with the consent put again where the talk waited for it before and does still."""
    before, after = pending.conversation.state or {}, answer.state or {}
    asked = _waits(after)
    intent = str((answer.understood.get("intent") or {}).get("name"))
    if asked is None or _waits(before) != asked or intent not in BEHIND | INSTEAD or _is_put(said):
        return said
    question = _question(asked, after["slots"]["referral"]["name"], language)
    return [question] if intent in INSTEAD else [*(Say(each.text, (), each.extras) for each in said), question]


def _waits(state: dict[str, Any]) -> str | None:
    """What a referral waits for: the yes, or the number to call."""
    loop = state.get("loop") or {}
    asked = loop.get("requested_slot")
    waits = loop.get("name") == CONSENT and (state.get("slots") or {}).get("referral")
    return asked if waits and asked in ("sharing", "phone") else None


def _is_put(said: list[Say]) -> bool:
    return any((offer["choice"] or {}).get("intent") == "affirm" for each in said for offer in each.choices)


def _question(asked: str, name: str, language: str) -> Say:
    if asked == "phone":
        return Say(words().say("again_phone", language, name=name))
    choices = tuple(
        {"title": words().say(f"again_{answer}", language), "choice": {"intent": intent, "entities": {}}}
        for answer, intent in (("yes", "affirm"), ("no", "deny"))
    )
    return Say(words().say("again_sharing", language, name=name), choices)
