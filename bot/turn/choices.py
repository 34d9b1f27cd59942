"""Finds the choice that a pressed button, a number, the words of a title or one of our own words stands for."""

from dataclasses import replace
from typing import Any, Final

from casebook.records import Pending
from services.casework.asked import door_asked_about, only_asks
from services.casework.commands import command, door_asked
from services.casework.consent import consent
from services.casework.desk import ANNOUNCED
from services.casework.known_answers import known_answer
from services.casework.left_words import left_for_person
from services.casework.place_reports import report_said
from services.casework.referring import referral_asked
from services.casework.when import hours_asked
from services.language import speaks_of_another
from services.texts.choices import number_meant, title_meant

MORE: Final = "more_options"
REST: Final = "tell_rest"
REPORT: Final = "report_place"
REFER: Final = "refer_me"
LEAVE: Final = "leave_words"
SHORT = 8  # words: who says more than which language somebody speaks tells a need


def chosen(pending: Pending) -> dict[str, Any] | None:
    """The `choice` object for Rasa, or None when the message is words of its own."""
    if pending.choice is not None:
        return _at(pending.offered, pending.choice[1])
    if any("reply" in offer for offer in pending.offered):  # its words are heard by whoever offered it
        pending = replace(pending, offered=())
    asked_for_number = _asked_for_number(pending)
    if not asked_for_number and (number := number_meant(pending.text)) is not None:
        return _at(pending.offered, number - 1)
    if (place := title_meant(pending.text, [offer["title"] for offer in pending.offered])) is not None:
        return _at(pending.offered, place)
    if (door := door_asked(pending.text)) is not None:
        return {"intent": "repeat", "entities": {"door": door}}
    if (door := door_asked(pending.text, "refer")) is not None:
        return {"intent": "refer_me", "entities": {"door": door} if pending.text.strip()[-1:].isdigit() else {}}
    if (about := _about_the_talk(pending)) is not None:
        return about
    intent = command(pending.text)
    if intent == MORE and (rest := _rest(pending.offered)) is not None:
        return rest
    return {"intent": intent, "entities": {}} if intent else None


def _about_the_talk(pending: Pending) -> dict[str, Any] | None:
    """What words of a family's own mean beyond doubt where the talk stands."""
    return (
        _known(pending)
        or _asked_for(pending)
        or _about_places(pending)
        or _left(pending)
        or _of_anothers_language(pending)
    )


def is_left(choice: dict[str, Any] | None) -> bool:
    """Whether a message is a name, a time or a number left for a person: there the network's doubt is none."""
    return choice is not None and choice["intent"] == LEAVE


def consent_asked(pending: Pending) -> bool:
    """Whether what we said last asks for a yes: an old question is put again before a yes counts for it."""
    return any((offer["choice"] or {}).get("intent") == "affirm" for offer in pending.offered)


def _asked_for_number(pending: Pending) -> bool:
    """Whether the talk waits for a number: then "2" is an age, not the second choice."""
    if any((offer["choice"] or {}).get("intent") == REPORT for offer in pending.offered):
        return False  # "which of these?" was put later
    state = pending.conversation.state or {}
    loop, slots = state.get("loop") or {}, state.get("slots") or {}
    if loop.get("name") == "screening_form":
        return bool((slots.get("screening") or {}).get("number"))
    return loop.get("requested_slot") in ("child_age_months", "household_size", "income")


def _known(pending: Pending) -> dict[str, Any] | None:
    """A question in the middle of a talk whose answer is known."""
    state = pending.conversation.state or {}
    loop, slots = (state.get("loop") or {}).get("name"), state.get("slots") or {}
    begun = slots.get("needs") or pending.conversation.crisis_at is not None
    if not begun or loop not in (None, "details_form"):
        return None
    found = known_answer(pending.text)
    return _meaning("ask_known", answer_id=found) if found else None


def _asked_for(pending: Pending) -> dict[str, Any] | None:
    """The wish that we ask a place that was named, in the family's own words, or its yes to our offer to do so."""
    state = pending.conversation.state or {}
    loop, slots = (state.get("loop") or {}).get("name"), state.get("slots") or {}
    said = consent(pending.text)
    offers = [offer["choice"] for offer in pending.offered if (offer["choice"] or {}).get("intent") == REFER]
    if said == "yes" and len(offers) == 1:
        return dict(offers[0])
    if not slots.get("shown") or loop not in (None, "details_form", "sharing_form") or command(pending.text):
        return None
    if loop == "sharing_form" and said is not None:  # the form hears it; a yes to what was said since is none to that
        again = _meaning(REFER, target=(slots.get("referral") or {}).get("target"))
        return again if said == "yes" and not consent_asked(pending) else None
    asked = referral_asked(pending.text, alone=loop is None)
    if asked is None:
        return None
    return _meaning(REFER, door=asked.door, program=asked.program, named=asked.named)


def _left(pending: Pending) -> dict[str, Any] | None:
    """A name, a time to call or a number, left for the person who is to write."""
    talk = pending.conversation
    state = talk.state or {}
    loop, slots = (state.get("loop") or {}).get("name"), state.get("slots") or {}
    waits = (talk.owner == "queue" and talk.queue_reason in ANNOUNCED) or slots.get("left_words")
    if not waits or loop not in (None, "details_form"):
        return None
    return _meaning(LEAVE) if left_for_person(pending.text) else None


def _about_places(pending: Pending) -> dict[str, Any] | None:
    """A question of hours; after places were named others, a report, a day alone. Other forms hear for themselves."""
    state = pending.conversation.state or {}
    loop, slots = (state.get("loop") or {}).get("name"), state.get("slots") or {}
    if loop not in (None, "details_form"):
        return None
    named = bool(slots.get("listed"))
    if named and (report := report_said(pending.text)) is not None:
        return _meaning(REPORT, fault=report.fault, door=report.door)
    if (asked := hours_asked(pending.text, bare=named)) is not None:
        return _meaning("ask_hours", when=asked.when, which=asked.which, door=asked.door)
    if named and (aspects := only_asks(pending.text)):
        return _meaning("ask_about", aspect=" ".join(aspects), door=door_asked_about(pending.text))
    return None


def _of_anothers_language(pending: Pending) -> dict[str, Any] | None:
    """That somebody else speaks a language ("no habla inglés él") changes nothing, and is no new need."""
    slots = (pending.conversation.state or {}).get("slots") or {}
    short = len(pending.text.split()) <= SHORT
    return _meaning("keep_language") if slots.get("needs") and short and speaks_of_another(pending.text) else None


def _meaning(intent: str, **entities: Any) -> dict[str, Any]:
    return {"intent": intent, "entities": {name: value for name, value in entities.items() if value is not None}}


def _rest(offered: tuple[dict[str, Any], ...]) -> dict[str, Any] | None:
    """What did not fit into the last answer comes before more of anything else."""
    choices = (offer["choice"] for offer in offered if offer["choice"])
    return next((dict(choice) for choice in choices if choice["intent"] == REST), None)


def _at(offered: tuple[dict[str, Any], ...], index: int) -> dict[str, Any] | None:
    if not 0 <= index < len(offered) or not offered[index]["choice"]:
        return None
    return dict(offered[index]["choice"])
