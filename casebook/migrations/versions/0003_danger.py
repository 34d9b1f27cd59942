"""Where a conversation stands with danger: which, how often it was answered, and a doubt that was asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; a crisis from before has been answered once."""
    op.add_column("conversation", sa.Column("crisis", sa.String(length=24), nullable=True))
    op.add_column("conversation", sa.Column("crisis_told", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("conversation", sa.Column("doubt", sa.String(length=24), nullable=True))
    op.add_column("conversation", sa.Column("doubt_at", sa.DateTime(), nullable=True))
    op.add_column("conversation", sa.Column("doubt_seq", sa.Integer(), nullable=True))
    op.create_index("ix_conversation_doubt", "conversation", ["doubt", "doubt_at"])
    op.execute("UPDATE conversation SET crisis_told = 1 WHERE crisis_at IS NOT NULL")
