"""Knows the tables of HSDS 1.1 to 3.1 and Ohana by the many names that feeds give them, and their columns."""

import re
from typing import Final

_TABLES: Final = {
    "organization": "organizations agency agencies",
    "program": "programs",
    "service": "services",
    "location": "locations site sites",
    "service_at_location": "services_at_location services_at_locations service_at_locations service_location",
    "address": "addresses physical_address physical_addresses",
    "postal_address": "postal_addresses mail_address mail_addresses mailing_address mailing_addresses",
    "phone": "phones",
    "contact": "contacts",
    "schedule": "schedules regular_schedule regular_schedules",
    "holiday_schedule": "holiday_schedules",
    "service_area": "service_areas",
    "language": "languages",
    "accessibility": "accessibilities accessibility_for_disabilities",
    "required_document": "required_documents",
    "cost_option": "cost_options",
    "payment_accepted": "payments_accepted payment_accepteds accepted_payments",
    "eligibility": "eligibilities",
    "funding": "fundings",
    "url": "urls additional_urls additional_websites",
    "organization_identifier": "organization_identifiers",
    "attribute": "attributes other_attribute other_attributes service_attribute service_attributes",
    "service_taxonomy": "services_taxonomy service_taxonomies services_taxonomies",
    "taxonomy": "taxonomies category categories",
    "taxonomy_term": "taxonomy_terms",
    "metadata": "meta_data",
    "meta_table_description": "meta_table_descriptions",
    "service_capacity": "service_capacities",
    "unit": "units",
}
KEPT_IN: Final = {
    "holiday_schedule": "schedule",
    "postal_address": "address",
    "payment_accepted": "cost_option",
    "service_taxonomy": "attribute",
    "old_term": "taxonomy_term",
}
"""The tables of older dialects, and the tables of HSDS 3.1 in which their rows are kept."""
NOT_KEPT: Final = {"metadata", "meta_table_description", "service_capacity", "unit"}
_BY_NAME: Final = {name: table for table, names in _TABLES.items() for name in (table, *names.split())}
_PREFIX: Final = re.compile(r"^(?:[\d_]+|hsds_?[\d_]*|hsda_|ohana_|open_?referral_|export_|tbl_|data_)+")

_COLUMNS: Final = {
    "latitude": "lat y",
    "longitude": "lng lon long x",
    "address_1": "address address1 street street_address street_1 physical_address_1 address_line_1",
    "address_2": "address2 street_2 address_line_2",
    "city": "town",
    "state_province": "state province",
    "postal_code": "zip zipcode zip_code postcode postalcode",
    "number": "phone_number telephone",
    "organization_name": "organization agency agency_name provider provider_name",
    "name": "title service_name",
    "description": "details_text service_description",
    "hours": "schedule hours_of_operation opening_hours business_hours",
    "weekday": "day day_of_week dow",
    "opens_at": "opens open open_time start_time",
    "closes_at": "closes close close_time end_time",
    "minimum_age": "min_age age_min",
    "maximum_age": "max_age age_max",
    "fees_description": "fees fee",
    "eligibility_description": "eligibility",
    "application_process": "how_to_apply intake_procedure",
}
_COLUMN: Final = {other: column for column, others in _COLUMNS.items() for other in others.split()}
_AS_WRITTEN: Final = {"schedule": {"schedule"}, "eligibility": {"eligibility"}, "program": {"organization"}}


def plain(name: str) -> str:
    """A name in lower case with underscores: "Service ID" is service_id, "organizationId" is organization_id."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip().lstrip("\ufeff"))
    return re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")


def table_of(*names: str) -> str | None:
    """The table that the first known name stands for (a file's stem, a resource's name); None for no table of ours."""
    for name in map(plain, names):
        bare = _PREFIX.sub("", name)
        found = _BY_NAME.get(name) or _BY_NAME.get(bare) or _BY_NAME.get(re.sub(r"_(list|full|page_?\d*)$", "", bare))
        if found:
            return found
    return None


def opening_times_of(headings: list[str]) -> str | None:
    """The column that names the service in a table of opening times beside a plain table ("shop_id" beside shop.csv);
    None when it is a table of HSDS, or none of opening times."""
    found = set(columns_of("schedule", headings))
    others = [name for name in found if name.endswith("_id") and name != "season_id"]
    is_ours = {"service_id", "location_id", "service_at_location_id", "organization_id"} & found
    return others[0] if not is_ours and len(others) == 1 and {"weekday", "opens_at", "closes_at"} <= found else None


def columns_of(table: str, headings: list[str]) -> list[str]:
    """The columns that headings stand for; a heading of the specification's own is never taken for another."""
    names = [plain(heading) for heading in headings]
    kept = _AS_WRITTEN.get(table, set())
    own = f"{table}_id"
    found = [_COLUMN.get(name, name) if name not in kept else name for name in names]
    found = [name if other in names and other != name else other for name, other in zip(names, found, strict=True)]
    if "id" not in found and own in found:
        found[found.index(own)] = "id"
    return found
