"""What a short answer means when we know what was asked."""

import re

NUMBER = re.compile(r"\d{1,3}(?:[.,]5)?")
SEVERAL = re.compile(r"\d{1,2}(?:(?:\s*,\s*|\s*&\s*|\s+)(?:(?:and|an|n|y|e)\s+)?\d{1,2}){1,7}[.!]?", re.IGNORECASE)
# Three or more in one list, the last of them with its unit ("5, 3 y 8 meses"): those before it are years.
MIXED = re.compile(
    r"(\d{1,2}(?:\s*,\s*\d{1,2})+)(?:\s*,\s*|\s*&\s*|\s+)(?:(?:and|an|n|y|e)\s+)?(\d{1,2})\s*(?:months?|mos?|meses|mesesitos)[.!]?",
    re.IGNORECASE,
)
IN_YEARS = re.compile(r"\b(\d{2})[\s-]*(?:years?|yrs?|yo|y/o|años|anos)\b", re.IGNORECASE)
OLDEST_IN_YEARS = 21
GROWN = OLDEST_IN_YEARS * 12  # months from which a child is grown, as programs see it
# A yes or no to "do you have HUSKY?"
INSURANCE = {"affirm": "husky", "deny": "not_husky"}


def age_in_answer(text: str) -> float | None:
    """Months for a bare number: up to 21 it is years, above it is months; None when it is no age.

    "23 years" is the age of a grown child: no programs for children, but help all the same.
    """
    if years := IN_YEARS.search(text):
        return float(years[1]) * 12
    if (found := NUMBER.fullmatch(text.strip())) is None:
        return None
    number = float(found.group().replace(",", "."))
    if number <= OLDEST_IN_YEARS:
        return number * 12
    return number if number < OLDEST_IN_YEARS * 12 else None


def ages_in_answer(text: str) -> list[float]:
    """Months for each of several bare numbers ("3 and 6", "12, 8 y 2"): years; [] when it is anything else.

    Of three and more the last may be in months ("5, 3 y 8 meses").
    """
    if mixed := MIXED.fullmatch(text.strip()):
        return [*(float(number) * 12 for number in re.findall(r"\d+", mixed[1])), float(mixed[2])]
    if (found := SEVERAL.fullmatch(text.strip())) is None:
        return []
    ages = [age_in_answer(number) for number in re.findall(r"\d+", found.group())]
    return [age for age in ages if age is not None]


def insurance_in_answer(intent: str) -> str | None:
    """The kind of insurance behind a yes or no, or None."""
    return INSURANCE.get(intent)
