"""Draws the plan from the record: referrals and needs are steps already, so nobody writes them twice."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from casebook.care.moves import ENDED
from casebook.care.records import FamilyRecord, Need, PlanItem, Referral
from services.casework.needs import all_needs, title
from services.library.messages import Messages
from services.library.root import CONTENT
from services.referrals.status import status


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, who does it, by when, and how it goes, in words; `done` says that it needs nothing more."""

    what: str
    who: str
    by: date | None
    state: str
    done: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The family's plan in one language."""

    wishes: tuple[str, ...]
    strengths: tuple[str, ...]
    supports: tuple[str, ...]
    steps: tuple[Step, ...]
    team: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.wishes or self.strengths or self.supports or self.steps or self.team)


def plan(record: FamilyRecord, language: str) -> Plan:
    """The plan as it stands: open steps first, each kind in the order in which it was told."""
    referred = {each.need for each in record.referrals if each.state not in ENDED or each.state == "completed"}
    steps = [
        *(_referral(each, language) for each in record.referrals if each.state != "entered-in-error"),
        *(_need(each, language) for each in record.needs if each.label in all_needs() and each.label not in referred),
        *(_item(each, language) for each in record.plan if each.kind == "step"),
    ]
    team = [each.name for each in record.referrals if each.state in ("accepted", "in-progress", "completed")]
    return Plan(
        wishes=_texts(record, "wish"),
        strengths=_texts(record, "strength"),
        supports=_texts(record, "support"),
        steps=tuple(sorted(steps, key=lambda step: step.done)),
        team=tuple(dict.fromkeys([*team, *_texts(record, "team")])),
    )


@cache
def words() -> Messages:
    """The sentences of content/messages/plan.yml."""
    return Messages.load(CONTENT / "messages" / "plan.yml")


def _texts(record: FamilyRecord, kind: str) -> tuple[str, ...]:
    return tuple(each.text for each in record.plan if each.kind == kind and each.state != "dropped")


def _referral(each: Referral, language: str) -> Step:
    what = words().say("step_referral", language, name=each.name, need=title(each.need, language).lower())
    by = each.due_at.date() if each.due_at and each.state not in ENDED else None
    return Step(what, words().say("who_infoline", language), by, status(each, language), each.state in ENDED)


def _need(each: Need, language: str) -> Step:
    what = words().say("step_need", language, need=title(each.label, language).lower())
    state = {"open": "open", "met": "done", "dropped": "dropped"}[each.state]
    return Step(what, words().say("who_us", language), None, words().say(state, language), each.state != "open")


def _item(each: PlanItem, language: str) -> Step:
    who = each.who or words().say("who_us", language)
    return Step(each.text, who, each.by_date, words().say(each.state, language), each.state != "open")
