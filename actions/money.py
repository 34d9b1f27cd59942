"""What an answer to our two questions about money means; both may come late, after something else was said."""

from rasa_sdk import Tracker

from actions import reading
from services.income import a_year_in_answer, people_in_answer, tells_earning

HOUSEHOLD, INCOME = "household_size", "income"
QUESTIONS = (HOUSEHOLD, INCOME)


def answer_to(question: str | None, tracker: Tracker) -> dict[str, float]:
    """The slot that the latest message fills, when `question` is one of the two; {} when it is no answer."""
    said = str(tracker.latest_message.get("text") or "")
    if question == HOUSEHOLD and (people := people_in_answer(said)) is not None:
        return {HOUSEHOLD: float(people)}
    if question == INCOME and (income := a_year_in_answer(said)) is not None:
        return {INCOME: income}
    return {}


def late_answer(tracker: Tracker) -> dict[str, float]:
    """What the latest message answers of the question that still stands open."""
    question = tracker.get_slot("question")
    return {} if question in reading.values(tracker) else answer_to(question, tracker)


def speaks_of_pay(tracker: Tracker, needs: list[str]) -> bool:
    """Whether "15 an hour for 30 hours", which sounds like a wish for a job, is said to our question."""
    said = str(tracker.latest_message.get("text") or "")
    about = any(map(str.isdigit, said)) if needs == ["employment_income_need"] else tells_earning(said)
    return tracker.get_slot("question") in QUESTIONS and about
