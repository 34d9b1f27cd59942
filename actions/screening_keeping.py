"""What a screening leaves in the family's record: needs, the child, strengths for the plan."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from casebook.care.changes import FindNeed, KeepChild, KeepPlanItem
from casebook.care.records import Child, FamilyRecord, PlanItem
from services.casework import Desk
from services.screening.development import age_of, weeks_early
from services.screening.progress import Progress
from services.screening.turns import Step


def keep_found(desk: Desk, step: Step) -> None:
    """Needs that were found: with the wish for help where the family was asked."""
    desk.changes += [FindNeed(label, "screening", wants) for label, wants in step.found]


def call_person(desk: Desk, dispatcher: CollectingDispatcher, step: Step) -> None:
    """A worrying answer puts a person first in the queue without a word; who wants one hears that one comes."""
    if step.worried:
        desk.call_person("worried")
    if step.person:
        desk.call_person("screening")
        dispatcher.utter_message(response="utter_person_coming")


def keep_strengths(desk: Desk, step: Step) -> None:
    """Strengths and natural supports, into the plan."""
    for each in step.strengths:
        item = PlanItem(
            id=uuid4().hex, kind=each.kind, text=each.text, state="open", actor="family",
            created_at=desk.utc, updated_at=desk.utc, key=each.key,
        )  # fmt: skip
        desk.changes.append(KeepPlanItem(item))


def keep_child(desk: Desk, record: FamilyRecord, progress: Progress) -> None:
    """The child that a talk was about, as it is known now; a second child is one of its own."""
    months = age_of(progress)
    if months is None:
        return
    known = {child.id: child for child in record.children}
    chosen = progress.answer("which_child")
    two = progress.answer("which_age")
    ids = chosen.codes if chosen else tuple(known) if len(known) == 1 and not (two and "two" in two.codes) else ()
    before = known.get(ids[0]) if ids else None
    early = weeks_early(progress)
    weeks = int(early) if early is not None else before.weeks_early if before else None
    name = before.name if before else None
    desk.changes.append(KeepChild(Child(before.id if before else uuid4().hex, months, desk.now.date(), weeks, name)))


def child_facts(record: FamilyRecord, tracker: Tracker, now: datetime) -> dict[str, Any]:
    """What a talk about a child begins with: the children, or the age; two ages where they do not agree."""
    told = tracker.get_slot("child_age_months")
    ages = {child.id: child.age_on(now.date()) for child in record.children}
    children = [
        {"id": child.id, "name": child.name, "age": age}
        for child in record.children
        if (age := ages[child.id]) is not None
    ]
    facts: dict[str, Any] = {"insurance": tracker.get_slot("insurance")}
    if len(children) > 1:
        return {**facts, "children": children}
    only = record.children[0] if children else None
    age = ages[only.id] if only else None
    if only is not None and only.weeks_early is not None:
        facts["weeks_early"] = only.weeks_early
    if age is not None and told is not None and abs(float(told) - age) > max(2.0, age * 0.1):
        return {**facts, "age_months": age, "age_before": age, "age_now": float(told)}
    known = told if told is not None else age
    return {**facts, "age_months": float(known)} if known is not None else facts
