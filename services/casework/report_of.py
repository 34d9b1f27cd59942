"""Hears that something is wrong with a door that was named in a talk ("that number is dead, the lawyer one")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.casework.asked_of import is_shaped, wants
from services.casework.naming import Named
from services.casework.phrases import folded
from services.casework.place_reports import report_beside, words_beside
from services.casework.pointing import left_over, points
from services.casework.which import which_of

MOST_WORDS = 3  # by which a door may be named, and no more is told
BY_PHONE = ("phone_dead", "no_answer")  # "the daycare closed" may be a family's own, and no place that we named


@dataclass(frozen=True, slots=True)
class ReportOf:
    """What is wrong, and the doors that may be meant: one, or two."""

    fault: str
    doors: list[str]


def report_of(text: str, listed: Sequence[str], doors: Callable[[], Sequence[Named]], language: str) -> ReportOf | None:
    """The report of a door that a message names; None where it names none, or tells more."""
    found = report_beside(text)
    if found is None or wants(folded(text)) or len(left_over(" ".join(words_beside(found[1])))) > MOST_WORDS:
        return None
    report, rest = found
    numbered = listed[report.door - 1] if report.door and report.door <= len(listed) else None
    meant = which_of(rest, numbered, doors(), language)
    pointed = points(rest) and report.fault in BY_PHONE
    told = pointed or is_shaped(folded(text)) or any(each.surely for each in meant)
    return ReportOf(report.fault, [each.key for each in meant]) if meant and told else None
