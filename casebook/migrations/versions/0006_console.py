"""What the console keeps: second factor, sign-in by the organization, teams, who has what since when, mentions, words
for later, joined families; and the audit's chain.

Each is kept as long as the staff account or conversation that it belongs to, and seen by staff with a desk; secrets
are sealed or hashed.
"""

import sqlalchemy as sa
from alembic import context, op

from casebook import chain

revision = "0006"
down_revision = "0005"

# The audit as it is at this step, whatever later ones add to it.
AUDIT = sa.table(
    "audit",
    sa.column("at", sa.DateTime()),
    *(sa.column(name) for name in ("seq", "actor", "action", "subject", "detail", "hash")),
)
# Rows of the audit are only ever added, and the database itself holds to it.
ONLY_ADDED = {
    "sqlite": (
        "CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END",
        "CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$",
        "CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE ON audit EXECUTE FUNCTION audit_only_added()",
    ),
}


def upgrade() -> None:
    """Add tables and columns; chain the rows that are there."""
    _desk()
    _sign_in()
    op.add_column("audit", sa.Column("hash", sa.String(length=64), nullable=True))
    _chain()
    for statement in ONLY_ADDED[op.get_bind().dialect.name]:
        op.execute(statement)


def _desk() -> None:
    for column in (
        sa.Column("team", sa.String(length=32), nullable=True),
        sa.Column("assigned_at", sa.DateTime(), nullable=True),
        sa.Column("answered_seq", sa.Integer(), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.Column("snoozed_seq", sa.Integer(), nullable=True),
    ):
        op.add_column("conversation", column)
    op.create_table(
        "team",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "team_member",
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["team.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"]),
        sa.PrimaryKeyConstraint("team", "staff"),
    )
    op.create_table(
        "mention",
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["message"], ["message.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"]),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("message", "staff"),
    )
    op.create_index(op.f("ix_mention_conversation"), "mention", ["conversation"], unique=False)
    op.create_index("ix_mention_open", "mention", ["staff", "seen_at"], unique=False)
    op.create_table(
        "scheduled",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_scheduled_conversation"), "scheduled", ["conversation"], unique=False)
    op.create_index("ix_scheduled_due", "scheduled", ["state", "due_at"], unique=False)
    _families()


def _families() -> None:
    op.create_table(
        "family_merge",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kept", sa.String(length=32), nullable=False),
        sa.Column("merged", sa.String(length=32), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_by", sa.String(length=32), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["kept"], ["family.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["merged"], ["family.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by"], ["staff.id"]),
        sa.ForeignKeyConstraint(["undone_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_family_merge_kept"), "family_merge", ["kept"], unique=False)
    op.create_index(op.f("ix_family_merge_merged"), "family_merge", ["merged"], unique=False)


def _sign_in() -> None:
    for column in (
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_since", sa.DateTime(), nullable=True),
        sa.Column("totp_next_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.Column("identity_hash", sa.String(length=64), nullable=True),
    ):
        op.add_column("staff", column)
    op.create_index(op.f("ix_staff_identity_hash"), "staff", ["identity_hash"], unique=True)
    op.add_column("staff_session", sa.Column("stage", sa.String(length=8), nullable=False, server_default="full"))
    op.create_table(
        "recovery_code",
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff", "code_hash"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("wanted", sa.String(length=200), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("state_hash"),
    )


def _chain() -> None:
    bind, key, previous = op.get_bind(), context.config.attributes["keys"].audit_key, chain.BEGINNING
    for row in bind.execute(sa.select(AUDIT).order_by(AUDIT.c.seq)).mappings().all():
        previous = chain.link(key, previous, row)
        bind.execute(sa.update(AUDIT).where(AUDIT.c.seq == row["seq"]).values(hash=previous))
