"""A message that the assistant could not read keeps when that was, whatever becomes of it later."""

from alembic import op
from sqlalchemy import Column, DateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Those that wait to be read again are known by it."""
    op.add_column("inbox", Column("missed_at", DateTime))
    op.execute("UPDATE inbox SET missed_at = processed_at WHERE outcome = 'assistant_down'")
