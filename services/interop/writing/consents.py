"""Consents: the words that were asked in, and what was answered."""

from base64 import b64encode
from typing import Any

from services.interop.records import Consent, FamilyCase
from services.interop.writing.parts import TERMS, Resource, concept, filled, guide, moment, reference, resource
from services.interop.writing.people import speaker, subject


def consents(case: FamilyCase) -> list[Resource]:
    """Every consent, also refused and withdrawn ones: they say what may not be done."""
    return [_consent(case, consent) for consent in case.consents]


def _consent(case: FamilyCase, consent: Consent) -> Resource:
    return resource(
        case,
        "Consent",
        consent.id,
        guide("Consent"),
        status=_status(consent),
        scope=concept(f"{TERMS}/consentscope", "patient-privacy"),
        category=[concept(f"{TERMS}/v3-ActCode", "IDSCL")],
        patient=subject(case, consent.about),
        dateTime=moment(consent.at),
        performer=[speaker(case, consent.about)],
        organization=[reference(case, "Organization", case.ours.id)],
        sourceAttachment={
            "contentType": "text/plain; charset=utf-8",
            "language": consent.language,
            "data": b64encode(consent.wording.encode()).decode(),
            "title": consent.purpose,
            "creation": moment(consent.at),
        },
        policyRule=concept(f"{TERMS}/v3-ActCode", "OPTIN" if consent.granted else "OPTOUT"),
        provision=_provision(consent),
    )


def _status(consent: Consent) -> str:
    if not consent.granted:
        return "rejected"
    return "inactive" if consent.withdrawn_at else "active"


def _provision(consent: Consent) -> dict[str, Any]:
    ends = [moment(at) for at in (consent.withdrawn_at, consent.until) if at]
    return {
        "type": "permit" if consent.granted else "deny",
        "period": filled({"start": moment(consent.at), "end": min(ends, default=None)}),
    }
