"""All the facts of one message: who finds what, and which words are spoken for once they are found."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from assistant.facts import pregnancy, programs
from assistant.facts.ages import Age, find_ages
from assistant.facts.birthdays import find_births, with_date
from assistant.facts.children import choose, is_plain, of_children, sex_of
from assistant.facts.counted_down import find_counted_down
from assistant.facts.named import TOWNS
from assistant.facts.tokens import place, read
from assistant.facts.town_names import TownNames
from assistant.facts.towns import find_town
from assistant.facts.whose import is_childs
from assistant.facts.zips import find_zip

AGES = "ages"  # where a message keeps the ages of children that it tells
MOST_CHILDREN = 8


@dataclass(frozen=True)
class Fact:
    """One entity as Rasa names its parts; `start` and `end` are places in the message."""

    entity: str
    value: str | float | dict[str, Any]
    start: int
    end: int


@dataclass(frozen=True)
class FactFinder:
    """Finds facts by the names in content/."""

    towns: TownNames
    programs: programs.Names
    insurance: programs.Names

    @classmethod
    def load(cls, places_file: Path, programs_directory: Path) -> "FactFinder":
        """Return a finder over these files; raises FileNotFoundError when the places are not there."""
        return cls(TownNames.load(places_file), programs.load_programs(programs_directory), programs.load_insurance())

    def find(self, text: str, today: date) -> list[Fact]:
        """Return at most one fact of each kind, in no particular order; ages and due dates are as of `today`."""
        return self._facts(text, read(text), today)

    def find_with_children(self, text: str, today: date) -> list[Fact]:
        """Return the same and each child whose age is told, MOST_CHILDREN at most: {"months", "sex", "meant"}."""
        doc = read(text)
        facts = self._facts(text, doc, today)  # notes on the doc what names a town
        return [*facts, *(Fact("child", value, *place(doc, *at)) for value, *at in _children(doc))]

    def _facts(self, text: str, doc: Doc, today: date) -> list[Fact]:
        doc.user_data[TOWNS] = frozenset(i for span in self.towns.named(doc) for i in range(span.start, span.end))
        names = self._names(doc)
        taken = {i for _, _, start, end in names for i in range(start, end)}
        found = [*names, *self._place(doc), *_times(doc, taken, today)]
        facts = [Fact(kind, value, *place(doc, start, end)) for kind, value, start, end in found]
        if zip_code := find_zip(text, doc, self.towns.zips):
            facts.append(Fact("zip", *zip_code))
        return facts

    def _names(self, doc: Doc) -> list[tuple[str, str, int, int]]:
        """Return the program and the insurance: (kind, id, first token, token after)."""
        program = self.programs.find(doc, set())
        found = [] if program is None else [("program", program.label_, program.start, program.end)]
        told = programs.told(doc, self.insurance.find_all(doc, {i for _, _, *at in found for i in range(*at)}))
        return found + [fact for fact in told if not found or fact[0] != "program"]

    def _place(self, doc: Doc) -> list[tuple[str, str, int, int]]:
        town = find_town(doc, self.towns)
        return [("town", town.name, town.start, town.end)] if town else []


def _times(doc: Doc, taken: set[int], today: date) -> list[tuple[str, str | float, int, int]]:
    """Return the child's age and the day a baby is due; what is told of all children stays noted on the doc."""
    told = [age for age in find_ages(doc) if not taken & set(range(age.start, age.end))]
    far, due = pregnancy.find_pregnancy(doc, told), pregnancy.find_due(doc, today)
    childs = [age for age in told if age != far and (is_childs(doc, age) or _is_listed(doc, age, told))]
    children = [with_date(doc, age, today) for age in childs]
    ages = _in_order([*find_births(doc, today), *find_counted_down(doc), *children])
    doc.user_data[AGES] = ages
    child = choose(doc, ages)
    found: list[tuple[str, str | float, int, int]] = []
    if child is not None:
        found.append(("child_age_months", child.months, child.start, child.end))
    if due is None and far is not None:
        due = pregnancy.due_after(doc, far, today), far.start, far.end
    return [*found, ("due_date", *due)] if due else found


def _children(doc: Doc) -> list[tuple[dict[str, Any], int, int]]:
    """Return each child that was told of, in the order of the message: what is known of it, where it stands."""
    ages = doc.user_data[AGES]
    meant = choose(doc, ages)
    plain = meant.months if meant is not None and is_plain(doc, meant, ages) else None
    return [
        ({"months": age.months, "sex": sex_of(doc, age), "meant": age.months == plain}, age.start, age.end)
        for age in of_children(doc, ages)[:MOST_CHILDREN]
    ]


def _is_listed(doc: Doc, age: Age, told: list[Age]) -> bool:
    """Return True behind the bare years of another child ("4 and 20 months")."""
    return any(
        other.has_unit and other.end == age.start - 1 == other.start + 1 and is_childs(doc, other) for other in told
    )


def _in_order(ages: list[Age]) -> list[Age]:
    """Return the ages as they stand, without those inside what tells another ("nacio hace 3 semanas")."""
    kept: list[Age] = []
    for age in sorted(ages, key=lambda age: (age.start, -age.end)):
        if not kept or age.start >= kept[-1].end:
            kept.append(age)
    return kept
