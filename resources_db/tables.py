"""The directory's tables, named and shaped as HSDS 3.1 names them, plus what OneDoor adds.

A row that belongs to a service at one place carries both `service_id` and `location_id`;
a row of the place itself carries `location_id` alone.
"""

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _owner(name: str) -> Column[Any]:
    return Column(f"{name}_id", Text, ForeignKey(f"{name}.id", ondelete="CASCADE"), index=True)


def _known_by() -> list[Column[Any]]:
    """`uuid` is the id under which it is published; `digest` is of all that was imported of it."""
    return [Column("uuid", Text, index=True), Column("digest", Text)]


def _part(name: str, owners: tuple[str, ...], *columns: Column[Any]) -> Table:
    """A table of rows that live and die with their owner; `id` is the feed's own and need not be unique."""
    key = Column("row", Integer, primary_key=True)
    return Table(name, metadata, key, Column("id", Text), *(_owner(owner) for owner in owners), *columns)


organization = Table(
    "organization",
    metadata,
    Column("id", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("name", Text, nullable=False),
    *_texts("alternate_name", "description", "email", "website", "tax_status", "tax_id", "year_incorporated"),
    *_texts("legal_status", "logo", "uri", "parent_organization_id"),
    *_known_by(),
)

program = Table(
    "program",
    metadata,
    Column("id", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    *_texts("organization_id", "name", "alternate_name", "description"),
)

service = Table(
    "service",
    metadata,
    Column("id", Text, primary_key=True),
    Column("organization_id", Text, ForeignKey("organization.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    *_texts("alternate_name", "description", "url", "email", "status", "alert", "application_process"),
    *_texts("fees_description", "eligibility_description", "interpretation_services", "additional_information"),
    Column("minimum_age", Float),  # years, in decimals: 2.5 is two and a half
    Column("maximum_age", Float),
    Column("assured_date", Date),
    *_texts("last_modified", "source", "wait_time", "accreditations", "licenses", "assurer_email", "program_id"),
    Column("uuid", Text, index=True),
    Column("x_onedoor", JSON),
    Column("feed", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),  # of everything imported, to tell a changed record from the same one
    Column("retired_on", Date),
)

location = Table(
    "location",
    metadata,
    Column("id", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    *_texts("location_type", "name", "alternate_name", "description", "transportation", "url", "organization_id"),
    *_texts("external_identifier", "external_identifier_type"),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("approximate", Text),  # "zip" or "town" when the point is the middle of it, None when the feed gave a point
    Column("confidential", Boolean, nullable=False, default=False),  # the rest is then in confidential_place alone
    *_known_by(),
)

confidential_place = Table(
    "confidential_place",
    metadata,
    Column("location_id", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("details", JSON, nullable=False),  # the place as its feed described it, for editors' eyes only
)

service_at_location = _part(
    "service_at_location", ("service", "location"), *_texts("description"), Column("uuid", Text, index=True)
)
address = _part(
    "address",
    ("location",),
    *_texts("attention"),
    *_texts("address_1", "address_2", "city", "region", "state_province", "postal_code", "country", "address_type"),
)
phone = _part(
    "phone",
    ("service", "location", "organization"),
    *_texts("number", "extension", "type", "description"),
)
schedule = _part(
    "schedule",
    ("service", "location"),
    *_texts("freq", "byday", "bymonthday", "wkst", "opens_at", "closes_at", "description"),
    *(Column(name, Date) for name in ("valid_from", "valid_to", "dtstart", "until")),
    Column("interval", Integer),
    *_texts("byweekno", "byyearday", "count", "timezone", "schedule_link", "attending_type", "notes", "bymonth"),
)
accessibility = _part("accessibility", ("location",), *_texts("description", "details", "url"))
funding = _part("funding", ("organization", "service"), *_texts("source"))
url = _part("url", ("organization", "service"), *_texts("label", "url"))
organization_identifier = _part(
    "organization_identifier", ("organization",), *_texts("identifier_scheme", "identifier_type", "identifier")
)
service_area = _part(
    "service_area", ("service", "location"), *_texts("name", "description", "extent", "extent_type", "uri")
)
language = _part("language", ("service", "location"), *_texts("name", "code", "note"))
required_document = _part("required_document", ("service",), *_texts("document", "uri"))
cost_option = _part(
    "cost_option",
    ("service",),
    *_texts("option", "currency", "amount", "amount_description"),
    *_texts("valid_from", "valid_to"),
)
attribute = _part(
    "attribute",
    ("service", "location", "organization"),
    *_texts("taxonomy", "term_id", "term_code", "term_name", "parent_id", "value", "label"),
)

taxonomy = Table(
    "taxonomy",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("feed", Text, nullable=False, index=True),
    *_texts("id", "name", "description", "uri", "version"),
)
taxonomy_term = Table(
    "taxonomy_term",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("feed", Text, nullable=False, index=True),
    *_texts("id", "code", "name", "description", "parent_id", "taxonomy", "taxonomy_id", "language", "term_uri"),
)

service_need = Table(
    "service_need",
    metadata,
    Column("service_id", Text, ForeignKey("service.id", ondelete="CASCADE"), primary_key=True),
    Column("need", Text, primary_key=True, index=True),
    Column("why", Text, nullable=False),
)

import_run = Table(
    "import_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("feed", Text, nullable=False),
    *(Column(count, Integer, nullable=False) for count in ("read", "added", "changed", "retired", "refused")),
    Column("unchanged", Integer),
)

feed = Table(
    "feed",
    metadata,
    Column("name", Text, primary_key=True),
    *_texts("state", "out_of_state", "source"),
)
feed_row = Table(
    "feed_row",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # the feed's own id, or a digest where it gives none
    Column("digest", Text, nullable=False),
)
"""What each feed said last, row by row, to tell what its next delivery adds, changes and retires."""
