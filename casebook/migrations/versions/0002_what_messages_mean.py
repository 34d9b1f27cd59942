"""What the assistant read in each message, and what staff say it means."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keep readings, sealed; make room for staff's labels."""
    op.add_column("inbox", sa.Column("reading_sealed", sa.LargeBinary(), nullable=True))
    op.create_table(
        "marking",
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("labels_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("marked_by", sa.String(length=32), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("example_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["message"], ["message.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["marked_by"], ["staff.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("message"),
    )
    op.create_index(op.f("ix_marking_conversation"), "marking", ["conversation"], unique=False)
    op.create_index(op.f("ix_marking_state"), "marking", ["state"], unique=False)


def downgrade() -> None:
    """Forget both."""
    op.drop_table("marking")
    op.drop_column("inbox", "reading_sealed")
