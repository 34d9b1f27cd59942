"""Tells whether a family would have to wait long for the places that it hears of, so that it hears what is open now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from services.casework.offer import Offer
from services.directory.hours import LOCAL

LONG: Final = timedelta(hours=24)
SATURDAY: Final = 5
MORNING, EVENING = 8, 17  # o'clock: most offices answer in between


def opens_late(doors: Sequence[Offer], now: datetime, *, pressing: bool) -> bool:
    """Whether none of some doors is known to be open, and one opens only after a day.

    Where the need is `pressing` it is enough that one opens later at all, or that it is evening or the weekend and the
    hours of one are not known. A moment without a zone is local, as the hours of a place are.
    """
    found = [door.found for door in doors if door.found is not None]
    opening = [each.next_open for each in found if each.hours_state == "closed" and each.next_open is not None]
    if any(each.hours_state == "open" for each in found):
        return False
    here = (now.astimezone(LOCAL) if now.tzinfo else now).replace(tzinfo=None)
    if pressing and any(each.hours_state == "unknown" for each in found) and _is_out_of_hours(here):
        return True
    return bool(opening) and (pressing or min(opening) - here > LONG)


def _is_out_of_hours(here: datetime) -> bool:
    return here.weekday() >= SATURDAY or not MORNING <= here.hour < EVENING
