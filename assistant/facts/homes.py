"""How likely a named town is the family's home, by the words around it."""

from itertools import pairwise

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.tokens import clause_before, last, text_at

HOME, FROM, AWAY, OTHERS, PUT_OUT, LEFT = 3, 1, -2, -1, -1, -4
NEAR = 4  # words before a town
REACH_BEHIND = 5  # words behind it


def score(doc: Doc, start: int, end: int) -> int:
    """Return points for the town at `start`: HOME for "vivo en", AWAY for "the doctor is in", LEFT for "used to"."""
    if is_where_we_live(doc, end):
        return HOME
    before = clause_before(doc, start, NEAR + 2)
    near, wide = set(before[-NEAR:]), set(before)
    if _is_once(before[-NEAR - 1 :]):
        return LEFT
    came = _by_way(before, wide)
    if came is not None:
        return came
    if wide & among("put_out"):  # "evicted in norwich": home only when no other town is named
        return PUT_OUT
    if before[-2:] == ["yo", "en"]:  # "mi ex esta en New London y yo en Ledyard"
        return HOME
    at_home = near & among("home") and not (near & among("others") and near & among("they_live"))
    points = HOME if at_home else 0
    points += AWAY if near & among("destination") or text_at(doc, end) in among("institutions") else 0
    return points + (OTHERS if near & among("others") else 0)


def _is_once(near: list[str]) -> bool:
    """Whether it was home ("before, we lived in"), not "an eval before kinder, we're in"."""
    return any(
        word in among("lived_once") and (word != "before" or then in among("once_behind_before"))
        for word, then in pairwise([*near, "in"])
    )


def is_where_we_live(doc: Doc, end: int) -> bool:
    """Return True when the words behind a town say so ("Bolton? thats where we live", "Derby, ahi vivimos")."""
    after = [token.text for token in doc[end : end + REACH_BEHIND] if token.text not in among("behind_towns")]
    return after[:2] in words()["where_we_live"]


def _by_way(before: list[str], wide: set[str]) -> int | None:
    """Return the points of "to" and "from" a town, None when neither stands before it."""
    way = last(before)
    moved = bool(wide & among("moved"))
    if way in among("to"):
        return HOME if moved else AWAY
    if way in among("from"):
        if moved:
            return LEFT
        if set(before[-3:]) & among("home"):
            return HOME
        return FROM if way in ("from", "desde") else None
    return None
