"""The small parts that FHIR resources are made of, and how ours are named."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from services.interop.records import Coding, FamilyCase

type Resource = dict[str, Any]

GUIDE: Final = "http://hl7.org/fhir/us/sdoh-clinicalcare"
US_CORE: Final = "http://hl7.org/fhir/us/core"
TERMS: Final = "http://terminology.hl7.org/CodeSystem"
TEMPORARY: Final = f"{GUIDE}/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"
SOCIAL: Final = f"{US_CORE}/CodeSystem/us-core-category"
_IDS: Final = UUID("0c5b3b1e-6a0d-5f0e-9d3c-0d0de0000001")


def resource(case: FamilyCase, kind: str, of: str, profile: str | None = None, **content: Any) -> Resource:
    """A resource of our own naming; what is None or empty is left out."""
    head: Resource = {"resourceType": kind, "id": name(case, kind, of)}
    if profile:
        head["meta"] = {"profile": [profile]}
    return head | {key: value for key, value in content.items() if value not in (None, [], {}, "")}


def name(case: FamilyCase, kind: str, of: str) -> str:
    """The id that a thing of ours has outside: the same each time, and nobody gets from it to the casebook's id."""
    return str(uuid5(_IDS, f"{case.ours.id}|{kind}|{of}"))


def reference(case: FamilyCase, kind: str, of: str) -> dict[str, str]:
    """A reference to a resource of the same bundle."""
    return {"reference": f"{kind}/{name(case, kind, of)}"}


def guide(tail: str) -> str:
    """The address of a profile or extension of the guide."""
    return f"{GUIDE}/StructureDefinition/SDOHCC-{tail}"


def us_core(tail: str) -> str:
    """The address of a profile or extension of US Core."""
    return f"{US_CORE}/StructureDefinition/us-core-{tail}"


def concept(system: str, code: str, text: str | None = None) -> dict[str, Any]:
    """A concept of one code."""
    return {"coding": [{"system": system, "code": code}]} | ({"text": text} if text else {})


def coded(coding: Coding) -> dict[str, str]:
    """A code of the family's answers or of an instrument, with its words where they are ours to give."""
    return {"system": coding.system, "code": coding.code} | ({"display": coding.text} if coding.text else {})


def social(domain: str | None) -> list[dict[str, Any]]:
    """The two categories that mark a social need: that it is one, and of which domain."""
    return [concept(SOCIAL, "sdoh"), concept(TEMPORARY, domain)] if domain else []


def moment(at: datetime) -> str:
    """A moment as FHIR writes it, in UTC; one without a time zone is UTC already."""
    utc = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat(timespec="milliseconds" if utc.microsecond else "seconds") + "Z"


def first_named(things: Iterable[Any], of: str) -> Any:
    """The record with this id. Raises KeyError when there is none."""
    for each in things:
        if each.id == of:
            return each
    raise KeyError(of)


def filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """A part without what is None or empty."""
    return {key: value for key, value in content.items() if value not in (None, [], {}, "")}
