"""What was erased is not brought back by the carrier's list: keyed hashes of its ids are kept for some days."""

from alembic import op
from sqlalchemy import Column, DateTime, String

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Nothing is known of what was erased before."""
    op.create_table(
        "erased_text",
        Column("text_index", String(64), primary_key=True),
        Column("at", DateTime, nullable=False),
    )
    op.create_index("ix_erased_text_at", "erased_text", ["at"])
