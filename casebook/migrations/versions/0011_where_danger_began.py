"""A danger keeps in which message it was heard first, as a doubt did: what was needed beside it is taken up later."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """The number of the message keeps its column, which now serves both."""
    op.execute("ALTER TABLE conversation RENAME COLUMN doubt_seq TO danger_seq")
