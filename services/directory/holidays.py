"""Connecticut's public holidays, and what a record says of them."""

from datetime import date
from functools import cache
from typing import Literal

import holidays

from services.directory.words import holds, listed


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday of Connecticut, or the day on which one is kept."""
    return day in _calendar()


def on_holidays(words: str) -> Literal["open", "closed"] | None:
    """What the words of a schedule say of holidays; None when they say nothing."""
    if not words:
        return None
    if holds(words, listed("open_on_holidays")):
        return "open"
    return "closed" if holds(words, listed("closed_on_holidays")) else None


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("US", subdiv="CT")  # works out each year when it is first asked for
