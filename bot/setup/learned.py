"""The examples that staff approved, as a training file of this site: in its data directory, never in the repository."""

import shutil
from pathlib import Path

from casebook.database import Casebook
from casebook.queries import markings
from services.learning.teaching import pages


def refresh(casebook: Casebook, folder: Path) -> int:
    """Write the folder anew from the casebook; answers how many examples it holds. Call it after a deletion too."""
    examples = casebook.write_now(lambda connection: markings.examples(connection, casebook.keys))
    shutil.rmtree(folder, ignore_errors=True)
    for language, page in pages(examples).items():
        (folder / language).mkdir(parents=True, exist_ok=True)
        file = folder / language / "learned.yml"
        file.touch(mode=0o600)
        file.write_text(page, encoding="utf-8")
    return len(examples)
