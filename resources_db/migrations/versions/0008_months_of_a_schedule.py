"""The months of a yearly rule ("the fourth Thursday of November"), for which HSDS has no column."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("schedule", sa.Column("bymonth", sa.Text()))
