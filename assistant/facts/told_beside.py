"""Ages that what stands beside them tells of: a closer age, a check-up just had, a pupil, months told before."""

from itertools import pairwise

from spacy.tokens import Doc, Span

from assistant.facts.lexicon import among, words
from assistant.facts.numbers import MONTHS_IN_YEAR, unit, value
from assistant.facts.tokens import clause_after, clause_before, last, tag_at, text_at

REACH = 8
MOST_MONTHS = 60  # that are told without saying "months"
MOST_YEARS = 18
COUNTS = frozenset({"number", "tens"})


def is_closer(doc: Doc, start: int, end: int) -> bool:
    """Return True when months behind a comma tell years closer ("my one year old, nineteen months actually")."""
    mark = start - 1
    while text_at(doc, mark) in among("rather"):
        mark -= 1
    if text_at(doc, mark) not in (",", "(", "-", "–") or _size(doc, start, end) != 1.0:
        return False
    at = mark - 1 - (tag_at(doc, mark - 1) == "old")
    has_unit = tag_at(doc, at) == "unit"
    if has_unit and unit(text_at(doc, at)) != MONTHS_IN_YEAR:
        return False
    at -= has_unit + (has_unit and text_at(doc, at - 1) == "-")
    years, months = (value(doc[i]) if 0 <= i < len(doc) else None for i in (at, start))
    if years is None or months is None or not 0 < months - years * MONTHS_IN_YEAR < MONTHS_IN_YEAR:
        return False
    following = text_at(doc, end)
    return not following.isalnum() or following in among("exactly", "apart") or _is_to_be_exact(doc, end)


def _is_to_be_exact(doc: Doc, end: int) -> bool:
    """Return True when "to be exact" or "para ser exactos" stands at `end`."""
    led = [text_at(doc, end), text_at(doc, end + 1)] in (["to", "be"], ["para", "ser"])
    return led and text_at(doc, end + 2) in among("exactly")


def is_checkup_had(doc: Doc, start: int, end: int) -> bool:
    """Return True for the check-up of an age that was just had ("his 24 month checkup was this morning")."""
    at = end
    while text_at(doc, at) in among("well_child"):
        at += 1
    led = start - 1 - (text_at(doc, start - 1) in ("los", "las"))
    behind = text_at(doc, led) == "de" and text_at(doc, led - 1) in among("checkups")
    checked = [text_at(doc, at), text_at(doc, at + 1)]
    if not behind and checked[0] not in among("checkups") and checked != ["check", "up"]:
        return False
    first = led - 2 * behind
    near = [*clause_before(doc, first + 1, REACH), *clause_after(doc, at, REACH)]
    owned = text_at(doc, first) in among("whose", "articles") | {"babys", ".", "la", "al"}
    is_childs = owned or bool({"he", "she", "le"} & {*near})
    return is_childs and not among("denied", "self", "self_before_number") & {*near} and _is_just_over(near)


def _is_just_over(near: list[str]) -> bool:
    """Whether a day that is today or was lately is said."""
    if any(words()["today"].get(word, 1) <= 0 for word in near):
        return True
    lately = {*words()["spans"], *among("weekdays")}
    return any(
        (first in among("this") and then in among("times_of_day"))
        or (first in among("last") and then in lately)
        or (first in lately and then in among("last"))
        for first, then in pairwise(near)
    )


def is_pupils(doc: Doc, start: int) -> bool:
    """Return True when a pupil of somebody else's is so old ("un estudiante de 12 años me contó")."""
    before = clause_before(doc, start, REACH)
    pupil = last(before, 2) if last(before) in ("de", ",") else ""
    if last(before) in ("de", ",") and pupil in ("mio", "mia"):
        pupil = last(before, 3)
    return pupil in among("pupils") and not among("self") & {*before}


def is_in_months_told(doc: Doc, span: Span) -> bool:
    """Return True for months that were counted before ("it ends at 36 months. Ours is at 33")."""
    count = value(span[-1]) or 0.0
    goes_on = text_at(doc, span.end).isalnum() and text_at(doc, span.end) not in among("apart", "now", "already")
    if goes_on or len(span) > 1 or not MOST_YEARS < count <= MOST_MONTHS:
        return False
    before = clause_before(doc, span.start, 4)
    if not among("child") - among("articles") & {*before} or last(before) not in among("is_verbs", "at_months"):
        return False
    told = (at for at in range(1, span.start) if _size(doc, at, at + 1) == 1.0 and tag_at(doc, at - 1) in COUNTS)
    return any(text_at(doc, at + 1) not in among("not_age_after") for at in told)  # not "12 months behind"


def _size(doc: Doc, start: int, end: int) -> float | None:
    """Return the months in the first unit between `start` and `end`."""
    return next((unit(token.text) for token in doc[start:end] if token.tag_ == "unit"), None)
