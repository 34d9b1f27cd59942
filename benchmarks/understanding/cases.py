"""Messages with what they mean, as tests/cases holds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Refused

LANGUAGES = ("en", "es", "pt")


@dataclass(frozen=True, slots=True)
class Case:
    """One message: its labels, main one first, and the facts noted with it (None when nobody noted any).

    `trap` says that it sounds like danger and is none (those of the safety layer bear no labels); `voice` is its file.
    """

    text: str
    language: str
    labels: tuple[str, ...]
    voice: str
    entities: dict[str, Any] | None = field(default=None, hash=False)
    trap: bool = False

    @property
    def crisis(self) -> str | None:
        """The danger it tells, or None."""
        return next((label for label in self.labels if label.startswith("crisis_")), None)


def load(folders: Sequence[Path]) -> list[Case]:
    """Every message in the YAML lists below `folders`; none twice. Raises Refused for what cannot be read."""
    files = [file for folder in folders for file in ([folder] if folder.is_file() else sorted(folder.rglob("*.yml")))]
    found = {(case.text, case.language): case for file in files for case in _read(file)}
    if not found:
        raise Refused(f"no messages with text, language and labels in {', '.join(map(str, folders))}")
    return list(found.values())


def load_safety(folder: Path) -> list[Case]:
    """The safety layer's own cases: files `dangerous_<language>.yml` hold danger, `lookalikes_<language>.yml` traps."""
    return [case for file in sorted(folder.glob("*.yml")) for case in _safety(file)]


def _safety(file: Path) -> Iterator[Case]:
    kind, _, language = file.stem.rpartition("_")
    if kind.partition("_")[0] not in ("dangerous", "lookalikes") or language not in LANGUAGES:
        return
    page = yaml.safe_load(file.read_text(encoding="utf-8"))
    for entry in page if isinstance(page, list) else ():
        text, labels = (entry, ()) if isinstance(entry, str) else (entry.get("text"), entry.get("crisis") or ())
        if isinstance(text, str) and bool(labels) == (kind.startswith("dangerous")):
            yield Case(text, language, tuple(labels), file.stem, trap=not labels)


def _read(file: Path) -> Iterator[Case]:
    page = yaml.safe_load(file.read_text(encoding="utf-8"))
    for number, entry in enumerate(page if isinstance(page, list) else (), start=1):
        if isinstance(entry, dict) and "labels" in entry:
            yield _case(file, number, entry)


def _case(file: Path, number: int, entry: dict[str, Any]) -> Case:
    language, text = entry.get("language", file.parent.name), entry.get("text")
    if language not in LANGUAGES or not isinstance(text, str) or not entry["labels"]:
        raise Refused(f"{file}: message {number} needs a text, a language ({', '.join(LANGUAGES)}) and labels")
    labels = tuple(entry["labels"])
    # A voice that writes of danger writes look-alikes beside it; a case may say so itself.
    sounds = entry.get("crisis_lookalike", file.stem.startswith("crisis"))
    trap = bool(sounds) and not any(label.startswith("crisis_") for label in labels)
    return Case(text, language, labels, file.stem, entry.get("entities"), trap)
