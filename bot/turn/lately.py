"""How long a danger goes on: what is told within these hours belongs to it."""

from datetime import datetime, timedelta
from typing import Final

from casebook.queries.rows import now

SAME_DANGER: Final = timedelta(hours=12)


def recently(moment: datetime | None) -> bool:
    """Whether a moment of a danger belongs to the one that goes on."""
    return moment is not None and now() - moment < SAME_DANGER
