"""How well a label fits stands beside each point of the search index; the index is then made anew."""

from alembic import op

revision = "0004"
down_revision = "0003"

_SQLITE = (
    "DROP TABLE search_point",
    """CREATE VIRTUAL TABLE search_point USING rtree(
        id, south, north, west, east, label_from, label_to, +document INTEGER, +anyone INTEGER, +misfit REAL)""",
    "DELETE FROM search_text",
)
_POSTGRES = ("DELETE FROM search_point", "ALTER TABLE search_point ADD COLUMN misfit double precision NOT NULL")
_BOTH = ("DELETE FROM search_reach", "DELETE FROM search_document", "DELETE FROM search_state")


def upgrade() -> None:
    engine = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES
    for statement in (*engine, *_BOTH):
        op.execute(statement)
