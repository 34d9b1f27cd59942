"""Instruments that a site has imported: FHIR Questionnaires in its data directory, never in the repository."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from services.screening.instrument import Instrument
from services.screening.questionnaire import NotUsable, Refusal, read

NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,60}")


def find(name: str, folder: Path | None) -> Instrument | None:
    """The imported instrument of this name; None when the site has none."""
    if folder is None or not NAME.fullmatch(name):
        return None
    file = folder / f"{name}.json"
    return _loaded(file, file.stat().st_mtime_ns) if file.is_file() else None


def keep(name: str, found: dict[str, Any], scoring: dict[str, Any] | None, folder: Path) -> Instrument:
    """Check it and keep it under a name. Raises NotUsable; then nothing is kept."""
    if not NAME.fullmatch(name):
        raise NotUsable([Refusal("", f"{name!r} is no name: small letters, digits and _, a letter first")])
    made = read(found, name, scoring)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"questionnaire": found, "scoring": scoring}, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return made


@lru_cache(maxsize=32)
def _loaded(file: Path, _changed: int) -> Instrument:
    kept = json.loads(file.read_text(encoding="utf-8"))
    return read(kept["questionnaire"], file.stem, kept["scoring"])
