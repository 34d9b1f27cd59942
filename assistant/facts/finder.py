"""All the facts of one message: who finds what, and which words are spoken for once they are found."""

from dataclasses import dataclass
from pathlib import Path

from assistant.facts import ages, places, programs
from assistant.facts.tokens import place, read


@dataclass(frozen=True)
class Fact:
    """One entity as Rasa names its parts; `start` and `end` are places in the message."""

    entity: str
    value: str | float
    start: int
    end: int


@dataclass(frozen=True)
class FactFinder:
    """Finds facts by the names in content/."""

    towns: places.Towns
    programs: programs.Names
    insurance: programs.Names

    @classmethod
    def load(cls, places_file: Path, programs_directory: Path) -> "FactFinder":
        """Return a finder over these files; raises FileNotFoundError when the places are not there."""
        towns = places.Towns.load(places_file)
        return cls(towns, programs.load_programs(programs_directory), programs.load_insurance())

    def find(self, text: str) -> list[Fact]:
        """Return at most one fact of each kind, in no particular order."""
        doc, facts, taken = read(text), [], set[int]()
        for kind, names in (("program", self.programs), ("insurance", self.insurance)):
            if (span := names.find(doc, taken)) is not None:
                facts.append(Fact(kind, span.label_, *place(doc, span.start, span.end)))
                taken.update(range(span.start, span.end))
        if (town := self.towns.find(doc)) is not None:
            facts.append(Fact("town", town.town, *place(doc, town.start, town.end)))
        if (zip_code := places.find_zip(text)) is not None:
            facts.append(Fact("zip", zip_code.group(1), *zip_code.span()))
        if (age := ages.find_age(doc, taken)) is not None:
            facts.append(Fact("child_age_months", age[0], *place(doc, age[1].start, age[1].end)))
        return facts
