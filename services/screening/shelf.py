"""Which talks there are: ours, the one about a child, and those that a site has imported."""

from pathlib import Path

from services.screening import doors
from services.screening.development import MILESTONES, instrument_for, told_in_passing
from services.screening.imported import find
from services.screening.loading import FOLDER, instrument
from services.screening.progress import Progress
from services.screening.talk import Talk


def talk(name: str, imported: Path | None = None) -> Talk | None:
    """The talk of this name; None when neither we nor the site (`imported`, a folder) have it."""
    if name == MILESTONES:
        return Talk(instrument_for, doors.finish, told_in_passing)
    found = instrument(name) if (FOLDER / f"{name}.yml").exists() else find(name, imported)
    return None if found is None else Talk(lambda _progress: found)


def title(name: str, language: str, imported: Path | None = None) -> str:
    """What a talk is called; its own name where nobody here has it any more."""
    found = talk(name, imported)
    if found is None:
        return name
    words = found.build(Progress()).title
    return words.es if language == "es" else words.en
