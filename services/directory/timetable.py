"""Every opening that schedules tell, day by day; on its own dates an exception goes before all other hours.

On a public holiday of Connecticut an opening is not sure, unless the record speaks of that day or of holidays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from resources_db.records import CLOSED, HOLIDAY_HOURS, Schedule
from services.directory.holidays import is_holiday, on_holidays
from services.directory.places import fold
from services.directory.rules import Unclear, runs_on, span_of
from services.directory.text_hours import schedules_in
from services.directory.words import listed

_DAY = timedelta(days=1)
_CLOSED = ("closed", "cerrado", "cerrada")


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """From when to when, local; `sure` unless it may be closed after all."""

    opens: datetime
    closes: datetime
    sure: bool


@dataclass(frozen=True, slots=True)
class Timetable:
    """Schedules by what can be read of them."""

    regular: tuple[Schedule, ...]
    exceptions: tuple[Schedule, ...]
    unclear: tuple[Schedule, ...]

    def openings(self, first: date, days: int) -> Iterator[Opening]:
        """Every opening that begins on one of some days, in order."""
        for day in (first + timedelta(days=ahead) for ahead in range(days)):
            yield from sorted(self._on(day))

    def tells(self, day: date) -> bool:
        """Whether all that is said of a day can be read, and something is."""
        if any(_holds(each, day) for each in self.unclear):
            return False
        return bool(self.regular) or any(_holds(each, day) for each in self.exceptions)

    @property
    def tells_next(self) -> bool:
        """Whether the next opening can be told: a feed that names only its holidays has other hours that we lack."""
        return bool(self.regular) or all(each.notes != HOLIDAY_HOURS for each in self.exceptions)

    def _on(self, day: date) -> Iterator[Opening]:
        found = [each for each in self.exceptions if _holds(each, day)]
        own = [each for each in found if not each.yearly] or found  # this year's own word goes before every year's
        doubtful = any(each.exception and _holds(each, day) for each in self.unclear)
        for schedule in own or self.regular:
            if opening := None if _is_closed(schedule) else _on(schedule, day):
                yield Opening(opening.opens, opening.closes, opening.sure and not doubtful)


@lru_cache(maxsize=8192)
def timetable(schedules: tuple[Schedule, ...]) -> Timetable:
    """What can be read of schedules, and what cannot."""
    regular: list[Schedule] = []
    exceptions: list[Schedule] = []
    unclear: list[Schedule] = []
    for schedule in schedules:
        try:
            (exceptions if schedule.exception else regular).extend(_read(schedule))
        except Unclear:
            unclear.append(schedule)
    return Timetable(tuple(regular), tuple(exceptions), tuple(unclear))


def _read(schedule: Schedule) -> Iterable[Schedule]:
    """The schedule, or those that its words come to. Raises Unclear."""
    if schedule.yearly:
        runs_on(schedule, date(2025, 1, 1))
    if _is_closed(schedule):
        return (schedule,)
    read = (schedule,) if schedule.opens_at or schedule.closes_at else schedules_in(schedule)
    if not read:
        raise Unclear
    for each in read:
        span_of(each)
        runs_on(each, date(2025, 1, 1))
    return read


def _is_closed(schedule: Schedule) -> bool:
    """Whether an exception says that nothing opens: by its notes, or of single days by words ("Closed for Easter")."""
    if not schedule.exception or schedule.opens_at or schedule.closes_at:
        return False
    if schedule.notes and schedule.notes.lower() == CLOSED:
        return True
    said = fold(schedule.description or schedule.notes or "")
    single = schedule.yearly or schedule.valid_from == schedule.valid_to
    whole_day = single and not any(map(str.isdigit, said))  # "closed at 12" is not it
    return whole_day and (said in _CLOSED or said.startswith(tuple(listed("closed_that_day"))))


def _holds(schedule: Schedule, day: date) -> bool:
    """Whether a day lies within the dates of a schedule, and for a yearly one is its day; one without dates holds
    always."""
    starts, ends = (schedule.valid_from, schedule.dtstart), (schedule.valid_to, schedule.until)
    within = all(start <= day for start in starts if start) and all(day <= end for end in ends if end)
    return within and (not schedule.yearly or _comes(schedule, day))


def _comes(schedule: Schedule, day: date) -> bool:
    """Whether a rule comes to a day; perhaps, when it cannot be read."""
    try:
        return runs_on(schedule, day)
    except Unclear:
        return True


@lru_cache(maxsize=65536)
def _on(schedule: Schedule, day: date) -> Opening | None:
    """The opening of a schedule that begins on a day; unsure when it is a holiday and nothing is said of those."""
    if not runs_on(schedule, day):
        return None
    opens, closes = span_of(schedule)
    start = datetime.combine(day, time()) + opens
    sure = schedule.exception or not is_holiday(day) or closes - opens >= _DAY
    holidays = None if sure else on_holidays(f"{schedule.description or ''} {schedule.notes or ''}".strip())
    return None if holidays == "closed" else Opening(start, start + closes - opens, sure or holidays == "open")
