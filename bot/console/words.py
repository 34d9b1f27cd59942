"""The console's words: labels for staff, sentences for families, numbers and moments in both languages."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.messages import Language

HOME = ZoneInfo("America/New_York")


class Words:
    """Reads the loaded `content/messages/console.yml`; a key that is not there is a fault of ours: KeyError."""

    def __init__(self, texts: Mapping[str, Any]) -> None:
        self._texts = texts

    def ui(self, key: str, language: str, **values: object) -> str:
        """A label or sentence for staff."""
        return self._say("ui", key, language, values)

    def pattern(self, key: str, language: str) -> str:
        """A label whose `{places}` the browser fills in."""
        return str(self._texts["ui"][key][language])

    def family(self, key: str, language: str, **values: object) -> str:
        """A sentence that a family gets."""
        return self._say("family", key, language, values)

    def label(self, group: str, code: str | None, language: str) -> str:
        """The words for a code; a code that nobody has named yet reads as the group's `other`."""
        known = self._texts[group]
        return str(known[code if code in known else "other"][language])

    def meaning(self, code: str, language: str) -> str:
        """The words for what a message means: a need or anything else."""
        return self.label("needs" if code in self._texts["needs"] else "meanings", code, language)

    def count(self, key: str, number: int, language: str) -> str:
        """A number with its noun."""
        one, more = self._texts["counts"][key][language]
        return str(one if number == 1 else more).format(n=number)

    def age(self, months: float, language: str) -> str:
        """A child's age as people say it: months up to three years, then years and months."""
        whole = int(months)
        if whole < 36:
            return self.count("months", whole, language)
        years, rest = divmod(whole, 12)
        return " ".join(self.count(unit, n, language) for unit, n in (("years", years), ("months", rest)) if n)

    def moment(self, at: datetime, language: str) -> str:
        """A moment (UTC, as the casebook keeps it) as a clock in Connecticut shows it."""
        calendar, local = self._texts["calendar"], at.replace(tzinfo=UTC).astimezone(HOME)
        return str(calendar["moment"][language]).format(
            month=calendar["months"][language][local.month - 1],
            day=local.day,
            hour=local.hour % 12 or 12,
            minute=f"{local.minute:02}",
            half=calendar["halves"][language][local.hour // 12],
        )

    def weekday(self, day: date, language: str) -> str:
        """A day of a week in Connecticut: "Mon, Nov 30"."""
        calendar = self._texts["calendar"]
        month, name = calendar["months"][language][day.month - 1], calendar["weekdays"][language][day.weekday()]
        return str(calendar["day"][language]).format(weekday=name, month=month, day=day.day)

    def spans(self, found: Iterable[tuple[datetime, datetime]], language: str) -> str:
        """Openings of a day, local: "9:00 AM–12:00 PM, 1:00 PM–5:00 PM"."""
        return ", ".join(f"{self._clock(opens, language)}–{self._clock(closes, language)}" for opens, closes in found)

    def _clock(self, at: datetime, language: str) -> str:
        return f"{at.hour % 12 or 12}:{at.minute:02} {self._texts['calendar']['halves'][language][at.hour // 12]}"

    def _say(self, group: str, key: str, language: str, values: Mapping[str, object]) -> str:
        return str(self._texts[group][key][language]).format(**values)


def language_of(text: str | None) -> Language:
    """The staff language that a cookie or path names; English when it names none."""
    return "es" if text == "es" else "en"


def typed_moment(typed: str) -> datetime | None:
    """A browser's "2026-11-28T10:30", by Connecticut's clock, as UTC without zone; None for anything else."""
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return None if local.tzinfo else local.replace(tzinfo=HOME).astimezone(UTC).replace(tzinfo=None)


def elapsed(since: datetime, now: datetime) -> str:
    """How long ago, in units that read alike in both languages."""
    return span(now - since)


def span(much: timedelta) -> str:
    """A stretch of time in units that read alike in both languages."""
    minutes = max(0, int(much.total_seconds() // 60))
    hours, days = minutes // 60, minutes // 1440
    if days:
        return f"{days} d {hours % 24} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
