"""The ages that a service is for, out of its words."""

import pytest

from services.directory.ages import ages_in

READ = [
    ("Ages 3 to 5", 3, 5.99),
    ("Youth ages 12 - 17", 12, 17.99),
    ("Children birth to 3", None, 3.99),
    ("Under 18", None, 17.99),
    ("Under 3 years old; within 45 days of the third birthday", None, 2.99),
    ("Children up to age 5", None, 5.99),
    ("18 and over", 18, None),
    ("Seniors 60 and older", 60, None),
    ("Ages 0-36 months", None, 36.99 / 12),
    ("birth to 47 months", None, 47.99 / 12),
    ("12+ months", 1, None),
    ("6 months and older", 0.5, None),
    ("6 months to 5 years", 0.5, 5.99),
    ("Ages 18 months to 5 years", 1.5, 5.99),
    ("Children under 36 months", None, 2.99),
    ("Not for children under 5", 5, None),
    ("No one under 18", 18, None),
    ("We do not accept children under 6 months", 0.5, None),
    ("Ages 6 to 12, no children under 6", 6, 12.99),
    ("Not for ages 3 to 5", None, None),
    ("Up to 75% of the state median income", None, None),
    ("Lived here from 3 to 6 months of the last year", None, None),
    ("Anyone", None, None),
]


@pytest.mark.parametrize(("words", "low", "high"), READ)
def test_ages_in_words_are_years_in_decimals_and_who_may_not_come_is_left_out(
    words: str, low: float | None, high: float | None
) -> None:
    assert ages_in(words) == (pytest.approx(low) if low else None, pytest.approx(high) if high else None)
