"""The children that a family told of: which are the same, and which one a message is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from services.casework.answers import age_in_answer
from services.casework.phrases import cut, folded, within
from services.library.documents import document
from services.library.root import CONTENT

MOST = 8
ALL = "all"
SEVERAL = 2
SAME = 2.0  # months by which one child's age is told in two ways
A_YEAR = 12.0


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the family: its age in months, and "girl" or "boy" where that was said.

    `grade` says that its grade was told and no age: the months stand for that, and are no age to tell anybody.
    """

    months: float
    sex: str | None = None
    grade: bool = False


def read(kept: Iterable[Mapping[str, Any]]) -> list[Child]:
    """Children as a slot, a record or a message holds them."""
    return [Child(float(each["months"]), each.get("sex"), bool(each.get("grade", False))) for each in kept]


def plain(children: Iterable[Child]) -> list[dict[str, Any]]:
    """The same as plain JSON."""
    return [{name: value for name, value in asdict(child).items() if name != "grade" or value} for child in children]


def ages_told(facts: Mapping[str, Any]) -> list[float]:
    """The months of every child in what is kept of a family, youngest first."""
    one = facts.get("child_age_months")
    several = [child.months for child in read(facts.get("children") or ()) if not child.grade]
    return sorted(several or ([] if one is None else [float(one)]))


def together(known: Sequence[Child], told: Sequence[Child], text: str = "") -> list[Child]:
    """All children, those of the latest message at the end; one that is told again stands once, as it was told last.

    Where the message mends what was said, what it tells takes the place of the last one.
    """
    before = [child for child in known if not child.grade]  # now that an age is told
    if len(told) == 1 and before and _says(text, "mends"):
        before.pop()
    now: list[Child] = []
    for child in told:
        same = next((other for other in [*now, *before] if _is_same(child, other)), None)
        now = [other for other in now if other is not same]
        before = [other for other in before if other is not same]
        months = same.months if same and _is_rounder(child, same) else child.months
        now.append(Child(months, child.sex or (same.sex if same else None)))
    return [*before, *now][-MOST:]


def mended_age(text: str) -> float | None:
    """The months of a bare number behind a word that mends what was said ("sorry 2", "perdón, tiene 2"); else None."""
    phrase, rest = cut(folded(text), _words()["mends"])
    number = " ".join(word for word in rest.split() if word not in _words()["around_age"])
    return age_in_answer(number) if phrase else None


def numbered(text: str) -> list[Child]:
    """The children of whom a message tells no more than who they are and a number of years ("boy 3, girl 8")."""
    found = within(str(_words()["numbered"])).finditer(folded(text))
    return [Child(float(each["years"]) * A_YEAR, _sex(each["who"].split()[-1])) for each in found][:MOST]


def no_ages(text: str) -> set[float]:
    """The months of the numbers that a message says are no age of a child, or of none ("8 no, tiene 4")."""
    said = folded(text)
    found = (match for each in _words()["no_age"] for match in within(str(each)).finditer(said))
    return {float(match["years"]) * A_YEAR for match in found}


def corrects_age(text: str) -> bool:
    """Whether a message that may begin with "no" only tells an age once more, or that a number is none."""
    begins = re.match(rf" (?:{_words()['only_age']})(?= )", folded(text))
    return begins is not None or bool(no_ages(text))


def still_known(known: Sequence[Child], told: Sequence[Child], text: str) -> list[Child]:
    """The children known before a message without those whose age it takes back; none where it tells of one alone."""
    said, wrong = folded(text), no_ages(text)
    corrects = re.match(rf" (?:{_words()['corrects']})", said) is not None
    if told and corrects and within(str(_words()["one_child"])).search(said):
        return []
    return [child for child in known if child.months not in wrong]


def how_many(text: str) -> int | None:
    """How many children a whole answer tells of, where it tells no age ("3 kids", "tengo 3"); else None."""
    said = folded(text).strip()
    found = re.fullmatch(str(_words()["counted"]), said)
    if found is None or within(str(_words()["counted_needs"])).search(f" {said} ") is None:
        return None
    count = found["count"]
    return int(count) if count.isdigit() else int(_words()["count_words"][count])


def tells_age(text: str) -> bool:
    """Whether some words tell an age in figures ("my son is 3 years old")."""
    return within(str(_words()["aged"])).search(folded(text)) is not None


def _sex(word: str) -> str:
    return "girl" if word in _words()["girl"] else "boy"


def meant(text: str, children: Sequence[Child]) -> Child | str | None:
    """The one of several children that a message without an age is about, "all", or None where it does not say."""
    if len(children) < SEVERAL:
        return None
    if _says(text, "all"):
        return ALL
    ordered = sorted(children, key=lambda child: child.months)
    ranks = {"youngest": ordered[0], "oldest": ordered[-1], "middle": ordered[len(ordered) // 2]}
    named = [child for rank, child in ranks.items() if _says(text, rank)]
    if len(named) == 1:
        return named[0]
    called = [sex for sex in ("girl", "boy") if _says(text, sex)]
    return _only_one(children, called[0]) if len(called) == 1 and not named else None


def all_first(text: str) -> str | None:
    """The words by which a message begins that is about all of them ("both. the little one for talking"), or None."""
    said = folded(text)
    return next((each for each in sorted(_words()["all"], key=len, reverse=True) if said.startswith(f" {each} ")), None)


def _only_one(children: Sequence[Child], sex: str) -> Child | None:
    """The only child of that sex, or else the only one of which it is not known."""
    for group in ([each for each in children if each.sex == sex], [each for each in children if each.sex is None]):
        if group:
            return group[0] if len(group) == 1 else None
    return None


def _is_same(one: Child, other: Child) -> bool:
    """Whether two ages are one child's: nearly the same, or months told of the same year ("2", then "26 months")."""
    if one.sex and other.sex and one.sex != other.sex:
        return False
    return abs(one.months - other.months) <= SAME or _is_rounder(other, one) or _is_rounder(one, other)


def _is_rounder(one: Child, other: Child) -> bool:
    """Whether one age tells only the year of the other ("2", told before or after "3 in February")."""
    whole = one.months >= A_YEAR and one.months % A_YEAR == 0
    return whole and one.months // A_YEAR == other.months // A_YEAR and other.months % A_YEAR != 0


def _says(text: str, kind: str) -> bool:
    said = folded(text)
    return any(f" {phrase} " in said for phrase in _words()[kind])


@cache
def _words() -> Mapping[str, Any]:
    return document(CONTENT / "language" / "children.yml")
