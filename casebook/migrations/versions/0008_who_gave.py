"""Who put a conversation in its owner's hands: the owner, by taking it, or a colleague, by giving it.

Kept as long as the conversation, seen by staff with a desk.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


TALK = sa.table(
    "conversation",
    *(sa.column(name) for name in ("owner", "staff", "assigned_by")),
    sa.column("assigned_at", sa.DateTime()),
)


def upgrade() -> None:
    """Add the column. Who has a conversation already has it from now on: it is not given back at once."""
    op.add_column("conversation", sa.Column("assigned_by", sa.String(length=32), nullable=True))
    here_and_now = datetime.now(UTC).replace(tzinfo=None)
    owned = sa.update(TALK).where(TALK.c.owner == "person")
    op.execute(owned.values(assigned_at=here_and_now, assigned_by=TALK.c.staff))
