"""Which of the children in a message is the one it is about."""

from itertools import pairwise

from spacy.tokens import Doc

from assistant.facts.ages import Age
from assistant.facts.lexicon import among
from assistant.facts.tokens import clause_after, text_at


def choose(doc: Doc, ages: list[Age]) -> Age | None:
    """Return the age of the child whose need it is, None when there is none.

    A mended age replaces the one before it. Then, in this order: who is not said to be fine; who is named again ("the 2
    year old", "la de 3"); who something is wrong with; the first named.
    """
    told = [age for age in _mended(doc, ages) if text_at(doc, age.end) not in among("adjusted")] or ages
    asked = [age for age in told if not _says(doc, age, told, "fine")] or told
    again = [age for age in asked[1:] if _is_named_again(doc, age)]
    troubled = [age for age in asked if _says(doc, age, asked, "trouble")]
    return next(iter([*again, *troubled, *asked]), None)


def _mended(doc: Doc, ages: list[Age]) -> list[Age]:
    """Return the ages without those taken back ("3, sorry 2")."""
    taken_back = [
        first for first, second in pairwise(ages) if among("amends") & {t.text for t in doc[first.end : second.start]}
    ]
    return [age for age in ages if age not in taken_back]


def _says(doc: Doc, age: Age, ages: list[Age], words: str) -> bool:
    """Whether such a word stands in what is said of this child: up to the next age or the end of the clause."""
    until = min((other.start for other in ages if other.start > age.start), default=len(doc))
    return bool(among(words) & set(clause_after(doc, age.end, min(5, until - age.end))))


def _is_named_again(doc: Doc, age: Age) -> bool:
    """Whether the child is singled out: "the 2 year old", "el de 4"."""
    before = [text_at(doc, age.start - back) for back in (1, 2)]
    return before[0] == "the" or (before[0] == "de" and before[1] in ("el", "la"))
