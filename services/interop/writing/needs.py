"""Needs as conditions, goals as goals."""

from typing import Any, Final

from services.interop.codes import need_codes
from services.interop.records import FamilyCase, Goal, Need
from services.interop.writing.parts import (
    TEMPORARY,
    TERMS,
    US_CORE,
    Resource,
    concept,
    first_named,
    guide,
    moment,
    reference,
    resource,
    social,
)
from services.interop.writing.people import speaker, subject
from services.interop.writing.screening import evidence

_CONCERN: Final = concept(f"{US_CORE}/CodeSystem/condition-category", "health-concern")
_GOALS: Final = {
    "open": ("active", "in-progress"),
    "reached": ("completed", "achieved"),
    "given_up": ("cancelled", "not-achieved"),
}


def needs(case: FamilyCase) -> list[Resource]:
    """Each need as a concern, never as a diagnosis; under the guide's profile where it is a social one."""
    return [_condition(case, need) for need in case.needs]


def goals(case: FamilyCase) -> list[Resource]:
    """Each goal in the family's own words."""
    return [_goal(case, goal) for goal in case.goals]


def _condition(case: FamilyCase, need: Need) -> Resource:
    found = need_codes(need.label, need.domain)
    codings = [{"system": system, "code": code} for system, code in found.codings]
    return resource(
        case,
        "Condition",
        need.id,
        guide("Condition") if found.domain else None,
        **_asserted(case, need),
        **_standing(need),
        category=[_CONCERN, *social(found.domain)],
        code={"coding": codings, "text": found.name.en} if codings else {"text": found.name.en},
        subject=subject(case, need.about),
        recordedDate=moment(need.found_at),
        evidence=evidence(case, need.evidence),
    )


def _asserted(case: FamilyCase, need: Need) -> dict[str, Any]:
    """By the software alone, or by the family to a person: one of them, never both."""
    if need.found_by == "software" and need.confirmed_at is None:
        device = reference(case, "Device", "software")
        return {"extension": [{"url": guide("ExtensionConditionAsserter"), "valueReference": device}]}
    return {"asserter": speaker(case, need.about)}


def _standing(need: Need) -> dict[str, Any]:
    """Unconfirmed until a person has confirmed it; a mistake has no clinical status (con-5)."""
    sure = need.found_by == "person" or need.confirmed_at is not None
    certainty = "entered-in-error" if need.mistaken else "confirmed" if sure else "unconfirmed"
    found: dict[str, Any] = {"verificationStatus": concept(f"{TERMS}/condition-ver-status", certainty)}
    if not need.mistaken:
        clinical = "resolved" if need.closed_at else "active"
        found["clinicalStatus"] = concept(f"{TERMS}/condition-clinical", clinical)
        if need.closed_at:
            found["abatementDateTime"] = moment(need.closed_at)
    return found


def _goal(case: FamilyCase, goal: Goal) -> Resource:
    met = [first_named(case.needs, need) for need in goal.needs]
    domains = dict.fromkeys(need_codes(need.label, need.domain).domain for need in met)
    status, achieved = _GOALS[goal.state]
    return resource(
        case,
        "Goal",
        goal.id,
        guide("Goal"),
        lifecycleStatus=status,
        achievementStatus=concept(f"{TERMS}/goal-achievement", achieved),
        category=[concept(TEMPORARY, domain) for domain in domains if domain],
        description={"text": goal.text},
        subject=subject(case, goal.about),
        startDate=goal.started_on.isoformat(),
        target=[{"dueDate": goal.due_on.isoformat()}] if goal.due_on else None,
        addresses=[reference(case, "Condition", need) for need in goal.needs],
    )
