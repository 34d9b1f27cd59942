"""Turns one value of a feed into what the directory keeps, or says why it cannot be used."""

import html
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import phonenumbers

_CLOCK = re.compile(r"(\d{1,2})(?::([0-5]\d))?(?::[0-5]\d)?(?:\.\d+)?\s*([ap])?\.?m?\.?(?:Z|[+-]\d\d:?\d\d)?", re.I)
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|ul|ol)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WEB = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_DATES = ("%m/%d/%Y", "%m/%d/%y", "%Y%m%d", "%B %d, %Y", "%b %d, %Y")  # as Americans write them
_HOURS = {"noon": "12:00", "12 noon": "12:00", "12:00 noon": "12:00", "midnight": "00:00", "12 midnight": "00:00"}
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_SHORT_NUMBER = re.compile(r"[2-9]\d{2}|[2-9]\d{4,5}")  # 211, 988, 741741


class Unusable(ValueError):
    """The value cannot be used; the message is the reason that the editor reads."""


class Withdrawn(Unusable):
    """The record itself says that it is not to be offered now."""


def text(value: Any) -> str | None:
    """One line of text without control characters, None when blank."""
    if value is None or isinstance(value, dict | list):
        return None
    said = str(value).replace("\\n", " ")
    if "<" in said or "&" in said:
        said = _TAG.sub(" ", html.unescape(said))
    words = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return words or None


def prose(value: Any) -> str | None:
    """Text whose paragraphs stay apart: a blank line between them, one line end inside a list; None when blank."""
    if value is None or isinstance(value, dict | list):
        return None
    said = _BREAK.sub("\n", str(value).replace("\\n", "\n").replace("\r\n", "\n").replace("\r", "\n"))
    lines = [text(line) or "" for line in said.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") or None


def years(value: Any) -> float | None:
    """An age in years, in decimals."""
    if text(value) is None:
        return None
    try:
        age = float(value)
    except (TypeError, ValueError):
        raise Unusable(f"{value!r} is not an age in years") from None
    if not 0 <= age <= 130:
        raise Unusable(f"{value!r} is not an age in years")
    return age


def day(value: Any) -> date | None:
    """A date; of a date with a time, the date."""
    written = text(value)
    if written is None:
        return None
    for form in _DATES:
        with suppress(ValueError):
            return datetime.strptime(written, form).date()
    with suppress(ValueError):
        return date.fromisoformat(written[:10])
    raise Unusable(f"{written!r} is not a date (YYYY-MM-DD)")


def clock(value: Any) -> str | None:
    """A time of day as HH:MM, where 24:00 is the end of the day; reads 08:30, 8:30AM and 08:30:00 alike."""
    written = text(value)
    if written is None:
        return None
    written = _HOURS.get(written.lower(), written)
    if re.fullmatch(r"[012]\d[0-5]\d", written):  # 0830
        written = f"{written[:2]}:{written[2:]}"
    match = _CLOCK.fullmatch(written)
    if not match or not (match[2] or match[3]):
        raise Unusable(f"{written!r} is not a time of day (HH:MM)")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if (half and not 1 <= hour <= 12) or hour > 24 or (hour == 24 and minute):
        raise Unusable(f"{written!r} is not a time of day (HH:MM)")
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return f"{hour:02}:{minute:02}"


def phone(value: Any, extension: Any = None) -> str | None:
    """A number that a phone can dial, in the form 860-555-0100, 1-800-555-0100 or 860-555-0100 ext. 12; or 211."""
    written = text(value)
    if written is None:
        return None
    digits = re.sub(r"[\s().-]", "", written)
    if _SHORT_NUMBER.fullmatch(digits):
        return digits
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        raise Unusable(f"{written!r} is not a phone number") from None
    if not phonenumbers.is_valid_number(number) or number.country_code != 1:
        raise Unusable(f"{written!r} is not a phone number that can be dialled")
    plain = str(number.national_number)
    inside = text(extension) or number.extension
    free = "1-" if plain.startswith(_TOLL_FREE) else ""
    return f"{free}{plain[:3]}-{plain[3:6]}-{plain[6:]}" + (f" ext. {inside}" if inside else "")


def amount(value: Any) -> str | None:
    """A number in its shortest form, any other text as it is."""
    written = text(value)
    try:
        return f"{float(written):g}" if written else None
    except ValueError:
        return written


def email(value: Any) -> str | None:
    """An address for mail."""
    written = text(value)
    if written and not _EMAIL.fullmatch(written):
        raise Unusable(f"{written!r} is not an e-mail address")
    return written


def moment(value: Any) -> str | None:
    """A moment as RFC 3339 has it, in UTC to the second (as texts they compare rightly); UTC if it names no zone."""
    written = text(value)
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        at = datetime.combine(day(written) or date.min, datetime.min.time())
    utc = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")


def web(value: Any) -> str | None:
    """A web address with its scheme."""
    written = text(value)
    if written is None:
        return None
    if not _WEB.fullmatch(written):
        raise Unusable(f"{written!r} is not a web address")
    return written if "://" in written else f"http://{written}"
