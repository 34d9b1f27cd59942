"""Connecticut's towns by every name a family may write, also by ear ("brichpor", "guaterburi", "new heaven")."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from assistant.facts.lexicon import among, words
from assistant.facts.tokens import phrases, read, vocabulary

SPELLED_ALIKE = 85.0
SHORTEST_GUESS = 5  # letters of a word that may be a misspelt town


class TownNames:
    """Names of towns, villages and nicknames, and the town that each means."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        """Take `towns` of content/places/connecticut.yml."""
        self.town_of: dict[str, str] = {}
        for entry in sorted(entries, key=lambda e: len(e["villages"])):
            for name in (*entry["aliases"], *entry["villages"]):
                self._add(name, entry["name"])
        for entry in entries:
            self._add(entry["name"], entry["name"], wins=True)
        self.zips = frozenset(code for entry in entries for code in entry["zips"])
        self._matcher = PhraseMatcher(vocabulary())
        self._matcher.add("town", phrases(list(self.town_of)))
        sure = {name: town for name, town in self.town_of.items() if name not in among("doubtful_towns")}
        self._by_spelling = {name.replace(" ", ""): town for name, town in sure.items()}
        self._by_sound = {sound(name): town for name, town in self._by_spelling.items()}

    @classmethod
    def load(cls, path: Path) -> "TownNames":
        """Return the names in a YAML file."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8"))["towns"])

    def named(self, doc: Doc) -> list[Span]:
        """Return where names stand, the longest of those that overlap."""
        kept: list[Span] = []
        for span in sorted(self._matcher(doc, as_spans=True), key=lambda s: (s.start, -s.end)):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return kept

    def guess(self, word: str) -> str | None:
        """Return the town whose name is spelt or sounds almost like `word` (no spaces), None when none does."""
        if len(word) < SHORTEST_GUESS or word in among("not_towns", "numbers") or word in self.town_of:
            return None
        for text, names in ((word, self._by_spelling), (sound(word), self._by_sound)):
            best = process.extractOne(text, names.keys(), scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
            if best is not None:
                return names[best[0]]
        return None

    def guess_directed(self, parts: list[str]) -> str | None:
        """Return the town with a direction before its name, both by ear ("is jarfor": East Hartford)."""
        direction = words()["heard_directions"].get(parts[0])
        rest = sound("".join(parts[1:]))
        if direction is None or len(rest) < SHORTEST_GUESS:
            return None
        names = self._directed(direction)
        best = process.extractOne(rest, names.keys(), scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
        return None if best is None else names[best[0]]

    def _directed(self, direction: str) -> dict[str, str]:
        """Return the towns with this direction in their names, by the sound of the rest."""
        named = ((name, town) for name, town in self._by_spelling.items() if name.startswith(direction))
        return {sound(name.removeprefix(direction)): town for name, town in named}

    def _add(self, name: str, town: str, wins: bool = False) -> None:
        for way in _ways(name):
            text = read(way).text.strip()
            if wins and way == name:
                self.town_of[text] = town
            else:
                self.town_of.setdefault(text, town)


def _ways(name: str) -> list[str]:
    """Return a name with its direction written short too: "East Haven", "E Haven", "E. Haven"."""
    first, _, rest = name.partition(" ")
    return [name, *(f"{short} {rest}" for short in words()["short_directions"].get(first.lower(), []) if rest)]


def sound(word: str) -> str:
    """Return roughly how a Spanish or English speaker would say `word`, for comparing ("jarfor" -> "harfor")."""
    for pattern, replacement in _sounds():
        word = pattern.sub(replacement, word)
    return word


@cache
def _sounds() -> list[tuple["re.Pattern[str]", str]]:
    return [(re.compile(pattern), replacement) for pattern, replacement in words()["sounds"]]
