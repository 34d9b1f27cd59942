"""On SQLite all of a point stands inside the R*Tree; the index is then made anew."""

from alembic import op

revision = "0006"
down_revision = "0005"

_SQLITE = (
    "DROP TABLE search_point",
    "CREATE VIRTUAL TABLE search_point USING rtree(id, south, north, west, east, label_from, label_to)",
    "DELETE FROM search_text",
    "DELETE FROM search_reach",
    "DELETE FROM search_document",
    "DELETE FROM search_state",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE:
            op.execute(statement)
