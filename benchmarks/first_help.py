"""`python -m benchmarks.first_help`: how many questions of ours come before the first help that a family can use.

Families are made of what held-out messages say (tests/cases/messages): for each need and language the first few that
tell this need alone. Each texts one through the real path and answers what is asked, until a program or a place is
named.
"""

import asyncio
import itertools
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.understanding.cases import load
from bot.run import Running
from bot.setup.paths import ROOT
from bot.testing import whole_house
from casebook.queries import transcripts
from casebook.records import Conversation
from services.casework.needs import all_needs, title

EACH: Final = 4  # families for each need and language
LANGUAGES: Final = ("en", "es")
MOST_TURNS: Final = 6
PATIENCE: Final = 10.0  # seconds for an answer
NUMBERS: Final = itertools.count(5000)
ANSWERS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"place": "06106", "child_age_months": "2 years", "insurance": "yes", "program": "SNAP"},
    "es": {"place": "06106", "child_age_months": "2 años", "insurance": "sí", "program": "SNAP"},
}


@dataclass(slots=True)
class Way:
    """A family's way to its first help; `questions` counts those that we put before it."""

    questions: int = 0
    helped: bool = False

    def hear(self, texts: Sequence[str], talk: Conversation) -> None:
        """Take in one answer of ours, and what the talk has named by then."""
        if self.helped:
            return
        self.helped = bool(_slots(talk).get("shown"))
        self.questions += not self.helped and any("?" in text for text in texts)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a family says first."""

    need: str
    language: str
    text: str


def openings(each: int = EACH) -> list[Opening]:
    """The first messages of each need and language that tell this need and nothing else."""
    cases = load([ROOT / "tests" / "cases" / "messages"])
    found = []
    for need, language in itertools.product(all_needs(), LANGUAGES):
        fitting = (case for case in cases if case.language == language and case.labels == (need,))
        found += [Opening(need, language, case.text) for case in itertools.islice(fitting, each)]
    return found


async def walk(house: Running, opening: Opening) -> tuple[Way, Conversation]:
    """Text as this family until help is named or a person is called; the way, and where the talk then stands."""
    number, way, seen, said = f"+1860555{next(NUMBERS)}", Way(), 0, opening.text
    while True:
        assert house.provider is not None
        await house.provider.text_from(number, said)
        talk, texts, seen = await _answer(house, number, seen)
        way.hear(texts, talk)
        if way.helped or talk.owner != "bot" or way.questions >= MOST_TURNS:
            return way, talk
        said = ANSWERS[opening.language].get(_slots(talk).get("question") or "", title(opening.need, opening.language))


async def _answer(house: Running, number: str, after: int) -> tuple[Conversation, list[str], int]:
    """The talk, our lines of this turn and the last line's number, once we have answered."""
    casebook = house.house.casebook
    async with asyncio.timeout(PATIENCE):
        while True:
            view = await casebook.read(lambda c: transcripts.by_address(c, casebook.keys, "sms", number, after))
            if view and any(line.sender != "family" for line in view.lines):
                break
            await asyncio.sleep(0.02)
    talk = await casebook.read(lambda c: transcripts.get(c, casebook.keys, view.conversation))
    assert talk is not None
    return talk, [line.text for line in view.lines if line.sender != "family"], view.lines[-1].seq


def _slots(talk: Conversation) -> dict[str, Any]:
    return (talk.state or {}).get("slots") or {}


def told(ways: Sequence[tuple[Opening, Way, Conversation]]) -> Iterator[str]:
    """The figures, and each family that had to answer anything."""
    helped = [way.questions for _, way, _ in ways if way.helped]
    persons = sum(talk.owner != "bot" for _, way, talk in ways if not way.helped)
    yield f"families {len(ways)}; helped {len(helped)}; to a person first {persons}"
    yield f"questions before the first help: median {median(helped):g}, most {max(helped)}"
    for opening, way, talk in ways:
        if way.questions or not way.helped:
            yield f"  {way.questions} {opening.need} {opening.language} ({talk.owner}): {opening.text}"


async def main() -> None:
    """Print the figures over all families."""
    with tempfile.TemporaryDirectory() as folder:
        async with whole_house(Path(folder)) as house:
            ways = [(opening, *await walk(house, opening)) for opening in openings()]
    print("\n".join(told(ways)))


if __name__ == "__main__":
    asyncio.run(main())
