"""Tells what a JSON record is, where neither its file nor the list it stands in says so."""

from typing import Any

Json = dict[str, Any]
_OF_SERVICE = {
    *("organization", "organization_id", "organization_name", "service_at_locations", "service_areas", "schedules"),
    *("status", "eligibility_description", "fees_description", "application_process", "required_documents"),
    *("cost_options", "interpretation_services", "minimum_age", "maximum_age", "alert", "assured_date"),
}
_SIGNS = {  # in this order; none of a service's own columns among them
    "location": {"location_type", "addresses"},
    "organization": {
        *("legal_status", "tax_status", "tax_id", "year_incorporated", "parent_organization_id"),
        *("organization_identifiers", "locations", "programs", "website", "additional_websites"),
    },
    "taxonomy_term": {"taxonomy", "taxonomy_id", "taxonomy_detail", "term_uri", "parent_id", "code"},
    "taxonomy": {"version", "taxonomy_uri"},
}


def kind_of(kind: str | None, record: Json) -> str:
    """The table of a record; `kind` is what its file or list says."""
    if kind in (None, "service") and "services" in record and "name" in record:
        return "organization"
    if kind is not None:
        return kind
    if "service_id" in record and "location_id" in record:
        return "service_at_location"
    if isinstance(record.get("service"), dict) and "location" in record:
        return "service_at_location"
    if record.keys() & _SIGNS["location"]:  # it may have schedules and an organization as a service has
        return "location"
    if record.keys() & _OF_SERVICE:
        return "service"
    return next((table for table, signs in _SIGNS.items() if record.keys() & signs), "service")
