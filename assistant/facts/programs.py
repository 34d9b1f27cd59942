"""Programs and health insurance by the names families use for them."""

from pathlib import Path
from typing import Any

import yaml
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from assistant.facts.lexicon import among, words
from assistant.facts.standing import standing
from assistant.facts.tokens import clause_before, phrases, text_at, vocabulary

HUSKY, NONE = "husky", "none"
REACH = 3  # words around a name that may say it is something else


class Names:
    """Things by their names: the longest name wins, a name that is also a word must be in capitals."""

    def __init__(self, names: dict[str, list[str]], not_near: frozenset[str] = frozenset()) -> None:
        """Take the names of each thing by its id, and words near which a name means something else."""
        self._not_near = not_near
        self._matcher = PhraseMatcher(vocabulary())
        for thing, texts in names.items():
            self._matcher.add(thing, phrases(texts))

    def find(self, doc: Doc, taken: set[int]) -> Span | None:
        """Return the first thing named outside `taken`, its id as the span's label."""
        return next(iter(self.find_all(doc, taken)), None)

    def find_all(self, doc: Doc, taken: set[int]) -> list[Span]:
        """Return the things named outside `taken`: a child's first, then as they stand, the longest name of each."""
        spans = sorted(
            self._matcher(doc, as_spans=True), key=lambda span: (not _is_childs(doc, span), span.start, -span.end)
        )
        found, used = list[Span](), set(taken)
        for span in spans:
            here = set(range(span.start, span.end))
            if not used & here and self._is_named(doc, span):
                found.append(span)
                used |= here
        return found

    def _is_named(self, doc: Doc, span: Span) -> bool:
        around = {token.text for token in doc[max(0, span.start - REACH) : span.end + 1]}
        if around & self._not_near or _is_to_somebody(doc, span):
            return False
        if span.text.strip() not in among("doubtful_programs"):
            return True
        written = doc.user_data["written"]
        shouted = all(word.isupper() for word in written if word.isalpha())
        return not shouted and all(word.isupper() for word in written[span.start : span.end])


def told(doc: Doc, insurances: list[Span]) -> list[tuple[str, str, int, int]]:
    """Return the fact that the insurances named in a message tell: the first that the family has or has lost.

    HUSKY that it only asks for is no insurance, but the program that it asks about.
    """
    sought: list[tuple[str, str, int, int]] = []
    for span in insurances:
        stands = standing(doc, span.start, span.end) if span.label_.startswith(HUSKY) else "has"
        if _is_of_the_insured(doc, span):
            return [("insurance", HUSKY, span.start + 1, span.end)]
        if stands == "sought":
            sought.append(("program", HUSKY, span.start, span.end))
        else:
            return [("insurance", NONE if stands == "lost" else span.label_, span.start, span.end)]
    return sought[:1]


def _is_of_the_insured(doc: Doc, span: Span) -> bool:
    """Whether what is missing is only somebody who takes it ("no husky dentist will see us")."""
    lacks = doc[span.start : span.end].text.strip() in among("lacks_one_who_takes_it")
    return lacks and text_at(doc, span.end) in among("of_the_insured")


def _is_childs(doc: Doc, span: Span) -> bool:
    """Whether children are named right before it ("HUSKY D for me, kids have husky A")."""
    return bool(among("child") & set(clause_before(doc, span.start, REACH)))


def _is_to_somebody(doc: Doc, span: Span) -> bool:
    """Whether the "a" of "husky a" is the Spanish word ("me quitaron la husky a mi")."""
    return span[-1].text == "a" and text_at(doc, span.end) in among("after_to")


def load_programs(directory: Path) -> Names:
    """Return the programs of content/programs; HUSKY itself is told by the insurance, so its names are left to that."""
    names: dict[str, list[str]] = {}
    for file in sorted(directory.glob("*.yml")):
        entry: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        if entry["id"] != HUSKY:
            aliases = [alias for language in entry["aliases"].values() for alias in language]
            by_ear = words()["program_spellings"].get(entry["id"], [])
            names[entry["id"]] = [*aliases, *by_ear, entry["name"]["en"].split(" (")[0]]
    return Names(names)


def load_insurance() -> Names:
    """Return the kinds of insurance of words/programs.yml."""
    names = {str(kind or "none"): texts for kind, texts in words()["insurance"].items()}
    return Names(names, among("not_insurance_near"))
