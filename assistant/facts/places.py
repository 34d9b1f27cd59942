"""ZIP code and town of a message, the family's home before where it wants to go."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from assistant.facts.tokens import clause_before, phrases, read, vocabulary, words

ZIP = re.compile(r"(?<![\d$-])(06\d{3})(?:-\d{4})?(?![\d-])")
SPELLED_ALIKE = 85.0
SHORTEST_GUESS = 5  # letters of a word that may be a misspelt town


@dataclass(frozen=True)
class Found:
    """A town with the tokens that name it."""

    town: str
    start: int
    end: int


class Towns:
    """Connecticut's towns by every name a family may use."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        """Take `towns` of content/places/connecticut.yml."""
        self._towns: dict[str, str] = {}
        for entry in sorted(entries, key=lambda e: len(e["villages"])):
            for name in (*entry["aliases"], *entry["villages"]):
                self._towns.setdefault(read(name).text.strip(), entry["name"])
        self._towns.update({read(entry["name"]).text.strip(): entry["name"] for entry in entries})
        self._single = [name for name in self._towns if " " not in name]
        self._matcher = PhraseMatcher(vocabulary())
        self._matcher.add("town", phrases(list(self._towns)))

    @classmethod
    def load(cls, path: Path) -> "Towns":
        """Return the towns of a YAML file."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8"))["towns"])

    def find(self, doc: Doc) -> Found | None:
        """Return the town the family is in or, failing that, the first it names."""
        spans = sorted(self._matcher(doc, as_spans=True), key=lambda s: (s.start, -s.end))
        named = [s for s in _widest(spans) if not _is_doubtful(doc, s)]
        found = [Found(self._towns[s.text.strip()], s.start, s.end) for s in named] or self._misspelt(doc)
        at_home = [f for f in found if _has_cue(doc, f.start, "home_cues")]
        not_away = [f for f in found if not _has_cue(doc, f.start, "destination_cues")]
        return next(iter(at_home or not_away or found), None)

    def _misspelt(self, doc: Doc) -> list[Found]:
        """Return what stands where a town would and is spelt almost like one."""
        for token in doc:
            before = doc[token.i - 1].text if token.i else ""
            if len(token.text) < SHORTEST_GUESS or not (
                before in ("in", "near", "en", "from", "vivo", "de") or len(doc) == 1
            ):
                continue
            best = process.extractOne(token.text, self._single, scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
            if best is not None and best[0] not in words()["doubtful_towns"]:
                return [Found(self._towns[best[0]], token.i, token.i + 1)]
        return []


def find_zip(text: str) -> re.Match[str] | None:
    """Return the first Connecticut ZIP code; group 1 is its five digits."""
    return ZIP.search(text)


def _widest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _is_doubtful(doc: Doc, span: Span) -> bool:
    """Whether a name that is also a word stands here as the word."""
    if span.text.strip() not in words()["doubtful_towns"] or len(doc) == len(span):
        return False
    written = doc.user_data["written"]
    shouted = all(word.isupper() for word in written if word.isalpha())
    capital = (
        span.start > 0 and doc[span.start - 1].text not in ".!?" and written[span.start][0].isupper() and not shouted
    )
    before = doc[span.start - 1].text if span.start else ""
    return not capital and before not in words()["place_cues"]


def _has_cue(doc: Doc, start: int, cues: str) -> bool:
    return bool(set(clause_before(doc, start, 4)) & set(words()[cues]))
