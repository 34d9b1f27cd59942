"""The index keeps the vectors of what each service says; it is then made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_EMPTIED = ("search_reach", "search_point", "search_document", "search_state")


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in (*_EMPTIED, "search_text") if sqlite else _EMPTIED:
        op.execute(f"DELETE FROM {table}")
    op.add_column("search_document", sa.Column("voice", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
