"""What is asked of the index, and what is put into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, TextualSelect

from resources_db.records import Service

FORMAT = "8"  # changes when the same services are kept in another way: the index is then made anew
EVERYONE, UNTOLD = "*", "?"
SURE = 0.45  # a label that fits less surely is kept under its name with this sign, and looked at only when needed:
UNSURE = "~"
MOST_AREAS = 4  # that are asked about at once: the country, the state, the town, and whom nothing is known of
MOST_POINTS = 4096  # rows of search_point that one service may have: its labels times its offices


@dataclass(frozen=True, slots=True)
class Wanted:
    """Services with any of `labels`, `words` or `also` that may reach a point (degrees) or one of `areas`.

    `words` are groups of spellings; a service that holds more of the groups comes first. Without labels and words,
    everything is wanted. `miles` is how far an office may be. `most` bounds what each way of looking brings; where
    those that surely fit are fewer than `enough`, the less sure ones are looked at too. `also` are labels of which
    `few` are enough. `misfit_miles`: see Near.
    """

    labels: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    point: tuple[float, float] | None = None
    areas: tuple[str, ...] = ()
    miles: float = 15.0
    most: int = 32
    enough: int = 12
    also: tuple[str, ...] = ()
    few: int = 12
    misfit_miles: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A service as the index keeps it: `fits` is 0 to 1 by label, `areas` whom it reaches, `points` its offices.

    `anyone` means that it names no area, so whoever is near may come. `name` and `body` are the words to find it by.
    """

    service: Service
    digest: str
    fits: Mapping[str, float]
    areas: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    anyone: bool
    name: str
    body: str

    @property
    def labels(self) -> tuple[str, ...]:
        """Its labels as the index names them, and the one that every service bears."""
        return tuple(self.misfits)

    @property
    def misfits(self) -> dict[str, float]:
        """How badly each label fits: 0 is best."""
        told = {label if fit >= SURE else label + UNSURE: round(1 - fit, 3) for label, fit in self.fits.items()}
        return {EVERYONE: 0.0, **told}

    @property
    def point_rows(self) -> int:
        """How many rows of search_point it takes."""
        return len(self.labels) * len(self.points)


@dataclass(frozen=True, slots=True)
class Near:
    """A look around a point: offices with the label that take anyone, or that reach one of the areas.

    A service that fits not at all stands as far behind as if it were `misfit_miles` farther away.
    """

    label: int
    latitude: float
    longitude: float
    miles: float
    areas: tuple[str, ...]
    most: int
    misfit_miles: float


def area_values(areas: Sequence[str]) -> dict[str, str]:
    """Areas as a fixed number of values, so that the statement is always the same."""
    return {f"area{n}": area for n, area in enumerate((*areas, *[""] * MOST_AREAS)[:MOST_AREAS])}


class Engine(Protocol):
    """The part of the index that SQLite and PostgreSQL do each in its own way."""

    def near(self, connection: Connection, look: Near) -> list[int]:
        """Rows of documents, nearest and fittest first, at most `look.most`; one with two offices may come twice."""

    def holding(self, connection: Connection, words: Sequence[Sequence[str]], most: int) -> list[int]:
        """Rows of the documents that hold most of the words, best first."""

    def with_all(self, words: Sequence[Sequence[str]]) -> TextualSelect:
        """Ids of the services that hold a word of each group, or one that begins so; no group is empty."""

    def words(self, connection: Connection) -> dict[str, int]:
        """Every word with the number of documents that hold it."""

    def put(self, connection: Connection, entries: Sequence[tuple[int, Entry]], labels: Mapping[str, int]) -> None:
        """Add the points and words of documents, given by row."""

    def drop(self, connection: Connection, documents: Mapping[int, int]) -> None:
        """Take away the points and words of documents, given by row with the number of their points."""
