"""What the search's encoder learns from: questions with graded records, and ways of telling of things."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np
import yaml

from assistant.tuning import things

JUDGING = Path("content/judging")
SURE = 0.4  # so surely must a record give a thing to be no example of what does not (services/directory/evidence.py)


@dataclass(frozen=True)
class Record:
    """What a service says of itself, and the things that it gives."""

    said: str
    things: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """A question in one language or both, and the records that were read for it, "feed:id", with grades, 0 to 3."""

    texts: tuple[str, ...]
    records: tuple[str, ...]
    grades: np.ndarray


@dataclass(frozen=True)
class Told:
    """A way of telling of a thing; `kin` are the thing and all that is broader, which are no other things."""

    text: str
    thing: str
    kin: frozenset[str]


def records(file: Path) -> dict[str, Record]:
    """Return the services by "feed:id", as `python -m benchmarks.search.said` wrote them."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return {
        key: Record(each["said"], frozenset(thing for thing, fit in each["things"].items() if fit >= SURE))
        for key, each in found.items()
    }


def asked(known: Mapping[str, Record]) -> list[Asked]:
    """Return the questions that anything answers, with those of their records that are known."""
    pages = [yaml.safe_load(page.read_text(encoding="utf-8")) for page in sorted(JUDGING.glob("*.yml"))]
    every = [_asked(page["feed"], each, known) for page in pages for each in page["questions"]]
    return [each for each in every if each is not None]


def _asked(feed: str, entry: Mapping[str, Any], known: Mapping[str, Record]) -> Optional[Asked]:
    grades = {f"{feed}:{key}": grade for key, grade in (*entry["grades"].items(), *((key, 0) for key in entry["none"]))}
    here = {key: grade for key, grade in grades.items() if key in known}
    if not any(here.values()):
        return None
    texts = tuple(entry[language] for language in ("en", "es") if language in entry)
    return Asked(texts, tuple(here), np.array(list(here.values()), dtype=np.float32))


def told() -> list[Told]:
    """Return every way of telling of each thing (content/things, content/telling)."""
    under = {thing: entry.get("under") for page in _pages() for thing, entry in page.items()}
    return [Told(text, thing, _kin(thing, under)) for thing, text in things.told()]


def names() -> dict[str, str]:
    """Return what each thing is called in both languages, as a service would say it."""
    return {
        thing: ", ".join(map(str, (*entry["en"][: things.CALLED], *entry["es"][: things.CALLED // 2])))
        for page in _pages()
        for thing, entry in page.items()
    }


def _pages() -> list[dict[str, Any]]:
    return [things.of_page(page) for page in sorted(things.THINGS.glob("*.yml"))]


def _kin(thing: Optional[str], under: Mapping[str, Optional[str]]) -> frozenset[str]:
    return frozenset() if thing is None else frozenset((thing,)) | _kin(under.get(thing), under)
