"""The talk about how a child grows: questions by corrected age, a parent's worry before any answer, no score.

The questions depend on the answers (age, weeks early, a worry), so the instrument is built anew for each turn.
"""

from collections.abc import Mapping
from typing import Any

from services.casework.telling import age
from services.library.text import Text, text
from services.screening.checklists import checklist_for, common, corrected
from services.screening.instrument import Choice, Instrument, Item
from services.screening.progress import Answer, Progress
from services.screening.turns import Line, Said, Step, say

MILESTONES = "milestones"
VERSION = "2022"  # of the checklists whose facts are asked about
GROWN = 252  # months: programs for children end at 21
TWO = ("two children", "two kids", "both", "dos niños", "son dos", "dos hijos")
YES = Choice("yes", Text("Yes", "Sí"), "need", ("yes", "sí"))
NO = Choice("no", Text("No", "No"), "no_need", ("no",))
NOT_SURE = Choice("not_sure", Text("Not sure", "No sé"), "unsure", ("not sure", "no sé"))


def instrument_for(progress: Progress) -> Instrument:
    """The questions as they stand after the answers so far. A worry or a lost skill ends them."""
    page = common()
    items = [*_whose(progress.facts), *_age(progress)]
    months = age_of(progress)
    if months is not None and months < GROWN:
        items += [*_early(months, progress), *_asked_of_all(progress)]
        if not worried(progress):
            fitting = checklist_for(corrected(months, weeks_early(progress)))
            items += fitting.items if fitting else ()
    return Instrument(MILESTONES, VERSION, text(page["title"]), text(page["about"]), tuple(items), page["source"])


def age_of(progress: Progress) -> float | None:
    """The child's age in months, as told or as put right."""
    chosen = _code(progress, "which_age")
    if chosen is None and "age_now" in progress.facts and "age_before" in progress.facts:
        return None
    if chosen:
        return float(progress.facts["age_before" if chosen == "before" else "age_now"])
    if (child := _code(progress, "which_child")) is not None:
        return next((float(c["age"]) for c in progress.facts["children"] if c["id"] == child), None)
    told = progress.answer("age")
    if told and told.text:
        return float(told.text)
    known = progress.facts.get("age_months")
    return None if known is None else float(known)


def weeks_early(progress: Progress) -> float | None:
    """Weeks before the due date; 0 when it was not early, None when nobody knows."""
    told = progress.answer("weeks")
    if told and told.text:
        return float(told.text)
    if _code(progress, "premature") == "no":
        return 0.0
    known = progress.facts.get("weeks_early")
    return None if known is None else float(known)


def worried(progress: Progress) -> bool:
    """Whether a skill was lost or the parent has a worry: that counts more than any answer."""
    concern = progress.answer("concern")
    own_words = concern is not None and concern.how == "answered" and not concern.codes and bool(concern.text)
    return _code(progress, "lost_skills") == "yes" or _code(progress, "concern") == "yes" or own_words


def told_in_passing(progress: Progress, said: Said) -> Step | None:
    """A worry told at any question counts as the worry; another age than before is asked about."""
    if "developmental_concern" in said.needs and age_of(progress) is not None:
        noted = progress.with_answer(Answer("concern", (), said.text[:500], at=said.at.isoformat()))
        waits = any(noted.answer(item.id) is None for item in instrument_for(noted).items)
        return Step(noted, (Line(say("need_noted", said.language)),) if waits else ())
    contrary = other_age(progress, said.age_months)
    return Step(contrary) if contrary else None


def other_age(progress: Progress, told: float | None) -> Progress | None:
    """The progress that asks which of two ages is right; None when what is told now agrees."""
    before = age_of(progress)
    if told is None or before is None or abs(told - before) <= max(2.0, before * 0.1):
        return None
    facts = {**progress.facts, "age_before": before, "age_now": told}
    kept = progress.without({"which_age"})
    return Progress(kept.stage, kept.answers, kept.allowed, kept.wanted, facts)


def _whose(facts: Mapping[str, Any]) -> list[Item]:
    """Which child, and which of two ages."""
    items = []
    if len(facts.get("children", ())) > 1:
        choices = tuple(Choice(c["id"], _called(c), "no_need") for c in facts["children"])
        items.append(Item("which_child", _message("child_which"), choices=choices))
    if "age_before" in facts and "age_now" in facts:
        before, now = (_age_text(float(facts[name])) for name in ("age_before", "age_now"))
        ask = Text(
            say("contradiction_age", "en", before=before.en, now=now.en),
            say("contradiction_age", "es", before=before.es, now=now.es),
        )
        two = Choice("two", _message("child_two"), None, TWO)
        items.append(Item("which_age", ask, choices=(Choice("before", before), Choice("now", now), two)))
    return items


def _age(progress: Progress) -> list[Item]:
    """The age is asked while it is not known."""
    facts = progress.facts
    known = facts.get("age_months") is not None or len(facts.get("children", ())) > 1
    return [] if known else [Item("age", _message("child_age"), type="age")]


def _early(months: float, progress: Progress) -> list[Item]:
    """Whether and how early, for a child whose lists depend on it."""
    rule = common()["corrected_age"]
    if months >= rule["until_months"] or progress.facts.get("weeks_early") is not None:
        return []
    asked = [_flag("premature")]
    if _code(progress, "premature") == "yes":
        asked.append(Item("weeks", text(rule["ask_weeks"]), type="weeks", why=text(rule["explain"])))
    return asked


def _asked_of_all(progress: Progress) -> list[Item]:
    """Whether a skill was lost, which goes straight to help; else whether there is a worry."""
    if _code(progress, "lost_skills") == "yes":
        return [_flag("lost_skills")]
    concern = common()["concern"]
    asks, why = text(concern["ask"]), text(concern["why"])
    worry = Item(
        "concern", asks, choices=(YES, NO, NOT_SURE), needs=("developmental_concern",), why=why, own_words=True
    )
    return [_flag("lost_skills"), worry]


def _flag(name: str) -> Item:
    flag = next(each for each in common()["red_flags"] if each["id"] == name)
    words = tuple(word for said in flag.get("words", {}).values() for word in said)
    yes = Choice(YES.code, YES.title, YES.meaning, (*YES.words, *words))
    return Item(name, text(flag["ask"]), choices=(yes, NO, NOT_SURE), why=text(flag["why"]))


def _code(progress: Progress, item: str) -> str | None:
    answer = progress.answer(item)
    return answer.codes[0] if answer and answer.codes else None


def _called(child: Mapping[str, Any]) -> Text:
    return Text(child["name"], child["name"]) if child.get("name") else _age_text(float(child["age"]))


def _age_text(months: float) -> Text:
    return Text(age(months, "en"), age(months, "es"))


def _message(key: str) -> Text:
    return Text(say(key, "en"), say(key, "es"))
