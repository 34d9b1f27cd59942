"""What care coordination keeps for a family."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing yet."""
