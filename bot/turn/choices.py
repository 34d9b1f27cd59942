"""Finds the choice that a pressed button, a number, the words of a title or one of our own words stands for."""

from dataclasses import replace
from typing import Any, Final

from bot.turn import hour, whose
from bot.turn.aside import only_had
from bot.turn.care import cared_for
from bot.turn.home import elsewhere
from bot.turn.left import left, of_anothers_language
from bot.turn.meant import REFER, meant, refer
from bot.turn.named import CONSENT, OPEN, Talk, about_places, given_by, meaning, spoken_of, to_walk_in
from bot.turn.numbers import counts_children, number_in
from bot.turn.old_number import asked_back, of_the_list
from bot.turn.person import only_person
from bot.turn.programs import of_program
from bot.turn.questions import KNOWN_ANSWER, known, known_of_program, plainly_known
from bot.turn.reached import asked_of_reaching, by_text_alone
from casebook.records import Pending, Say
from services import safety
from services.answers import is_for_told
from services.casework.asked_of import asks_for_the_other
from services.casework.commands import command, door_asked
from services.casework.consent import consent
from services.casework.consent_asked import another_instead, asked_in_consent
from services.casework.insured import HUSKY, is_husky_alone, only_tells_insurance
from services.casework.naming import Services
from services.casework.rather import is_program, rather
from services.casework.referring import asks_to_refer, referral_asked, referral_asked_in_part
from services.texts.choices import title_meant

MORE: Final = "more_options"
REST: Final = "tell_rest"
QUESTIONS: Final = "start_screening"
OTHER: Final = "other"  # than the door that waits
TOLD: Final = "told"  # who asks what would be told reads it again


def chosen(pending: Pending, services: Services = lambda _id: None) -> dict[str, Any] | None:
    """The `choice` object for Rasa, or None when the message is words of its own.

    `services` gives a service of the directory by its id: what was named in the talk is known by its names.
    """
    if pending.choice is not None:
        return _at(pending.offered, pending.choice[1])
    if any("reply" in offer for offer in pending.offered):  # its words are heard by whoever offered it
        pending = replace(pending, offered=())
    talk = Talk.of(pending, services)
    if (number := number_in(pending)) is not None and _instead(talk) is None:
        return _at(pending.offered, number - 1) or of_the_list(pending, talk, number)
    if (place := title_meant(pending.text, [offer["title"] for offer in pending.offered])) is not None:
        return _at(pending.offered, place)
    if (door := door_asked(pending.text)) is not None:
        return {"intent": "repeat", "entities": {"door": door}}
    if (door := door_asked(pending.text, "refer")) is not None:
        return {"intent": "refer_me", "entities": {"door": door} if pending.text.strip()[-1:].isdigit() else {}}
    if (about := only_person(pending, talk) or _about_the_talk(pending, talk)) is not None:
        return about
    intent = command(pending.text)
    if intent == MORE and (rest := _rest(pending.offered)) is not None:
        return rest
    return {"intent": intent, "entities": {}} if intent else None


def _about_the_talk(pending: Pending, talk: Talk) -> dict[str, Any] | None:
    """What words of a family's own mean beyond doubt where the talk stands."""
    return (
        _of_a_tooth(pending)
        or counts_children(talk, _requested(pending), pending.earlier)
        or _insurance(pending, talk)
        or asked_of_reaching(pending, talk)
        or (None if hour.kinds(pending) else to_walk_in(talk))
        or cared_for(pending, talk)
        or elsewhere(talk)
        or (only_had(talk) if talk.begun and talk.loop in OPEN else None)
        or _rather(pending, talk)
        or meant(pending, talk)
        or (None if hour.kinds(pending) else known_of_program(talk))
        or plainly_known(talk, hour.kinds(pending))
        or spoken_of(talk)
        or _asked_for(pending, talk)
        or _known(pending, talk)
        or of_program(talk)
        or given_by(talk)
        or about_places(talk)
        or left(pending)
        or of_anothers_language(pending)
    )


def _known(pending: Pending, talk: Talk) -> dict[str, Any] | None:
    """The answer that many ask for; "they came" is read by whom was told of before."""
    if (answer := whose.of_the_landlord(pending)) is not None and talk.loop in OPEN:
        return meaning(KNOWN_ANSWER, answer_id=answer)
    found = known(talk, safety.told.named(pending.text, pending.earlier), hour.kinds(pending))
    told = safety.told.who(pending.text, pending.earlier)
    if found is not None and not is_for_told(str(found["entities"]["answer_id"]), told):
        return None
    return by_text_alone(found, pending, talk)


def _of_a_tooth(pending: Pending) -> dict[str, Any] | None:
    """The answer to a face that a bad tooth has swollen: it goes before whatever else is asked."""
    answer = whose.of_a_tooth(pending)
    return None if answer is None else meaning(KNOWN_ANSWER, answer_id=answer)


