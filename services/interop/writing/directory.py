"""Who takes part: our organization and software, the receivers and their services."""

from typing import Any

from services.interop.codes import need_codes
from services.interop.records import FamilyCase, Organization, Service
from services.interop.writing.parts import (
    SOCIAL,
    TEMPORARY,
    Resource,
    concept,
    guide,
    name,
    reference,
    resource,
    us_core,
)


def directory(case: FamilyCase) -> list[Resource]:
    """Each organization and service once."""
    organizations = {each.id: each for each in (case.ours, *(referral.receiver for referral in case.referrals))}
    services = {each.service.id: (each.service, each.receiver) for each in case.referrals if each.service}
    return [
        *(_organization(case, each) for each in organizations.values()),
        _device(case),
        *(_service(case, service, owner) for service, owner in services.values()),
    ]


def _organization(case: FamilyCase, organization: Organization) -> Resource:
    phone = {"system": "phone", "value": organization.phone} if organization.phone else None
    web = {"system": "url", "value": organization.url} if organization.url else None
    return resource(
        case,
        "Organization",
        organization.id,
        us_core("organization"),
        active=True,
        name=organization.name,
        telecom=[each for each in (phone, web) if each],
    )


def _device(case: FamilyCase) -> Resource:
    return resource(
        case,
        "Device",
        "software",
        identifier=[{"system": f"urn:uuid:{name(case, 'NamingSystem', 'software')}", "value": case.software}],
        status="active",
        deviceName=[{"name": case.software, "type": "user-friendly-name"}],
        version=[{"value": case.version}],
        owner=reference(case, "Organization", case.ours.id),
    )


def _service(case: FamilyCase, service: Service, owner: Organization) -> Resource:
    """Under the guide's profile of capacity where that is known, of appointments where there is a phone."""
    profile = guide("HealthcareServiceForReferralManagement") if service.capacity else None
    if profile is None and service.phone:
        profile = guide("HealthcareService")
    return resource(
        case,
        "HealthcareService",
        service.id,
        profile,
        extension=_capacity(service),
        active=True,
        providedBy=reference(case, "Organization", owner.id),
        category=_category(service),
        type=[{"text": need_codes(service.needs[0]).name.en if service.needs else service.name}],
        name=service.name,
        telecom=_telecom(service),
        communication=[concept("urn:ietf:bcp:47", language) for language in service.languages],
    )


def _capacity(service: Service) -> list[dict[str, Any]] | None:
    if service.capacity is None:
        return None
    status = {"url": "capacityStatus", "valueCodeableConcept": concept(TEMPORARY, service.capacity)}
    return [{"url": guide("ExtensionHealthcareServiceCapacityStatus"), "extension": [status]}]


def _category(service: Service) -> list[dict[str, Any]]:
    """One category that holds the mark of social care and the domains together, as the profile of capacity wants it."""
    domains = dict.fromkeys(need_codes(need).domain for need in service.needs)
    codings = [{"system": TEMPORARY, "code": domain} for domain in domains if domain]
    return [{"coding": [{"system": SOCIAL, "code": "sdoh"}, *codings]}] if codings or service.capacity else []


def _telecom(service: Service) -> list[dict[str, Any]] | None:
    if service.phone is None:
        return None
    for_appointments = {"url": guide("ExtensionHealthcareServiceTelecomAppointment"), "valueBoolean": True}
    return [{"extension": [for_appointments], "system": "phone", "value": service.phone}]
