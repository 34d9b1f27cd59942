"""When people are at the desk next, told to a family while nobody is."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from resources_db.records import Schedule
from services.casework.cards import moment_words
from services.directory.hours import hours_at
from services.library.documents import document
from services.library.messages import Messages
from services.library.root import CONTENT


def back(now: datetime, language: str, week: Sequence[Schedule] | None = None) -> str | None:
    """The sentence that says when the staff is next at work; None when that is not known or it is now."""
    hours = hours_at(desk_week() if week is None else week, now)
    if hours.state == "open" or hours.next_open is None:
        return None
    which, words = moment_words(hours.next_open, now, language)
    return reach_words("family").say(f"back_{which}", language, **words)


@cache
def desk_week() -> tuple[Schedule, ...]:
    """The hours of content/desk/hours.yml; none while nobody has filled them in."""
    return tuple(
        Schedule(freq="WEEKLY", byday=each["days"], opens_at=each["opens_at"], closes_at=each["closes_at"])
        for each in document(CONTENT / "desk" / "hours.yml")["week"]
    )


@cache
def reach_words(group: str) -> Messages:
    """The sentences of content/messages/reach.yml for families ("family") or for staff ("staff")."""
    return Messages(document(CONTENT / "messages" / "reach.yml")[group])