def _requested(pending: Pending) -> str | None:
    """The fact that we asked for last."""
    return ((pending.conversation.state or {}).get("loop") or {}).get("requested_slot")


def _insurance(pending: Pending, talk: Talk) -> dict[str, Any] | None:
    """The insurance alone, where a talk goes on: "husky", "tiene husky" is no question what HUSKY is."""
    named = _requested(pending) == "insurance" and is_husky_alone(pending.text)
    told = bool(talk.begun or talk.needs) and talk.loop in OPEN and only_tells_insurance(pending.text)
    return meaning("inform", insurance=HUSKY) if named or told else None


def consent_asked(pending: Pending) -> bool:
    """Whether what we said last asks for a yes: an old question is put again before a yes counts for it."""
    return any((offer["choice"] or {}).get("intent") == "affirm" for offer in pending.offered)


def unclear_number(pending: Pending, services: Services) -> Say | None:
    """What to ask back where a number picks nothing; None where a message is none, or is the answer to a question."""
    number = number_in(pending) if pending.choice is None else None
    return None if number is None else asked_back(pending, Talk.of(pending, services), number)


def _instead(talk: Talk) -> str | None:
    """Another door than the one that waits for a yes, where a family would rather have that asked."""
    if talk.loop != CONSENT:
        return None
    other = another_instead(talk.text, talk.listed, talk.doors, talk.language)
    return None if other == (talk.slots.get("referral") or {}).get("target") else other


def _asked_for(pending: Pending, talk: Talk) -> dict[str, Any] | None:
    """The wish that we ask a place that was named, in the family's own words, or its yes to our offer to do so."""
    said = consent(pending.text)
    offers = [offer["choice"] for offer in pending.offered if (offer["choice"] or {}).get("intent") == REFER]
    if said == "yes" and len(offers) == 1:
        return dict(offers[0])
    if said == "no" and len(offers) == 1 and not talk.loop:  # "mejor cancele eso" is no wish for silence
        return meaning("deny")
    if said == "yes" and (first := next(iter(pending.offered), {}).get("choice") or {}).get("intent") == QUESTIONS:
        return dict(first)  # "or I ask you about what most children do"
    if not talk.begun or talk.loop not in (*OPEN, CONSENT) or command(pending.text):
        return None
    again = meaning(REFER, target=(talk.slots.get("referral") or {}).get("target"))
    if talk.loop == CONSENT and said is not None:  # the form hears it; a yes to what was said since is none to that
        return again if said == "yes" and not consent_asked(pending) else None
    if (other := _instead(talk)) is not None:
        return meaning(REFER, target=other)
    if talk.loop == CONSENT and TOLD in asked_in_consent(pending.text):
        return again
    asked = referral_asked(pending.text, alone=talk.loop is None) or referral_asked_in_part(pending.text)
    if asked is None:
        return None
    return refer(pending.text, door=asked.door, program=asked.program, named=asked.named)


def _rather(pending: Pending, talk: Talk) -> dict[str, Any] | None:
    """Another door than the one that waits for a yes, that we offered to ask, or that was told of last."""
    if not talk.begun or talk.loop not in (*OPEN, CONSENT):
        return None
    offers = [offer["choice"] for offer in pending.offered if (offer["choice"] or {}).get("intent") == REFER]
    offered = offers[0]["entities"].get("target") if len(offers) == 1 else None
    waits = (talk.slots.get("referral") or {}).get("target") if talk.loop == CONSENT else offered
    others = [key for key in talk.listed if key != waits]
    if waits in talk.listed and len(others) == 1 and asks_for_the_other(talk.text):
        return meaning(REFER, target=others[0])
    found = rather(talk.text, waits, talk.doors, talk.language)
    if found is None:
        return None
    if waits is None and not offers and not asks_to_refer(talk.text):
        return meaning("repeat", target=found.doors[0]) if len(found.doors) == 1 else None
    if len(found.doors) == 1 and is_program(found.doors[0]):
        return meaning(REFER, program=found.doors[0].partition(":")[2], named="")
    return meaning(REFER, named=found.words, which=OTHER)


def _rest(offered: tuple[dict[str, Any], ...]) -> dict[str, Any] | None:
    """What did not fit into the last answer comes before more of anything else."""
    choices = (offer["choice"] for offer in offered if offer["choice"])
    return next((dict(choice) for choice in choices if choice["intent"] == REST), None)


def _at(offered: tuple[dict[str, Any], ...], index: int) -> dict[str, Any] | None:
    if not 0 <= index < len(offered) or not offered[index]["choice"]:
        return None
    return dict(offered[index]["choice"])
