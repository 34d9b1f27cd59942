"""What we know of a family, said plainly; and all of it erased when the family says so twice."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import no_question
from actions.questions import answer_question
from casebook.care.records import FamilyRecord, Referral
from services.casework import current
from services.casework.children import ages_told
from services.casework.needs import title
from services.casework.telling import ages, means
from services.directory.places import connecticut
from services.referrals.packet import words
from services.referrals.status import day


class ActionTellPrivacy(Action):
    """What is kept and who reads it; not for a question of somebody else's ("who decides, they or I")."""

    def name(self) -> str:
        return "action_tell_privacy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if (answered := answer_question(dispatcher, tracker, new_need=True)) is not None:
            return answered
        dispatcher.utter_message(response="utter_privacy")
        return []


class ActionShowRecord(Action):
    """What the family itself told, never more: needs, town, child's age, insurance, home, income; and who was told."""

    def name(self) -> str:
        return "action_show_record"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        record, language = await current.get().record(), reading.language(tracker)
        which = next(tracker.get_latest_entity_values("which"), None)
        if which == SEEN:
            names = "; ".join(_told(each, language) for each in told_to(record))
            said = [words().say("seen_told", language, names=names)] if names else []
            dispatcher.utter_message(text=" ".join([words().say("seen", language), *said]))
            return []
        dispatcher.utter_message(response="utter_record", known="; ".join(_known(tracker, record, language)))
        told = "; ".join(_told(each, language) for each in told_to(record))
        dispatcher.utter_message(response="utter_record_told" if told else "utter_record_told_nobody", names=told)
        beside = _beside(tracker, record)
        if beside:
            dispatcher.utter_message(text=" ".join(beside))
        return []


SEEN = "seen"  # asked only whether somebody else sees it


def told_to(record: FamilyRecord) -> list[Referral]:
    """Those that we told of the family with its yes, and that it did not take back."""
    taken = ("consent_withdrawn", "declined")
    return [
        each for each in record.referrals if each.state not in ("draft", "entered-in-error") and not _is(each, taken)
    ]


def _is(referral: Referral, reasons: tuple[str, ...]) -> bool:
    return referral.state == "cancelled" and referral.reason in reasons


def _told(referral: Referral, language: str) -> str:
    """Whom, and since when."""
    return words().say("told_on", language, name=referral.name, day=day(referral.created_at, language))


def _known(tracker: Tracker, record: FamilyRecord, language: str) -> list[str]:
    """All facts, in plain words: how to reach them, the town, the ages, what they need."""
    facts, needs = record.facts, ", ".join(title(each.label, language).lower() for each in record.needs)
    known = [words().say(f"kept_contact_{reading.channel(tracker)}", language)]
    known += [words().say("kept_phone", language, phone=facts["phone"])] if facts.get("phone") else []
    known += [words().say("kept_place", language, place=_home(str(facts["place"])))] if facts.get("place") else []
    known += filter(None, [ages(ages_told(facts), language)])
    known += [words().say("kept_needs", language, needs=needs)] if needs else []
    if insurance := facts.get("insurance"):
        known.append(str(insurance).replace("_", " ").upper())
    return [*known, *means(facts.get("household_size"), facts.get("income"), language)]


def _home(told: str) -> str:
    """A town by its name, and the ZIP code where that was told."""
    found = connecticut().find(told)
    return told if found is None or found.town == told else f"{found.town} ({told})" if told.isdigit() else told


def _beside(tracker: Tracker, record: FamilyRecord) -> list[str]:
    """What was asked of by name and is not kept; and that nothing goes to another who was named."""
    language = reading.language(tracker)
    asked = str(next(tracker.get_latest_entity_values("aspect"), None) or "").split()
    said = [words().say(f"not_kept_{each}", language) for each in asked if not record.facts.get(each)]
    if next(tracker.get_latest_entity_values("which"), None) == "others":
        said.append(words().say("not_seen", language))
    return said


class ActionDeleteData(Action):
    """Erasing asks once more first: it cannot be taken back."""

    def name(self) -> str:
        return "action_delete_data"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(response="utter_delete_sure")
        return no_question()


class ActionForget(Action):
    """The family said it twice: the gateway erases everything in this turn's commit."""

    def name(self) -> str:
        return "action_forget"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        current.get().forget = True
        dispatcher.utter_message(response="utter_forgotten")
        return no_question()
