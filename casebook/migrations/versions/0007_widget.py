"""What the web channel keeps: cards of a line, how far each side has read, call-backs, codes that link a phone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns and tables. Nothing was read yet as far as we know."""
    op.add_column("message", sa.Column("extras_sealed", sa.LargeBinary(), nullable=True))
    for reader in ("family_read", "staff_read"):
        op.add_column("conversation", sa.Column(reader, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "call_back",
        sa.Column("id", sa.String(length=32), primary_key=True),
        _conversation("conversation", nullable=False, index=True),
        sa.Column("request", sa.String(length=80), nullable=False, unique=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("best_time", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", sa.String(length=32), sa.ForeignKey("staff.id"), nullable=True),
    )
    op.create_table(
        "link_code",
        sa.Column("code_index", sa.String(length=64), primary_key=True),
        _conversation("conversation", nullable=False, index=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        _conversation("used_by", nullable=True),
    )
    op.create_table(
        "link_try",
        _conversation("conversation", primary_key=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
    )


def _conversation(name: str, **options: bool) -> sa.Column[str]:
    """A column that goes with its conversation."""
    key = sa.ForeignKey("conversation.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(length=32), key, **options)  # type: ignore[arg-type]
