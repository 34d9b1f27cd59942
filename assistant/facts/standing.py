"""Whether a family has the HUSKY it names, has lost it, or is only after it."""

from typing import Literal

from spacy.tokens import Doc

from assistant.facts.lexicon import among
from assistant.facts.tokens import clause_after, clause_before, last, text_at

Standing = Literal["has", "lost", "sought"]
REACH = 7  # words around the name in which its standing is told
ASKED = 4  # words before "get" that make it a wish ("how do i get")


def standing(doc: Doc, start: int, end: int) -> Standing:
    """Return how the family stands to the insurance named from token `start` up to `end`."""
    before, after = clause_before(doc, start, REACH), clause_after(doc, end, REACH)
    is_a_part_of_it = last(before) in ("de", "del")  # "el ride del husky me lo cancelaron"
    if _is_taken(before) or (_is_ended(after) and not is_a_part_of_it):
        return "lost"
    return "sought" if _is_sought(before) and text_at(doc, end) not in among("of_the_insured") else "has"


def _is_taken(before: list[str]) -> bool:
    """Whether it was taken from the family ("they took us off", "me quitaron el")."""
    said, small = _back_to_a_word(before)
    if not said or said[-1] not in among("takes_away") or among("unsure") & set(said[:-1][-ASKED:]):
        return False
    return said[-1] not in among("takes_off") or bool({"off", "away"} & set(small))


def _is_ended(after: list[str]) -> bool:
    """Whether it ended or dropped the family ("husky dropped us", "el medicaid se me vencio"), not a service of it."""
    at = next((i for i, word in enumerate(after) if word not in among("between_husky")), len(after))
    if at == len(after) or after[at] not in among("ends"):
        return False
    following = next(iter(after[at + 1 :]), ".")
    return not following.isalnum() or following in among("after_the_end")


def _is_sought(before: list[str]) -> bool:
    """Whether the family asks for it, waits for it or was refused it ("applied for", "how do i get")."""
    said, small = _back_to_a_word(before)
    if not said or among("my") & set(small):
        return False
    if said[-1] in among("wishes"):
        return said[-1] not in among("gets") or bool(among("asks") & set(said[:-1][-ASKED:]))
    return said[-1] in among("applies")


def _back_to_a_word(before: list[str]) -> tuple[list[str], list[str]]:
    """Return what is said up to the last word that counts, and the small words between it and the name."""
    at = len(before)
    while at and before[at - 1] in among("between_husky"):
        at -= 1
    return before[:at], before[at:]
