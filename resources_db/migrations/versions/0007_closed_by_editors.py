"""What editors say has closed: it is not offered, whatever its feed goes on to say."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "closure",
        sa.Column("service_id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("why", "by", "at")),
    )
