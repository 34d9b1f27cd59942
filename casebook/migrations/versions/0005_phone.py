"""What the phone channel keeps: who may be texted and how they said so, sends in doubt, how far the list was read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Widen the ledger so that it outlives a conversation; note sends that nobody can tell the outcome of.

    The ledger is kept for good: `address_index` is a keyed hash of the number, `wording_sealed` what was said or shown.
    `phone_watch` holds one moment for each provider and nothing personal.
    """
    op.create_table(
        "phone_watch",
        sa.Column("provider", sa.String(length=12), nullable=False),
        sa.Column("read_until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("provider"),
    )
    op.add_column("inbox", sa.Column("media_kind", sa.String(length=8), nullable=True))
    op.add_column("outbox", sa.Column("unsure_until", sa.DateTime(), nullable=True))
    op.add_column("outbox", sa.Column("resends", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("consent") as consent:
        consent.alter_column("conversation", existing_type=sa.String(length=32), nullable=True)
        consent.add_column(sa.Column("channel", sa.String(length=8), nullable=True))
        consent.add_column(sa.Column("address_index", sa.String(length=64), nullable=True))
        consent.add_column(sa.Column("language", sa.String(length=2), nullable=True))
        consent.add_column(sa.Column("how", sa.String(length=40), nullable=True))
        consent.add_column(sa.Column("message", sa.String(length=32), nullable=True))
        consent.add_column(sa.Column("wording_sealed", sa.LargeBinary(), nullable=True))
        consent.create_index("ix_consent_address_index", ["address_index"])
    op.execute(
        "UPDATE consent SET channel = (SELECT channel FROM conversation WHERE conversation.id = consent.conversation), "
        "address_index = (SELECT address_index FROM conversation WHERE conversation.id = consent.conversation)"
    )
