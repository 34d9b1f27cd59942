"""The search index, and editors' words on needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SQLITE = (
    """CREATE VIRTUAL TABLE search_point USING rtree(
        id, south, north, west, east, label_from, label_to, +document INTEGER, +anyone INTEGER)""",
    """CREATE VIRTUAL TABLE search_text USING fts5(name, body, tokenize = "unicode61 remove_diacritics 2")""",
    "CREATE VIRTUAL TABLE search_word USING fts5vocab(search_text, row)",
)
_POSTGRES = (
    "CREATE TABLE search_point (label integer NOT NULL, document integer NOT NULL, at point NOT NULL, anyone boolean)",
    "CREATE INDEX search_point_at ON search_point USING gist (at)",
    "CREATE INDEX search_point_label ON search_point (label)",
    "CREATE INDEX search_point_document ON search_point (document)",
    "ALTER TABLE search_document ADD COLUMN words tsvector",
    "CREATE INDEX search_document_words ON search_document USING gin (words)",
)


def upgrade() -> None:
    _tables()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


def _tables() -> None:
    op.create_table(
        "search_state",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.Text(), nullable=False),
    )
    op.create_table(
        "search_document",
        sa.Column("row", sa.Integer(), primary_key=True),
        sa.Column("service_id", sa.Text(), nullable=False, unique=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_table(
        "search_label",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
    )
    op.create_table(
        "search_reach",
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("misfit", sa.Float(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
    )
    op.create_index("search_reach_order", "search_reach", ["label", "area", "misfit", "document"])
    op.create_index("search_reach_document", "search_reach", ["document", "area"])
    op.create_table(
        "need_overrule",
        sa.Column("service_id", sa.Text(), primary_key=True),
        sa.Column("need", sa.Text(), primary_key=True),
        sa.Column("bears", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("why", "by", "at")),
    )
