"""Where the talk about a child ends: the right door, what will happen next, and something to play today."""

from dataclasses import replace
from typing import Any

from services.screening.checklists import checklist_for, common, corrected
from services.screening.development import GROWN, age_of, weeks_early, worried
from services.screening.flow import means_need
from services.screening.instrument import Instrument
from services.screening.progress import Progress
from services.screening.turns import Line, Said, Step, say
from services.screening.words import fold

AUTISM = ("autis", "asperger")


def finish(instrument: Instrument, progress: Progress, said: Said) -> Step:
    """The end of the talk. A lost skill also calls a person; a worry is a wish for help."""
    language, months = said.language, age_of(progress)
    done = replace(progress, stage="done")
    if months is None:
        return Step(done, (Line(say("done_thanks", language)),), end="stopped")
    if months >= GROWN:
        return Step(done, (Line(say("too_old_child", language)),), end="stopped")
    lines = [*_heard(progress, language)]
    if _finds(instrument, progress):
        lines += [*_door(months, language), *_autism(progress, language)]
    elif _unsure(progress):
        lines.append(_words(common()["some_not_sure"], language))
    else:
        lines += [_words(common()["nothing_found"][part], language) for part in ("say", "next")]
    lines += _play(months, progress, language)
    found = (("developmental_concern", True if worried(progress) else None),) if _finds(instrument, progress) else ()
    lost = _lost(progress)
    return Step(done, (Line("\n".join(lines)),), end="done", found=found, person=lost)


def ending(months: float) -> dict[str, Any]:
    """The ending of content/milestones/common.yml for a child's real age."""
    endings: list[dict[str, Any]] = common()["endings"]
    return next(each for each in endings if each["from_months"] <= months < each["below_months"])


def _heard(progress: Progress, language: str) -> list[str]:
    if _lost(progress):
        flag = next(each for each in common()["red_flags"] if each["id"] == "lost_skills")
        return [_words(flag["heard"], language)]
    return [_words(common()["concern"]["heard"], language)] if worried(progress) else []


def _door(months: float, language: str) -> list[str]:
    door = ending(months)
    lines = [_words(door["say"], language), _words(door["next"], language)]
    soon = common()["almost_three"]
    if door["id"] == "birth_to_three" and months >= soon["from_months"]:
        lines.append(_words(soon["say"], language))
    return lines


def _autism(progress: Progress, language: str) -> list[str]:
    """Beside the door, when the parent spoke of autism: with HUSKY its own services, else who can look."""
    concern = progress.answer("concern")
    if not any(word in fold((concern and concern.text) or "") for word in AUTISM):
        return []
    husky = str(progress.facts.get("insurance") or "").startswith("husky")
    return [_words(common()["autism"]["next" if husky else "other_insurance"], language)]


def _play(months: float, progress: Progress, language: str) -> list[str]:
    """One thing to do together today; not under the news of a lost skill."""
    fitting = checklist_for(corrected(months, weeks_early(progress)))
    if fitting is None or not fitting.play or _lost(progress):
        return []
    idea = fitting.play[len(progress.answers) % len(fitting.play)]
    return [f"{_words(common()['play_lead'], language)} {idea.es if language == 'es' else idea.en}"]


def _unsure(progress: Progress) -> bool:
    return any("not_sure" in answer.codes for answer in progress.answers)


def _finds(instrument: Instrument, progress: Progress) -> bool:
    asked = [item for item in instrument.items if item.id not in ("premature", "which_age", "which_child")]
    return worried(progress) or any(
        means_need(item, answer.codes) for item in asked if (answer := progress.answer(item.id))
    )


def _lost(progress: Progress) -> bool:
    answer = progress.answer("lost_skills")
    return answer is not None and "yes" in answer.codes


def _words(pair: dict[str, str], language: str) -> str:
    return str(pair["es" if language == "es" else "en"])
