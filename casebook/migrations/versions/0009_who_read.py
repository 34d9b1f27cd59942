"""Who of the staff has read how far: the family sees the name under its own line, as it sees the name of who answers.

Kept as long as the conversation. What was read before has no name.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column."""
    op.add_column("conversation", sa.Column("staff_read_by", sa.String(length=32), nullable=True))
