"""Reads what a tracker holds, typed; the only place that knows its shape."""

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.aside import aside_now, without_aside
from actions.told_of import is_of_a_grown_up, is_told_of, meant_of
from actions.where import place
from services.casework import current
from services.casework.answers import GROWN, ages_in_answer
from services.casework.children import ALL, Child, read
from services.casework.help import Family
from services.casework.kinds_aside import KIND
from services.casework.needs import all_needs
from services.casework.of_whom import GROWN_UP, PREGNANCY
from services.casework.silent_lines import line_reported
from services.casework.surely_told import surely_told
from services.casework.when import time_wanted
from services.casework.wishes import of_the_grown_up, still_wished, wish_told
from services.directory.naming import brought_by_another_sense
from understanding.clauses import spoken_for

MOST_NEEDS = 3
MOST_WORDS = 300  # characters
YOUNG, YOUNG_PARENT, ALONE = "young", "young_parent", "alone"
YOUNG_NEEDS = {"caregiver_wellbeing": "behavioral_health"}
TEEN = 15 * 12.0  # months that stand for a young person who told no age
# Entities by the fact that they tell.
FACTS = {"zip": "place", "town": "place", "child_age_months": "child_age_months", "insurance": "insurance"}


def language(tracker: Tracker) -> str:
    """The language to answer in."""
    return "es" if tracker.get_slot("language") == "es" else "en"


def channel(tracker: Tracker) -> str:
    """Where the talk is held: "sms" or "web"."""
    return str(tracker.get_slot("channel") or "sms")


def labels(tracker: Tracker) -> list[str]:
    """All that the latest message means, main thing first."""
    found = tracker.latest_message.get("labels") or [tracker.latest_message.get("intent") or {}]
    return [str(label.get("name")) for label in found]


def needs_in_message(tracker: Tracker) -> list[str]:
    """The needs of the latest message, main one first; none that only a word in another sense brought.

    Nor one that a question in the middle of a talk may tell, and does not surely (`doubtful_needs`).
    """
    doubtful = doubtful_needs(tracker)
    found = [name for name in labels(tracker) if name in all_needs() and name not in doubtful]
    said = str(tracker.latest_message.get("text") or "")
    meant = [name for name in found if not brought_by_another_sense(name, said, language(tracker))] or found
    meant = without_aside(tracker, meant, said)
    if tracker.get_slot("writes_as") == YOUNG:  # a child's worry of their own: not a parent's
        meant = list(dict.fromkeys(YOUNG_NEEDS.get(name, name) for name in meant))
    return list(dict.fromkeys(meant_of(tracker, name, said) for name in meant))[:MOST_NEEDS]


def doubtful_needs(tracker: Tracker) -> list[str]:
    """The new needs that the latest message may tell, where it asks something after help was named."""
    if not tracker.get_slot("listed") or current.get().answered:
        return []
    said, before = str(tracker.latest_message.get("text") or ""), needs_so_far(tracker)
    by_name = wish.needs if (wish := wish_told(said)) else ()
    found = [label for label in tracker.latest_message.get("labels") or () if label.get("name") in all_needs()]
    told = [(str(label["name"]), float(label["confidence"])) for label in found]
    return [
        name
        for name, chance in told
        if name not in by_name
        and not surely_told(meant_of(tracker, name, said), chance, said, language(tracker), before)
    ]


def facts_in_message(tracker: Tracker) -> list[str]:
    """The facts about the family that the latest message holds, or that were taken from it in this turn."""
    told: set[str | None] = {
        FACTS.get(entity.get("entity", "")) for entity in tracker.latest_message.get("entities") or []
    }
    told |= {event.get("name") for event in tracker.events if event.get("event") == "slot" and event.get("value")}
    found = [fact for fact in dict.fromkeys(FACTS.values()) if fact in told]
    asked = tracker.get_slot("question")
    return found or ([asked] if asked in values(tracker) else [])


def needs_so_far(tracker: Tracker) -> list[str]:
    """The needs that the conversation is about now."""
    return [need for need in tracker.get_slot("needs") or [] if need in all_needs()]


def words(tracker: Tracker) -> str | None:
    """How the family put its need: "diapers" is another door than "a crib". What it does not need is left out."""
    before, told = tracker.get_slot("words") or None, needs_in_message(tracker)
    if not told:
        return before
    said = str(tracker.latest_message.get("text") or "")
    if told[:1] == ["caregiver_wellbeing"] and is_of_a_grown_up(tracker, said):
        return of_the_grown_up(before, said)
    return still_wished(before, said, told) or spoken_for(said)[:MOST_WORDS] or None


