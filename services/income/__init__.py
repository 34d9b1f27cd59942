"""What comes in and who lives at home, out of a family's own words, as a share of the federal poverty guideline."""

from services.income.money import a_year_in_answer, a_year_told, tells_earning
from services.income.people import people_in_answer, people_told, usual_homes, without_people
from services.income.poverty import a_month_at, percent_of_poverty

__all__ = [
    "a_month_at",
    "a_year_in_answer",
    "a_year_told",
    "people_in_answer",
    "people_told",
    "percent_of_poverty",
    "tells_earning",
    "usual_homes",
    "without_people",
]
