"""How good what a family is told first is: `python -m benchmarks.search.told`, after `onedoor train`; half a minute.

The judged questions over the starter directory, as first messages: with the need that the reader hears, through what
the talk does with the search's answers. A program counts as its own line in the directory.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from benchmarks.search.judged import DEPTH, Judged, fresh, held_out, judged, ndcg
from benchmarks.search.quality import STARTER, filled
from bot.setup.paths import ROOT, Paths
from bot.understanding import Understanding
from resources_db.database import open_database
from resources_db.queries import Directory
from services.casework.help import Family, offers
from services.casework.needs import all_needs
from services.casework.offer import Offer, service_door
from services.casework.ordering import same_line
from services.directory.question import Found, Question
from services.directory.search import search

ALL_LINES = 200


def main() -> None:
    """Print nDCG@3 by part and language, and over all."""
    reads = Understanding(Paths(ROOT / "var").reader)
    with TemporaryDirectory() as folder, closing(open_database(Path(folder) / "directory.db")) as database:
        directory = filled(database, STARTER)
        asked = [*judged("starter"), *fresh("starter"), *held_out("starter")]
        gains = [(each, ndcg(_told(directory, reads, each), each.grades)) for each in asked]
    for part in ("tuned", "fresh", "held out", None):
        for language in ("en", "es"):
            some = [gain for each, gain in gains if each.language == language and part in (None, each.part)]
            print(f"{part or 'in all'} {language}: {mean(some):.3f} ({len(some)} questions)")


def _told(directory: Directory, reads: Understanding, each: Judged) -> list[str]:
    """The services that are named first, by id."""
    asked = each.question

    def find(question: Question) -> list[Found]:
        return search(directory, question)

    scores = reads.scores(asked.text or "") or {}
    need = max(all_needs(), key=lambda label: scores.get(label, 0.0))
    family = Family(place=asked.place, child_age_months=asked.age_months)
    doors = offers(need, family, asked.language or "en", asked.now, find, DEPTH, asked.text)
    lines = [service_door(found) for found in find(replace(asked, need=need, text=None, limit=ALL_LINES))]
    return [_id(door, lines) for door in doors]


def _id(door: Offer, lines: Sequence[Offer]) -> str:
    line = door if door.found else same_line(door, list(lines))
    return line.found.service_id if line and line.found else door.key


if __name__ == "__main__":
    main()
