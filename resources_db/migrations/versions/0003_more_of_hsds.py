"""The rest of HSDS 3.1 that a directory holds, sealed places, and what editors say."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ADDED = {
    "organization": (
        *("tax_status", "tax_id", "year_incorporated", "legal_status", "logo", "uri", "parent_organization_id"),
        *("uuid", "digest"),
    ),
    "service": ("wait_time", "accreditations", "licenses", "assurer_email", "program_id", "uuid"),
    "location": (
        *("alternate_name", "url", "organization_id", "external_identifier", "external_identifier_type"),
        *("approximate", "uuid", "digest"),
    ),
    "service_at_location": ("uuid",),
    "address": ("attention",),
    "schedule": ("byweekno", "byyearday", "count", "timezone", "schedule_link", "attending_type", "notes"),
    "cost_option": ("valid_from",),
}


def upgrade() -> None:
    for table, names in _ADDED.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text()))
    for table in ("organization", "service", "location", "service_at_location"):
        op.create_index(f"ix_{table}_uuid", table, ["uuid"])
    with op.batch_alter_table("attribute") as attribute:  # SQLite cannot add a foreign key to a table that is there
        for owner in ("location", "organization"):
            attribute.add_column(sa.Column(f"{owner}_id", sa.Text()))
            attribute.create_index(f"ix_attribute_{owner}_id", [f"{owner}_id"])
            attribute.create_foreign_key(
                f"attribute_{owner}_id_fkey", owner, [f"{owner}_id"], ["id"], ondelete="CASCADE"
            )
    op.add_column("import_run", sa.Column("unchanged", sa.Integer()))
    _parts()
    _of_feeds()
    _of_editors()


def _texts(*names: str, required: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=not required) for name in names]


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), primary_key=True) for name in names]


def _part(name: str, owners: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    keys = [
        sa.Column(f"{owner}_id", sa.Text(), sa.ForeignKey(f"{owner}.id", ondelete="CASCADE"), index=True)
        for owner in owners
    ]
    op.create_table(name, sa.Column("row", sa.Integer(), primary_key=True), *_texts("id"), *keys, *columns)


def _parts() -> None:
    _part("accessibility", ("location",), *_texts("description", "details", "url"))
    _part("funding", ("organization", "service"), *_texts("source"))
    _part("url", ("organization", "service"), *_texts("label", "url"))
    _part("organization_identifier", ("organization",), *_texts("identifier_scheme", "identifier_type", "identifier"))


def _of_feeds() -> None:
    described = ("organization_id", "name", "alternate_name", "description")
    op.create_table("program", *_keys("id"), *_texts("feed", required=True), *_texts(*described))
    op.create_table(
        "taxonomy",
        sa.Column("row", sa.Integer(), primary_key=True),
        *_texts("feed", required=True),
        *_texts("id", "name", "description", "uri", "version"),
    )
    names = ("id", "code", "name", "description", "parent_id", "taxonomy", "taxonomy_id", "language", "term_uri")
    op.create_table(
        "taxonomy_term",
        sa.Column("row", sa.Integer(), primary_key=True),
        *_texts("feed", required=True),
        *_texts(*names),
    )
    for table in ("taxonomy", "taxonomy_term"):
        op.create_index(f"ix_{table}_feed", table, ["feed"])
    details = sa.Column("details", sa.JSON(), nullable=False)
    op.create_table("confidential_place", *_keys("location_id"), *_texts("feed", required=True), details)
    op.create_table("feed", *_keys("name"), *_texts("state", "out_of_state", "source"))
    op.create_table("feed_row", *_keys("feed", "entity", "key"), *_texts("digest", required=True))


def _of_editors() -> None:
    op.create_table(
        "correction",
        *_keys("entity", "entity_id", "field"),
        *(sa.Column(name, sa.JSON()) for name in ("value", "beneath")),
        *_texts("by", "at", required=True),
    )
    op.create_table(
        "edit",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("entity", "entity_id", "field", "by", "at", required=True),
        *(sa.Column(name, sa.JSON()) for name in ("before", "after")),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("service_id", "what", "said_by", "at", required=True),
        *_texts("note", "done_by", "done_at", "outcome"),
    )
    op.create_index("ix_report_service_id", "report", ["service_id"])
    op.create_table("duplicate_verdict", *_keys("first_id", "second_id"), *_texts("verdict", "by", "at", required=True))
    op.create_table(
        "missing",
        *_keys("need", "town", "language"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
    )
