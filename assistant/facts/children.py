"""Which of the children in a message is the one it is about."""

from itertools import pairwise

from spacy.tokens import Doc

from assistant.facts.ages import Age
from assistant.facts.lexicon import among, words
from assistant.facts.named import is_written_as_name, name_before
from assistant.facts.tokens import clause_after, text_at

NOW_REACH = 3  # words before an age in which "now" stands


def choose(doc: Doc, ages: list[Age]) -> Age | None:
    """Return the age of the child whose need it is, None when there is none.

    A mended age replaces the one before it. Then, in this order: who is not said to be fine; who is named again ("the 2
    year old", "la de 3"); who something is wrong with; the first named.
    """
    told = [age for age in _mended(doc, ages) if text_at(doc, age.end) not in among("adjusted")] or ages
    told = _of_now(doc, told)
    asked = [age for age in told if not _says(doc, age, told, "fine")] or told
    again = [age for i, age in enumerate(asked) if _is_told_again(age, asked[:i]) or _is_called_again(doc, age)]
    again += [age for age in asked[1:] if _is_named_again(doc, age)]
    troubled = [age for age in asked if _says(doc, age, asked, "trouble")]
    return next(iter([*again, *troubled, *asked]), None)


def _of_now(doc: Doc, ages: list[Age]) -> list[Age]:
    """Return the ages without those of another time, where one is as of now ("at 18 months, hes 24 months now")."""
    now = [age for age in ages if _is_of_now(doc, age)]
    past = [age for age in ages if age not in now and _is_at(doc, age)]
    return [age for age in ages if age not in past] if now else ages


def _is_of_now(doc: Doc, age: Age) -> bool:
    around = {text_at(doc, at) for at in (*range(age.start - NOW_REACH, age.start), age.end)}
    return bool(among("now") & around)


def _is_at(doc: Doc, age: Age) -> bool:
    before = [text_at(doc, age.start - back) for back in (2, 1)]
    return before[1] in ("at", "al") or before in words()["at_ages"]


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


def _is_told_again(age: Age, earlier: list[Age]) -> bool:
    """Whether it was told before, among others ("kids are 15, 13 and 5. Five year old needs glasses")."""
    return len(earlier) > 1 and age.has_unit and any(other.months == age.months for other in earlier)


def _is_called_again(doc: Doc, age: Age) -> bool:
    """Whether the child whose age it is is called by name once more ("Tomás (3) y Lucía (8): a Lucía le mandaron")."""
    at = name_before(doc, age.start)
    return at is not None and is_written_as_name(doc, at) and doc[at].text in {token.text for token in doc[age.end :]}


def _is_named_again(doc: Doc, age: Age) -> bool:
    """Whether the child is singled out: "the 2 year old", "el de 4"."""
    before = [text_at(doc, age.start - back) for back in (1, 2)]
    return before[0] == "the" or (before[0] == "de" and before[1] in ("el", "la"))
