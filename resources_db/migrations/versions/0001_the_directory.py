"""The directory's first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _organizations_services_and_places()
    _their_parts()
    _what_onedoor_adds()


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text()) for name in names]


def _part(name: str, owners: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    keys = [
        sa.Column(f"{owner}_id", sa.Text(), sa.ForeignKey(f"{owner}.id", ondelete="CASCADE"), index=True)
        for owner in owners
    ]
    op.create_table(name, sa.Column("row", sa.Integer(), primary_key=True), *_texts("id"), *keys, *columns)


def _organizations_services_and_places() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_texts("alternate_name", "description", "email", "website"),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("organization_id", sa.Text(), sa.ForeignKey("organization.id"), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        *_texts("alternate_name", "description", "url", "email", "status", "alert", "application_process"),
        *_texts("fees_description", "eligibility_description", "interpretation_services", "additional_information"),
        sa.Column("minimum_age", sa.Float()),
        sa.Column("maximum_age", sa.Float()),
        sa.Column("assured_date", sa.Date()),
        *_texts("last_modified", "source"),
        sa.Column("x_onedoor", sa.JSON()),
        sa.Column("feed", sa.Text(), nullable=False, index=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date()),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("feed", sa.Text(), nullable=False),
        *_texts("location_type", "name", "description", "transportation"),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("confidential", sa.Boolean(), nullable=False),
    )


def _their_parts() -> None:
    here = ("service", "location")
    _part("service_at_location", here, *_texts("description"))
    _part(
        "address",
        ("location",),
        *_texts("address_1", "address_2", "city", "region", "state_province", "postal_code", "country", "address_type"),
    )
    _part("phone", (*here, "organization"), *_texts("number", "extension", "type", "description"))
    _part(
        "schedule",
        here,
        *_texts("freq", "byday", "bymonthday", "wkst", "opens_at", "closes_at", "description"),
        *(sa.Column(name, sa.Date()) for name in ("valid_from", "valid_to", "dtstart", "until")),
        sa.Column("interval", sa.Integer()),
    )
    _part("service_area", here, *_texts("name", "description", "extent", "extent_type", "uri"))
    _part("language", here, *_texts("name", "code", "note"))
    _part("required_document", ("service",), *_texts("document", "uri"))
    _part("cost_option", ("service",), *_texts("option", "currency", "amount", "amount_description", "valid_to"))
    names = ("taxonomy", "term_id", "term_code", "term_name", "parent_id", "value", "label")
    _part("attribute", ("service",), *_texts(*names))


def _what_onedoor_adds() -> None:
    op.create_table(
        "service_need",
        sa.Column(
            "service_id", sa.Text(), sa.ForeignKey("service.id", ondelete="CASCADE"), primary_key=True, nullable=False
        ),
        sa.Column("need", sa.Text(), primary_key=True, nullable=False, index=True),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("at", "feed")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("read", "added", "changed", "retired", "refused")),
    )
