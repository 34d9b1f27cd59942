"""The first casebook: families, conversations, inbox and outbox, consent, staff, audit."""

from alembic import op

from casebook.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    metadata.drop_all(op.get_bind())
