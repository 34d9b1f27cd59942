"""What a short answer means when we know what was asked."""

import re

NUMBER = re.compile(r"\d{1,3}(?:[.,]5)?")
OLDEST_IN_YEARS = 21
# A yes or no to "do you have HUSKY?"
INSURANCE = {"affirm": "husky", "deny": "not_husky"}


def age_in_answer(text: str) -> float | None:
    """Months for a bare number: up to 21 it is years, above it is months; None when it is no age."""
    if (found := NUMBER.fullmatch(text.strip())) is None:
        return None
    number = float(found.group().replace(",", "."))
    if number <= OLDEST_IN_YEARS:
        return number * 12
    return number if number < OLDEST_IN_YEARS * 12 else None


def insurance_in_answer(intent: str) -> str | None:
    """The kind of insurance behind a yes or no, or None."""
    return INSURANCE.get(intent)
