"""The hours in which we may start a text ourselves: 9 in the morning to 8 in the evening, Connecticut's clock.

Answers to a family's own message go at once and are not asked about here.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

HOME: Final = ZoneInfo("America/New_York")
OPENS, CLOSES = time(9), time(20)


def next_allowed(moment_utc: datetime) -> datetime:
    """The first moment from `moment_utc` on at which a text of our own may go out: itself by day, else 9:00.

    `moment_utc` is UTC, with its zone or, as the casebook keeps it, without; the answer has it as it was given.
    At 20:00:00 the day is over. The clock decides, so the night of a clock change is an hour longer or shorter.
    """
    local = moment_utc.replace(tzinfo=moment_utc.tzinfo or UTC).astimezone(HOME)
    if OPENS <= local.time() < CLOSES:
        return moment_utc
    day = local.date() + timedelta(days=local.time() >= CLOSES)
    opening = datetime.combine(day, OPENS, tzinfo=HOME).astimezone(UTC)
    return opening if moment_utc.tzinfo else opening.replace(tzinfo=None)
