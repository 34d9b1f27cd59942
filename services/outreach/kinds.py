"""The follow-ups of content/outreach/follow_ups.yml: their words, choices and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.directory.places import fold
from services.library.documents import document
from services.library.root import CONTENT
from services.library.text import Text, text


@dataclass(frozen=True, slots=True)
class Kind:
    """One follow-up: what is asked, the outcomes offered as choices, and what a plain yes and no mean."""

    ask: Text
    choices: tuple[str, ...]
    yes: str | None
    no: str | None


@dataclass(frozen=True, slots=True)
class Outreach:
    """All that the file holds; `words` are (folded words, outcome), the longest first."""

    kinds: Mapping[str, Kind]
    titles: Mapping[str, Text]
    words: tuple[tuple[str, str], ...]
    closes: Mapping[str, str]
    discreet: frozenset[str]
    discreet_name: Text
    tries: int
    again_after: int


@cache
def outreach() -> Outreach:
    """The follow-ups as written."""
    page = document(CONTENT / "outreach" / "follow_ups.yml")
    outcomes = page["outcomes"]
    said = {fold(each): code for code, one in outcomes.items() for each in (*one["words"]["en"], *one["words"]["es"])}
    return Outreach(
        kinds={name: _kind(each, page["plain"].get(name, {})) for name, each in page["kinds"].items()},
        titles={code: text(one["title"]) for code, one in outcomes.items() if "title" in one},
        words=tuple(sorted(said.items(), key=lambda each: -len(each[0]))),
        closes=page["closes"],
        discreet=frozenset(page["discreet"]),
        discreet_name=text(page["discreet_name"]),
        tries=page["tries"],
        again_after=page["again_after"],
    )


def _kind(found: Mapping[str, Any], plain: Mapping[str, str]) -> Kind:
    choices = tuple(found["choices"])
    yes, no = (*choices, None, None)[:2]
    return Kind(text(found["ask"]), choices, plain.get("yes", yes), plain.get("no", no))
