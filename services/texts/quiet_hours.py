"""The hours in which we may begin a talk: 9 in the morning to 8 in the evening, Connecticut's own time."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

HERE: Final = ZoneInfo("America/New_York")
FROM, TO = time(9), time(20)


def next_allowed(moment_utc: datetime) -> datetime:
    """The moment itself within the hours, else the next nine o'clock; UTC without zone in and out."""
    here = moment_utc.replace(tzinfo=UTC).astimezone(HERE)
    if FROM <= here.time() < TO:
        return moment_utc
    day = here.date() if here.time() < FROM else here.date() + timedelta(days=1)
    return datetime.combine(day, FROM, HERE).astimezone(UTC).replace(tzinfo=None)
