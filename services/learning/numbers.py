"""Takes telling numbers out of a text: phones, ZIP codes, dates, addresses, case numbers. Ages stay."""

import re
from collections.abc import Iterable

_KIND = (
    r"(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|pl|place|ter|terrace|cir|hwy|route|rte)"
)
_EVERYDAY = r"(?:the|my|your|our|this|that|a|across|down|off|of|on|same|next)"
_CAPITAL = "[A-ZÁÉÍÓÚÑ]"
_UNIT = r"(?:apt|apartment|unit|suite|apto|apartamento|p\.?o\.? box)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"


def without_numbers(text: str, months: Iterable[str]) -> str:
    """The text with each telling number, and the words that belong to it, replaced by a space."""
    month = rf"(?:{'|'.join(sorted(months, key=len, reverse=True))})\.?"
    for pattern in (*_dates(month), *_PATTERNS):
        text = pattern.sub(" ", text)
    return text


def _dates(month: str) -> tuple[re.Pattern[str], ...]:
    year = r"(?:(?:,|\s+del?)?\s+\d{4})?"
    return (
        re.compile(rf"\b{month}\s+{_DAY}\b{year}", re.IGNORECASE),
        re.compile(rf"\b{_DAY}\s+(?:de\s+|of\s+)?{month}{year}(?!\w)", re.IGNORECASE),
    )


_PATTERNS = (
    # "12 Elm Street", "Elm st apt 4", "calle Luna 7", "apt 3B", "P.O. box 12"
    re.compile(rf"#?\b\d+[a-z]?\s+(?:[^\W\d_]+\.?\s+){{1,3}}?{_KIND}\b\.?", re.IGNORECASE),
    re.compile(rf"\b(?!{_EVERYDAY}\b)[^\W\d_]+\s+{_KIND}\b\.?(?=\s*(?:,|apt|unit|#|$))", re.IGNORECASE),
    re.compile(rf"\b(?i:calle|avenida|ave|carretera|urb|urbanizaci[oó]n)\.?\s+(?:{_CAPITAL}\w*|#?\d+)(?:\s*#?\d+)?"),
    re.compile(rf"\b{_UNIT}\.?\s*#?\s*(?:\d+[a-z]?|[a-z]\d*)\b", re.IGNORECASE),
    re.compile(r"\+?\(?\d[\d\s().-]{5,}\d"),  # a phone, a number in groups
    re.compile(r"(?<![\d/])(?!(?:1/2|1/4|3/4|24/7)(?![\d/]))\d{1,4}[/.-]\d{1,2}[/.-]?(?:\d{2,4})?(?![\d/])"),  # a date
    # Three digits and more: ZIP, year, sum, case number, what is left of a date; "24/7" is none of these.
    re.compile(r"(?!24/7(?![\d/]))(?<![\d/])\S*\d(?:[,./-]*\d){2,}\S*"),
)


def has_link(text: str) -> bool:
    """Whether the text holds an e-mail or web address, or somebody's @name: too telling to cut with care."""
    return bool(_LINK.search(text))


_LINK = re.compile(r"@|https?:|www\.|\b[\w-]+\.(?:com|org|net|gov|edu|us|io)\b", re.IGNORECASE)
