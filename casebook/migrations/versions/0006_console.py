"""The console: a second factor, one-time codes, and the audit as a chain."""

import sqlalchemy as sa
from alembic import context, op

from casebook import chain

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; rows of the audit that are there already are chained as they stand."""
    op.add_column("staff", sa.Column("totp_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("totp_new_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("totp_step", sa.Integer(), nullable=True))
    op.add_column("staff_session", sa.Column("awaits", sa.String(length=8), nullable=True))
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"]),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_index(op.f("ix_recovery_code_staff"), "recovery_code", ["staff"], unique=False)
    op.add_column("audit", sa.Column("hash", sa.String(length=64), nullable=True))
    chain.chain_all(op.get_bind(), context.config.attributes["keys"].audit_key)
