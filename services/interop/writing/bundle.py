"""Puts a family's case together as one FHIR bundle."""

from dataclasses import replace
from typing import Any, Final, Literal

from services.interop.records import FamilyCase
from services.interop.writing.consents import consents
from services.interop.writing.directory import directory
from services.interop.writing.needs import goals, needs
from services.interop.writing.parts import Resource, first_named, moment, name
from services.interop.writing.people import people
from services.interop.writing.referrals import referrals
from services.interop.writing.screening import screenings
from services.interop.writing.sound import BadCase, faults

# In the order in which a server can take them one by one: what is referred to comes first, as far as that goes.
_PARTS: Final = (directory, people, screenings, needs, goals, consents, referrals)


def bundle(case: FamilyCase, kind: Literal["collection", "transaction"] = "collection") -> dict[str, Any]:
    """The case as a FHIR R4 Bundle after SDOH Clinical Care 3.0.0; the same case gives the same bundle.

    A `collection` is for reading and keeping; a `transaction` puts each resource on a server under our own ids.
    Raises BadCase when the case is not whole, a referral moved illegally, or something was sent without consent.
    """
    if wrong := faults(case):
        raise BadCase(wrong)
    return {
        "resourceType": "Bundle",
        "id": name(case, "Bundle", f"{case.person.id}|{moment(case.written_at)}"),
        "type": kind,
        "timestamp": moment(case.written_at),
        "entry": [_entry(case, each, kind) for part in _PARTS for each in part(case)],
    }


def for_referral(case: FamilyCase, referral: str) -> FamilyCase:
    """Only what one receiver needs: the referral, its needs with their evidence, its goals, consent and screenings.

    Raises KeyError when the case has no such referral.
    """
    one = first_named(case.referrals, referral)
    needed = tuple(need for need in case.needs if need.id in one.needs)
    goals_of_it = [goal for goal in case.goals if goal.id in one.goals]
    sent = tuple(screening for screening in case.screenings if screening.id in one.screenings)
    answers = {answer.id for screening in sent for answer in screening.answers}
    return replace(
        case,
        children=tuple(child for child in case.children if child.id == one.about),
        screenings=sent,
        needs=tuple(
            replace(need, evidence=tuple(each for each in need.evidence if each in answers)) for need in needed
        ),
        goals=tuple(replace(goal, needs=tuple(set(goal.needs) & set(one.needs))) for goal in goals_of_it),
        consents=tuple(consent for consent in case.consents if consent.id == one.consent),
        referrals=(one,),
    )


def _entry(case: FamilyCase, resource: Resource, kind: str) -> dict[str, Any]:
    address = f"{resource['resourceType']}/{resource['id']}"
    entry: dict[str, Any] = {"fullUrl": f"{case.address.rstrip('/')}/fhir/{address}", "resource": resource}
    return entry | ({"request": {"method": "PUT", "url": address}} if kind == "transaction" else {})
