"""Programs and health insurance by the names families use for them."""

from pathlib import Path
from typing import Any

import yaml
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from assistant.facts.tokens import longest, phrases, read, vocabulary, words


class Names:
    """Things by their names: the longest name wins, a name that is also a word must be in capitals."""

    def __init__(self, names: dict[str, list[str]], doubtful: list[str]) -> None:
        """Take the names of each thing by its id."""
        self._doubtful = set(doubtful)
        self._matcher = PhraseMatcher(vocabulary())
        for thing, texts in names.items():
            self._matcher.add(thing, phrases(texts))

    def find(self, doc: Doc, taken: set[int]) -> Span | None:
        """Return the first thing named outside `taken`, its id as the span's label."""
        spans = longest(self._matcher(doc, as_spans=True))
        free = (span for span in spans if not taken & set(range(span.start, span.end)))
        return next((span for span in free if self._is_named(doc, span)), None)

    def _is_named(self, doc: Doc, span: Span) -> bool:
        if span.text.strip() not in self._doubtful:
            return True
        written = doc.user_data["written"]
        shouted = all(word.isupper() for word in written if word.isalpha())
        return not shouted and all(word.isupper() for word in written[span.start : span.end])


def load_programs(directory: Path) -> Names:
    """Return the programs of content/programs; HUSKY itself is told by the insurance, so its names are left to that."""
    names: dict[str, list[str]] = {}
    for file in sorted(directory.glob("*.yml")):
        entry: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        if entry["id"] != "husky":
            aliases = [alias for language in entry["aliases"].values() for alias in language]
            names[entry["id"]] = [*aliases, entry["name"]["en"].split(" (")[0]]
    return Names(names, words()["doubtful_programs"])


def load_insurance() -> Names:
    """Return the kinds of insurance of words.yml."""
    return Names({str(kind or "none"): texts for kind, texts in words()["insurance"].items()}, [])


def is_named_alone(doc: Doc, span: Span) -> bool:
    """Whether the message is nothing but this name."""
    return len(doc) == len(span)


__all__ = ["Names", "is_named_alone", "load_insurance", "load_programs", "read"]
