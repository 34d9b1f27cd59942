"""How many answers each topic of a danger got: a new danger gets its own first answer, however many another one had.

Names of topics and numbers only, no words; kept until the danger is over, as the label beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """One number for all becomes a number for each; what was answered so far counts for the label itself."""
    op.add_column("conversation", sa.Column("crisis_answers", sa.String(length=1000), nullable=True))
    answered = """'{"' || crisis || '": ' || crisis_told || '}'"""
    op.execute(f"UPDATE conversation SET crisis_answers = {answered} WHERE crisis IS NOT NULL AND crisis_told > 0")
    op.drop_column("conversation", "crisis_told")
