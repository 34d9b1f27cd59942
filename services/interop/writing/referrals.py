"""Referrals: what is asked (ServiceRequest), how it goes (Task), what came of it (Procedure, enrolment)."""

from typing import Any, Final

from services.interop.codes import SNOMED, need_codes, reasons
from services.interop.records import FamilyCase, Move, Referral
from services.interop.transitions import REASONED
from services.interop.writing.parts import (
    SOCIAL,
    TEMPORARY,
    Resource,
    coded,
    concept,
    first_named,
    guide,
    moment,
    name,
    reference,
    resource,
)
from services.interop.writing.people import speaker, subject

_GOAL: Final = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
_SOCIAL_SERVICE: Final = "410606002"
_REQUEST: Final = {
    "draft": "draft",
    "completed": "completed",
    "on-hold": "on-hold",
    "rejected": "revoked",
    "cancelled": "revoked",
    "failed": "revoked",
    "entered-in-error": "entered-in-error",
}


def referrals(case: FamilyCase) -> list[Resource]:
    """For each referral the request, its task, and where it was completed what came of it."""
    found = []
    for referral in case.referrals:
        found += [_request(case, referral), _task(case, referral)]
        if referral.moves[-1].state == "completed":
            found.append(_procedure(case, referral))
        if referral.outcome:
            found.append(_enrolment(case, referral))
    return found


def _request(case: FamilyCase, referral: Referral) -> Resource:
    state = referral.moves[-1].state
    sent = next((move for move in referral.moves if move.state == "requested"), None)
    return resource(
        case,
        "ServiceRequest",
        referral.id,
        guide("ServiceRequest"),
        extension=[{"url": _GOAL, "valueReference": reference(case, "Goal", goal)} for goal in referral.goals],
        status=_REQUEST.get(state, "active"),
        intent="order",
        category=_category(case, referral),
        priority=_priority(referral),
        code=_code(case, referral),
        orderDetail=[concept(TEMPORARY, "contacting-subject-prohibited")] if referral.quiet else None,
        subject=subject(case, referral.about),
        authoredOn=moment(sent.at) if sent else None,
        requester=speaker(case, referral.about),
        performer=[reference(case, "Organization", referral.receiver.id)],
        reasonCode=[{"text": referral.reason}] if referral.reason else None,
        reasonReference=[reference(case, "Condition", need) for need in referral.needs],
        supportingInfo=[reference(case, "Consent", referral.consent)],
    )


def _task(case: FamilyCase, referral: Referral) -> Resource:
    last = referral.moves[-1]
    return resource(
        case,
        "Task",
        referral.id,
        guide("TaskForReferralManagement"),
        status=last.state,
        statusReason=_reason(last),
        intent="order",
        priority=_priority(referral),
        code=concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"),
        focus=reference(case, "ServiceRequest", referral.id),
        **{"for": subject(case, referral.about)},
        authoredOn=moment(referral.moves[0].at),
        lastModified=moment(last.at),
        requester=reference(case, "Organization", case.ours.id),
        owner=reference(case, "Organization", referral.receiver.id),
        note=[_note(case, referral, move) for move in referral.moves],
        input=_inputs(case, referral),
        output=_outputs(case, referral),
    )


def _reason(move: Move) -> dict[str, Any] | None:
    if move.state not in REASONED:
        return None
    return {"text": reasons()[move.reason or "other"].en}


def _note(case: FamilyCase, referral: Referral, move: Move) -> dict[str, Any]:
    """A task has one state; how it came to it is told in its notes."""
    organization = case.ours if move.by == "requester" else referral.receiver
    return {
        "authorReference": reference(case, "Organization", organization.id),
        "time": moment(move.at),
        "text": f"{move.state}: {reasons()[move.reason].en}" if move.reason else move.state,
    }


def _inputs(case: FamilyCase, referral: Referral) -> list[dict[str, Any]]:
    """The request once more, and the screenings that go with it: self-referral by the guide wants both."""
    sent = [("ServiceRequest", referral.id), *(("QuestionnaireResponse", each) for each in referral.screenings)]
    return [
        {"type": concept(TEMPORARY, "additional-content"), "valueReference": reference(case, kind, of)}
        for kind, of in sent
    ]


def _outputs(case: FamilyCase, referral: Referral) -> list[dict[str, Any]]:
    found = []
    if referral.moves[-1].state == "completed":
        done = reference(case, "Procedure", referral.id)
        found.append({"type": concept(TEMPORARY, "resulting-activity"), "valueReference": done})
    if referral.outcome:
        enrolment = {"reference": f"Observation/{name(case, 'Observation', f'{referral.id}|outcome')}"}
        found.append({"type": concept(TEMPORARY, "additional-content"), "valueReference": enrolment})
    return found


def _procedure(case: FamilyCase, referral: Referral) -> Resource:
    domains = [{"system": TEMPORARY, "code": domain} for domain in _domains(case, referral)[:1]]  # one at most
    return resource(
        case,
        "Procedure",
        referral.id,
        guide("Procedure"),
        basedOn=[reference(case, "ServiceRequest", referral.id)],
        status="completed",
        category={"coding": [{"system": SNOMED, "code": _SOCIAL_SERVICE}, *domains]},
        code=_code(case, referral),
        subject=subject(case, referral.about),
        performedDateTime=moment(referral.moves[-1].at),
        reasonReference=[reference(case, "Condition", need) for need in referral.needs],
    )


def _enrolment(case: FamilyCase, referral: Referral) -> Resource:
    place = referral.service.name if referral.service else referral.receiver.name
    return resource(
        case,
        "Observation",
        f"{referral.id}|outcome",
        guide("ObservationProgramEnrollmentStatus"),
        status="final",
        category=[concept(SOCIAL, "sdoh"), concept(TEMPORARY, "program-enrollment")],
        code={"text": place},
        subject=subject(case, referral.about),
        focus=[reference(case, "HealthcareService", referral.service.id)] if referral.service else None,
        effectiveDateTime=moment(referral.moves[-1].at),
        performer=[reference(case, "Organization", referral.receiver.id)],
        valueCodeableConcept=concept(TEMPORARY, str(referral.outcome)),
    )


def _domains(case: FamilyCase, referral: Referral) -> list[str]:
    met = [first_named(case.needs, need) for need in referral.needs]
    found = dict.fromkeys(need_codes(need.label, need.domain).domain for need in met)
    return [domain for domain in found if domain]


def _category(case: FamilyCase, referral: Referral) -> list[dict[str, Any]]:
    domains = _domains(case, referral)
    marks = [concept(SOCIAL, "sdoh")] if domains else []
    return [concept(SNOMED, _SOCIAL_SERVICE), *marks, *(concept(TEMPORARY, domain) for domain in domains)]


def _code(case: FamilyCase, referral: Referral) -> dict[str, Any]:
    if referral.code:
        return {"coding": [coded(referral.code)]}
    need = first_named(case.needs, referral.needs[0])
    text = referral.service.name if referral.service else None
    return concept(SNOMED, need_codes(need.label, need.domain).referral, text)


def _priority(referral: Referral) -> str:
    return "urgent" if referral.urgent else "routine"
