"""Says which JSON Schema of content/schema holds for which file, and holds files against them."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

from services.content.fault import Fault
from services.library import schemas

# The first that fits counts.
SHAPES: Final = (
    ("content/answers/*.yml", "known_answers"),
    ("content/asking/*.yml", "ways_of_asking"),
    ("content/desk/closings.yml", "desk_closings"),
    ("content/desk/hours.yml", "desk_hours"),
    ("content/desk/promises.yml", "desk_promises"),
    ("content/directory/*.yml", "directory"),
    ("content/instruments/*.yml", "instrument"),
    ("content/figures/beat.yml", "beat"),
    ("content/income/guidelines.yml", "income_guidelines"),
    ("content/income/words.yml", "income_words"),
    ("content/interop/codes.yml", "interop_codes"),
    ("content/judging/*.yml", "judging"),
    ("content/language/after_applying.yml", "after_applying"),
    ("content/language/asking.yml", "asking"),
    ("content/language/courtesy.yml", "courtesy"),
    ("content/language/children.yml", "language_children"),
    ("content/language/grown_ups.yml", "grown_ups"),
    ("content/language/hearsay.yml", "hearsay"),
    ("content/language/homes.yml", "homes"),
    ("content/language/hours.yml", "language_hours"),
    ("content/language/insured.yml", "insured"),
    ("content/language/left_words.yml", "left_words"),
    ("content/language/named.yml", "named"),
    ("content/language/names.yml", "language_names"),
    ("content/language/no_refusal.yml", "no_refusal"),
    ("content/language/not_meant.yml", "not_meant"),
    ("content/language/person_wanted.yml", "person_wanted"),
    ("content/language/plainly_asked.yml", "plainly_asked"),
    ("content/language/programs_aside.yml", "programs_aside"),
    ("content/language/programs_asked.yml", "programs_asked"),
    ("content/language/questions_wanted.yml", "questions_wanted"),
    ("content/language/rather.yml", "rather"),
    ("content/language/reached.yml", "reached"),
    ("content/language/care.yml", "care"),
    ("content/language/referring.yml", "referring"),
    ("content/language/reports.yml", "language_reports"),
    ("content/language/short_answers.yml", "short_answers"),
    ("content/language/of_whom.yml", "of_whom"),
    ("content/language/walk_in.yml", "walk_in"),
    ("content/language/wishes.yml", "wishes"),
    ("content/language/words.yml", "language_words"),
    ("content/language/writers.yml", "language_writers"),
    ("content/messages/commands.yml", "commands"),
    ("content/messages/screening_commands.yml", "screening_commands"),
    ("content/messages/*.yml", "messages"),
    ("content/milestones/common.yml", "milestones_common"),
    ("content/milestones/*.yml", "milestones"),
    ("content/needs/*.yml", "needs"),
    ("content/outreach/follow_ups.yml", "follow_ups"),
    ("content/phrases/*.yml", "phrases"),
    ("content/places/connecticut.yml", "towns"),
    ("content/places/last_resort.yml", "last_resort"),
    ("content/places/states.yml", "states"),
    ("content/privacy/names.yml", "names"),
    ("content/programs/*.yml", "program"),
    ("content/reading.yml", "reading"),
    ("content/referrals/receivers.yml", "receivers"),
    ("content/safety/afterwards.yml", "afterwards"),
    ("content/safety/another.yml", "another"),
    ("content/safety/answers.yml", "answers"),
    ("content/safety/crisis.yml", "crisis"),
    ("content/safety/good_news.yml", "good_news"),
    ("content/safety/hour/asking.yml", "hour_asking"),
    ("content/safety/hour/*.yml", "hour"),
    ("content/safety/keywords.yml", "keywords"),
    ("content/safety/long_past.yml", "long_past"),
    ("content/safety/ordinary.yml", "ordinary"),
    ("content/safety/phrases/*.yml", "safety_phrases"),
    ("content/safety/played_down.yml", "played_down"),
    ("content/safety/replies.yml", "replies"),
    ("content/safety/same_word.yml", "same_word"),
    ("content/safety/stands.yml", "stands"),
    ("content/safety/thresholds.yml", "thresholds"),
    ("content/safety/told.yml", "told"),
    ("content/safety/topics.yml", "topics"),
    ("content/safety/watched.yml", "watched"),
    ("content/search/nearest.yml", "nearest"),
    ("content/search/only_for.yml", "only_for"),
    ("content/search/nobody_for_it.yml", "nobody_for_it"),
    ("content/search/senses.yml", "senses"),
    ("content/search/told_first.yml", "told_first"),
    ("content/search/words.yml", "search_words"),
    ("content/telling/*.yml", "telling"),
    ("content/texts/budget.yml", "texts_budget"),
    ("content/texts/choices.yml", "texts_choices"),
    ("content/texts/errors.yml", "texts_errors"),
    ("content/texts/opt_out.yml", "opt_out"),
    ("content/texts/private_words.yml", "private_words"),
    ("content/texts/robots.yml", "robots"),
    ("content/texts/unfinished.yml", "unfinished"),
    ("content/things/*.yml", "things"),
    ("content/usted.yml", "usted"),
    ("data/nlu/*/*.yml", "nlu"),
    ("data/responses/*.yml", "responses"),
    ("data/rules/*.yml", "rules"),
    ("domain.yml", "domain"),
)
LONGEST: Final = 200  # characters of a problem: a schema quotes the whole of what it refuses


def shape_of(path: str) -> str | None:
    """The name of the schema for a file, by its path from the root; None when there is none."""
    return next((schema for pattern, schema in SHAPES if fnmatchcase(path, pattern)), None)


def faults(path: str, found: Mapping[str, Any]) -> list[Fault]:
    """Each way in which a file does not have its shape."""
    schema = shape_of(path)
    if schema is None:
        what_to_do = "Add a schema to content/schema and name it in services/content/shapes.py."
        return [Fault(path, "no schema says what such a file holds", what_to_do)]
    where = f"content/schema/{schema}.schema.json shows the shape."
    return [Fault(path, _short(problem), where) for problem in schemas.faults(found, schema)]


def _short(problem: str) -> str:
    return problem if len(problem) <= LONGEST else f"{problem[: LONGEST // 2]} … {problem[-LONGEST // 2 :]}"
