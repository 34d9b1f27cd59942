"""The family: patients, and the adult as a person related to the children."""

from typing import Any, Final

from services.interop import codes
from services.interop.records import FamilyCase, Person, Shared
from services.interop.writing.parts import TERMS, Resource, concept, filled, moment, name, reference, resource, us_core

_ABSENT: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
# US Core's own list; other races go out as words only.
_US_CORE_RACES: Final = frozenset({"1002-5", "2028-9", "2054-5", "2076-8", "2106-3"})


def subject(case: FamilyCase, about: str) -> dict[str, str]:
    """Whom something is about."""
    return reference(case, "Patient", about)


def speaker(case: FamilyCase, about: str) -> dict[str, str]:
    """Who speaks for that person: itself, or the adult for a child."""
    return subject(case, about) if about == case.person.id else reference(case, "RelatedPerson", about)


def people(case: FamilyCase) -> list[Resource]:
    """Each child with the adult beside it, as FHIR wants it; the adult as a patient when something is about them."""
    about = {each.about for each in case.told()}
    patients = [case.person, *case.children] if case.person.id in about or not case.children else case.children
    return [
        *(_patient(case, person) for person in patients),
        *(_related(case, child) for child in case.children),
    ]


def _patient(case: FamilyCase, person: Person) -> Resource:
    shared = _shared(case, person.id)
    return resource(
        case,
        "Patient",
        person.id,
        us_core("patient"),
        extension=_characteristics(person) if "characteristics" in shared else None,
        identifier=[
            {"system": f"urn:uuid:{name(case, 'NamingSystem', 'people')}", "value": name(case, "Patient", person.id)}
        ],
        name=[_name(person, shared)],
        telecom=_telecom(person, shared),
        gender="unknown",  # it is never asked
        birthDate=person.birth_month,
        communication=_communication(person),
    )


def _related(case: FamilyCase, child: Person) -> Resource:
    shared = _shared(case, child.id)  # whoever consents for a child says there how to be reached
    return resource(
        case,
        "RelatedPerson",
        child.id,
        us_core("relatedperson"),
        active=True,
        patient=subject(case, child.id),
        relationship=[concept(f"{TERMS}/v3-RoleCode", case.relationship)],
        name=[_name(case.person, shared)] if case.person.name and "name" in shared else None,
        telecom=_telecom(case.person, shared),
        communication=_communication(case.person),
    )


def _shared(case: FamilyCase, person: str) -> frozenset[Shared]:
    """What the consents about a person, as they stand when the bundle is written, let out."""
    now = moment(case.written_at)
    standing = [
        consent
        for consent in case.consents
        if consent.about == person and consent.granted and moment(consent.at) <= now
        and not (consent.withdrawn_at and moment(consent.withdrawn_at) <= now)
        and not (consent.until and moment(consent.until) < now)
    ]  # fmt: skip
    return frozenset(each for consent in standing for each in consent.shares)


def _name(person: Person, shared: frozenset[Shared]) -> dict[str, Any]:
    if person.name is None or "name" not in shared:
        why = "unknown" if person.name is None else "masked"
        return {"extension": [{"url": _ABSENT, "valueCode": why}]}
    given, family = person.name
    return filled({"family": family, "given": [given] if given else None})


def _telecom(person: Person, shared: frozenset[Shared]) -> list[dict[str, str]] | None:
    return [{"system": "phone", "value": person.phone}] if person.phone and "phone" in shared else None


def _communication(person: Person) -> list[dict[str, Any]] | None:
    if person.language is None:
        return None
    return [{"language": concept("urn:ietf:bcp:47", person.language), "preferred": True}]


def _characteristics(person: Person) -> list[dict[str, Any]]:
    found = []
    if person.races:
        known = [code for code in person.races if code in _US_CORE_RACES]
        words = ", ".join(codes.races()[code].en for code in person.races)
        found.append(_characteristic("race", known, words))
    if person.ethnicity:
        found.append(_characteristic("ethnicity", [person.ethnicity], codes.ethnicities()[person.ethnicity].en))
    return found


def _characteristic(kind: str, listed: list[str], words: str) -> dict[str, Any]:
    categories = [{"url": "ombCategory", "valueCoding": {"system": codes.OMB, "code": code}} for code in listed]
    return {"url": us_core(kind), "extension": [*categories, {"url": "text", "valueString": words}]}
