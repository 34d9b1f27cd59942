"""Puts a family forward after a yes to what would be told."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.asking import no_question
from actions.reached import keep_time
from actions.refer_meant import in_words, meant_doors, not_to_be_asked
from actions.sharing import NO_NUMBER
from actions.waiting import is_pressing_for, say_need_not_wait, tells_beside
from actions.words import say
from casebook.care.records import FamilyRecord, Referral
from services.casework import current
from services.casework.asked import KNOWN
from services.casework.offer import Offer
from services.referrals.opening import Proposal, agreed, first_asked, refused
from services.referrals.packet import packet, shown
from services.referrals.status import open_ones, status

FORM = "sharing_form"


class ActionRefer(Action):
    """Shows what would be told to a door that was named, and asks for a yes; a phone number first where one lacks."""

    def name(self) -> str:
        return "action_refer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        kept = keep_time(dispatcher, tracker)
        return [*kept, *await self._refer(dispatcher, tracker)]

    async def _refer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
        waits, target = tracker.get_slot("referral"), next(tracker.get_latest_entity_values("target"), None)
        if waits and target == waits["target"]:  # put again, whatever was said in between
            return propose(dispatcher, tracker, Proposal(**waits))
        meant = meant_doors(tracker)
        if (alone := not_to_be_asked(tracker, meant)) is not None:
            how = KNOWN["number"](alone, reading.language(tracker))
            dispatcher.utter_message(text=say(tracker, "cannot_refer", name=alone.name, how=how))
            return _nothing_waits(tracker)
        if len(meant) != 1:
            _ask_which(dispatcher, [door for door, _need in meant], named=in_words(tracker))
            return _nothing_waits(tracker)
        [(door, need)] = meant
        record = await current.get().record()
        if known := _on_it(record, door, need, anyway=_wants_this(tracker)):
            return _say_known(dispatcher, tracker, known, same=known.target == door.key)
        proposal = proposal_for(tracker, door, need, record)
        return propose(dispatcher, tracker, proposal)


def propose(dispatcher: CollectingDispatcher, tracker: Tracker, proposal: Proposal) -> list[dict[str, Any]]:
    """Ask for the yes, or for the number to call before it; the form listens for the answer."""
    keep = reading.set_slots(referral=asdict(proposal), sharing=None, follow_up=None)
    contact = proposal.packet.get("contact") or {}
    if contact.get("channel") == "web" and not contact.get("phone"):
        dispatcher.utter_message(response="utter_phone_for_sharing", name=proposal.name)
        return [*keep, *reading.set_slots(question="phone"), FollowupAction(FORM)]
    ask_consent(dispatcher, tracker, proposal)
    return [*keep, *reading.set_slots(question="sharing"), FollowupAction(FORM)]


def ask_consent(dispatcher: CollectingDispatcher, tracker: Tracker, proposal: Proposal) -> None:
    """Say what would be told, and ask for a yes to it."""
    dispatcher.utter_message(response="utter_sharing_question", **_wording(proposal, reading.language(tracker)))


class ActionShare(Action):
    """The family said yes or no: the referral goes out with its consent, or nothing is told."""

    def name(self) -> str:
        return "action_share"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        proposal, answer = Proposal(**tracker.get_slot("referral")), tracker.get_slot("sharing")
        phone = tracker.get_slot("phone")
        if answer is None and phone and phone != NO_NUMBER:
            contact = {**proposal.packet.get("contact", {}), "phone": phone}
            told = Proposal(**{**asdict(proposal), "packet": {**proposal.packet, "contact": contact}})
            return propose(dispatcher, tracker, told)
        language, channel, desk = reading.language(tracker), reading.channel(tracker), current.get()
        words = shown(proposal.packet, language)
        if answer == "yes":
            pressing = is_pressing_for(tracker)
            desk.changes += agreed(proposal, words, language, channel, desk.conversation, _utc(), pressing=pressing)
            days = first_asked(proposal.target, pressing=pressing)
            dispatcher.utter_message(response="utter_referred", name=proposal.name, days=days)
            if tells_beside(str(tracker.latest_message.get("text") or "")):
                dispatcher.utter_message(text=say(tracker, "kept_beside"))
            if pressing:
                say_need_not_wait(dispatcher, tracker, [proposal])
        else:
            desk.changes += refused(proposal, words, language, channel)
            dispatcher.utter_message(response="utter_not_referred")
        left = {"left_words": "open"} if answer == "yes" else {}  # a coordinator passes it on, and may want a name
        kept = reading.set_slots(referral=None, sharing=None, phone=None, refer_offered=True, **left)
        return [*kept, *no_question()]


def _wants_this(tracker: Tracker) -> bool:
    """Whether they want this door beside the one that was asked: they chose so, or named it."""
    return bool(
        next(tracker.get_latest_entity_values("anyway"), False) or next(tracker.get_latest_entity_values("named"), "")
    )


def _nothing_waits(tracker: Tracker) -> list[dict[str, Any]]:
    """No yes counts any more for a door that was put aside for another."""
    return [*reading.set_slots(referral=None), *no_question()] if tracker.get_slot("referral") else []


def _ask_which(dispatcher: CollectingDispatcher, doors: list[Offer], *, named: bool) -> None:
    if not doors:
        dispatcher.utter_message(response="utter_refer_what")
        return
    buttons = [{"title": door.name, "payload": f"/refer_me{json.dumps({'target': door.key})}"} for door in doors]
    dispatcher.utter_message(response="utter_refer_which_named" if named else "utter_refer_which", buttons=buttons)


def _on_it(record: FamilyRecord, door: Offer, need: str, *, anyway: bool) -> Referral | None:
    """An open referral to this door or, unless the family wants both, one for the same need."""
    going = open_ones(record.referrals)
    same = next((each for each in going if each.target == door.key), None)
    return same or (None if anyway else next((each for each in going if each.need == need), None))


def _say_known(
    dispatcher: CollectingDispatcher, tracker: Tracker, known: Referral, *, same: bool
) -> list[dict[str, Any]]:
    if same:
        told = status(known, reading.language(tracker))
        dispatcher.utter_message(response="utter_already_referred", name=known.name, status=told)
    else:
        dispatcher.utter_message(response="utter_same_need", name=known.name)
    return no_question()


def proposal_for(tracker: Tracker, door: Offer, need: str, record: FamilyRecord) -> Proposal:
    """A referral to a door that waits for the family's yes."""
    language, channel = reading.language(tracker), reading.channel(tracker)
    phone = tracker.get_slot("phone") or record.facts.get("phone")
    told = packet(door.key, need, reading.family(tracker), language, channel, phone)
    ended = [each for each in record.referrals if each.need == need and each not in open_ones(record.referrals)]
    return Proposal(door.key, door.name, need, told, ended[-1].id if ended else None)


def _wording(proposal: Proposal, language: str) -> dict[str, str]:
    return {"name": proposal.name, "packet": shown(proposal.packet, language)}


def _utc() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