def alone(tracker: Tracker) -> bool:
    """Whether the words tell of one need only."""
    return len(needs_in_message(tracker) or needs_so_far(tracker)) < 2


def when(tracker: Tracker) -> str | None:
    """When the family wants it to be open: as asked now, or as said with the need; None when no time was named."""
    asked = next(tracker.get_latest_entity_values("when"), None)
    if asked is None and needs_in_message(tracker):
        return time_wanted(str(tracker.latest_message.get("text") or ""))
    told = asked or tracker.get_slot("open_when")
    return str(told) if told else None


def reported(tracker: Tracker) -> list[str]:
    """The doors that were told to be wrong, the lines that were not reached or refused, with what is told just now."""
    text = str(tracker.latest_message.get("text") or "")
    line = line_reported(text)
    aside = [f"{KIND}{thing}" for thing in aside_now(tracker, text)]
    return in_order(tracker.get_slot("reported") or [], [*([line] if line else []), *aside])


def family(tracker: Tracker) -> Family:
    """What the family has said so far."""
    age, people, income = (tracker.get_slot(name) for name in ("child_age_months", "household_size", "income"))
    age = age if age is not None else _of_grade(tracker)
    return Family(
        place=place(tracker),
        child_age_months=float(age) if age is not None else None,
        ages=tuple(child.months for child in children(tracker)),
        about_all=tracker.get_slot("which_child") == ALL,
        own_age_months=own_age(tracker),
        alone=tracker.get_slot("writes_as") == ALONE,
        own_school=tracker.get_slot("writes_as") == YOUNG_PARENT,
        insurance=tracker.get_slot("insurance"),
        people=int(people) if people is not None else None,
        income=float(income) if income is not None else None,
        pregnant=is_told_of(tracker, PREGNANCY),
    )


def _of_grade(tracker: Tracker) -> float | None:
    """The months that stand for a child of whom only the grade was told."""
    return next((child.months for child in children(tracker) if child.grade), None)


def children(tracker: Tracker) -> list[Child]:
    """The children whose ages the family told, in the order of telling."""
    return read(tracker.get_slot("children") or [])


def told_now(tracker: Tracker) -> list[float]:
    """The ages, in months, that the latest message told."""
    told = read(tracker.get_latest_entity_values("child"))
    in_a_list = len(ages_in_answer(str(tracker.latest_message.get("text") or "")))
    if (not told or in_a_list > len(told)) and just_told(tracker, "children"):  # bare numbers
        told = children(tracker)
    return list(dict.fromkeys(child.months for child in told))


def own_age(tracker: Tracker) -> float | None:
    """The months of who writes for himself or herself: a young person, or somebody without children."""
    role, years = tracker.get_slot("writes_as"), tracker.get_slot("own_age")
    if role in (YOUNG, YOUNG_PARENT):
        return float(years) * 12 if years is not None else TEEN
    return GROWN if role == ALONE else None


def just_told(tracker: Tracker, slot: str) -> bool:
    """Whether a slot was filled by the latest message."""
    return any(
        each.get("event") == "slot" and each.get("name") == slot and each.get("value") for each in tracker.events
    )


def values(tracker: Tracker) -> dict[str, Any]:
    """The facts that the family has told, by name."""
    said = family(tracker)
    facts = {
        "place": said.place,
        "child_age_months": said.child_age_months,
        "which_child": tracker.get_slot("which_child"),
        "insurance": said.insurance,
        "household_size": said.people,
        "income": said.income,
    }
    return {name: value for name, value in facts.items() if value is not None}


def closed(tracker: Tracker, *, anew: bool) -> set[str]:
    """The facts not to ask for: told, skipped, or asked before; a need told `anew` may ask a second time."""
    asked = list(tracker.get_slot("asked") or [])
    enough = 2 if anew else 1
    told = {*values(tracker), *(tracker.get_slot("skipped") or []), *(f for f in asked if asked.count(f) >= enough)}
    no_child = tracker.get_slot("writes_as") in (YOUNG, ALONE) or (
        is_told_of(tracker, GROWN_UP) and not tracker.get_slot("children")
    )
    return told | ({"child_age_months"} if no_child else set())


def set_slots(**values: Any) -> list[dict[str, Any]]:
    """One SlotSet for each value."""
    return [SlotSet(name, value) for name, value in values.items()]


def in_order(first: Iterable[str], then: Iterable[str]) -> list[str]:
    """Both lists, each name once."""
    return list(dict.fromkeys([*first, *then]))
