"""Numbers, dates and free words out of an answer."""

import re
from datetime import date

from services.casework.answers import age_in_answer
from services.screening.checklists import common
from services.screening.words import fold, lists, ordinal

NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,4})?")
FIRST_WEEK = 22  # of a pregnancy: from here on a number is the week of birth and not how many weeks were missing
US_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")


def value_in(text: str, kind: str, age_months: float | None = None) -> str | None:
    """The value of an answer as text: months for an age, a number, an ISO date, or the words; None when it is none."""
    if kind == "age":
        months = age_months if age_months is not None else age_in_answer(text)
        return None if months is None else f"{months:g}"
    if kind in ("integer", "weeks"):
        number = _number(text)
        whole = int(float(number)) if number is not None and float(number) == int(float(number)) else None
        return None if whole is None else str(_early(whole) if kind == "weeks" else whole)
    if kind == "decimal":
        return _number(text)
    if kind == "date":
        return _date(text)
    return text.strip() or None


def _early(weeks: int) -> int:
    """Weeks before the due date; "born at 34" names the week of birth, since nobody is born so many weeks early."""
    due = int(common()["corrected_age"]["full_term_weeks"])
    return max(0, due - weeks) if weeks >= FIRST_WEEK else weeks


def _number(text: str) -> str | None:
    found = NUMBER.findall(text)
    if len(found) == 1:
        return str(found[0].replace(",", "."))
    words = [named for word in fold(text).split() if (named := _named(word)) is not None]
    return words[0] if len(words) == 1 and not found else None


def _named(word: str) -> str | None:
    """ "3" for "three" or "tres", "0" for "none" or "ninguno"."""
    if word in lists().wishes["none"]:
        return "0"
    number = ordinal(word)
    return None if number is None else str(number)


def _date(text: str) -> str | None:
    """An ISO date, or one as written in the United States, month first."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        pass
    if not (found := US_DATE.search(text)):
        return None
    month, day, year = map(int, found.groups())
    try:
        return date(year + (2000 if year < 100 else 0), month, day).isoformat()
    except ValueError:
        return None
