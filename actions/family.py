"""Notes who the family is in each message, before anything is answered: its children, the one meant, who writes."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reading
from actions.money import HOUSEHOLD, INCOME
from services.casework.answers import ages_in_answer
from services.casework.children import (
    ALL,
    MOST,
    Child,
    all_first,
    meant,
    mended_age,
    no_ages,
    numbered,
    plain,
    read,
    still_known,
    together,
)
from services.casework.grades import grade_told
from services.casework.of_whom import told_of
from services.casework.programs_asked import program_asked
from services.casework.writers import has_child, writer
from services.income import a_year_in_answer, a_year_told, people_told, without_people
from services.income.money import CLAUSES

ASKS_AGE = ("child_age_months", "which_child")
PARENTS_WORDS = ("helper", "alone")  # who writes so, and then speaks of a child of their own, is a parent


class ActionNoteFamily(Action):
    """Fills the slots of who the family is. Rasa runs it on each message (domain.yml) before the action it decides."""

    def name(self) -> str:
        return "action_note_family"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        text = str(tracker.latest_message.get("text") or "")
        of = told_of(text, tracker.get_slot("reported") or ())
        news = {**_who_writes(tracker, text), **_children(tracker, text), **_home(tracker, text)}
        news |= {"reported": of} if of != (tracker.get_slot("reported") or []) else {}
        # A form takes each slot that is set for an answer, also one that is emptied: only what changes is.
        return reading.set_slots(**{name: value for name, value in news.items() if value or tracker.get_slot(name)})


def _who_writes(tracker: Tracker, text: str) -> dict[str, Any]:
    found, before, parent = writer(text), tracker.get_slot("writes_as"), has_child(text) or bool(_entities(tracker))
    role = found.role if found else before
    if role == reading.YOUNG and before == "kin":  # a sister tells her age: it is still her brother's help
        role = before
    if role == reading.YOUNG and parent:
        role = reading.YOUNG_PARENT
    elif found is None and role in PARENTS_WORDS and parent:
        role = None
    news: dict[str, Any] = {} if role == before else {"writes_as": role}
    return {**news, **({} if found is None or found.years is None else {"own_age": float(found.years)})}


def _home(tracker: Tracker, text: str) -> dict[str, float]:
    """How many are at home and what comes in, told by the way: neither is asked for again."""
    people = people_told(text) if tracker.get_slot(HOUSEHOLD) is None else None
    told = _income(tracker, text) if tracker.get_slot(INCOME) is None else None
    news = {HOUSEHOLD: None if people is None else float(people), INCOME: told}
    return {name: value for name, value in news.items() if value is not None}


def _income(tracker: Tracker, text: str) -> float | None:
    """By its own words, or because we asked: then the rest tells something else ("3400 i guess but what i need").

    Who asks whether a program fits with a sum in the question tells it too ("so does 1600 for 4 qualify").
    """
    told = a_year_told(text)
    if told is None and people_told(text) is not None:
        told = _asked_with(text)
    if told is not None or tracker.get_slot("question") != INCOME:
        return told
    return next((found for part in CLAUSES.split(text)[:1] if (found := a_year_in_answer(part)) is not None), None)


def _asked_with(text: str) -> float | None:
    """The sum in the part of a message that asks whether a program fits."""
    asking = (part for part in CLAUSES.split(text) if program_asked(part) is not None)
    return next((found for part in asking if (found := a_year_in_answer(without_people(part))) is not None), None)


def _children(tracker: Tracker, text: str) -> dict[str, Any]:
    """The slots that a message about children changes: all of them, and the age of the one that it is about."""
    before, told = reading.children(tracker), told_in(tracker, text)
    wrong, told = no_ages(text), [child for child in told if child.months not in no_ages(text)]
    known = still_known(before, told, text)
    chosen = next(tracker.get_latest_entity_values("child_age_months"), None)
    if not told and chosen is not None and float(chosen) not in wrong:  # a choice that was pressed, or typed
        return _about(float(chosen)) | _kept(before, together(known, [Child(float(chosen))], text))
    now = together(known, told, text)
    if told and tracker.get_slot("requested_slot") == "which_child" and all_first(text):
        return _all() | _kept(before, now)  # "both. Emma is 2 and Leo is 4"
    if len({child.months for child in told}) == 1:
        return _about(told[0].months) | _kept(before, now)
    if told:
        surely = next((each["months"] for each in _entities(tracker) if each.get("meant")), None)
        return (_about(surely) if surely is not None else _open()) | _kept(before, now)
    if not told and known != before:  # an age that was none
        return (_about(known[0].months) if len(known) == 1 else _open()) | _kept(before, known)
    if not known and _is_parent(tracker, text) and (months := grade_told(text)) is not None:
        return {"children": plain([Child(months, grade=True)])}
    found = meant(text, known)
    if found == ALL:
        return _all()
    return _about(found.months) if isinstance(found, Child) else {}


def _is_parent(tracker: Tracker, text: str) -> bool:
    """Whether a grade is a child's, and not that of a young person who writes."""
    young = (reading.YOUNG, reading.YOUNG_PARENT)
    return tracker.get_slot("writes_as") not in young and getattr(writer(text), "role", None) not in young


def told_in(tracker: Tracker, text: str) -> list[Child]:
    """The children whose age the latest message tells; bare numbers only where an age was asked for."""
    found, several = read(_entities(tracker)) or numbered(text), ages_in_answer(text)
    if found and len(several) <= len(found):
        return found
    if tracker.get_slot("children") and (mended := mended_age(text)) is not None:
        return [Child(mended)]
    asked = tracker.get_slot("requested_slot") in ASKS_AGE
    return [Child(months) for months in several][:MOST] if asked or _are_no_doors(tracker, several) else found


def _are_no_doors(tracker: Tracker, ages: list[float]) -> bool:
    """Whether two bare numbers can't be those of doors that were named: "3 and 6" behind a list of two."""
    return bool(ages) and max(ages) / 12 > len(tracker.get_slot("listed") or [])


def _entities(tracker: Tracker) -> list[dict[str, Any]]:
    return list(tracker.get_latest_entity_values("child"))


def _about(months: float) -> dict[str, Any]:
    return {"child_age_months": float(months), "which_child": str(months)}


def _all() -> dict[str, Any]:
    return {"child_age_months": None, "which_child": ALL}


def _open() -> dict[str, Any]:
    return {"child_age_months": None, "which_child": None}


def _kept(before: list[Child], now: list[Child]) -> dict[str, Any]:
    return {} if before == now else {"children": plain(now)}
