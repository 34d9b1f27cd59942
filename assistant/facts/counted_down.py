"""Ages told by what is missing to them: "le faltan 2 meses para los 3 años", "5 months shy of three"."""

from dataclasses import replace

from spacy.tokens import Doc

from assistant.facts.ages import Age
from assistant.facts.lexicon import among, words
from assistant.facts.numbers import MONTHS_IN_YEAR, unit, value
from assistant.facts.spans import span_of_time
from assistant.facts.tokens import clause_before, tag_at, text_at

REACH = 4  # small words between what is missing and the age
YEAR_AT_MOST = 12.0


def find_counted_down(doc: Doc) -> list[Age]:
    """Return the ages that are told by how much is missing to them."""
    found = (
        _told(doc, token.i) for token in doc if token.tag_ in ("number", "one", "tens") or token.text in words()["few"]
    )
    return [age for age in found if age is not None]


def _told(doc: Doc, i: int) -> Age | None:
    missing, end = span_of_time(doc, i)
    if missing is None or missing > YEAR_AT_MOST:
        return None
    hedged = text_at(doc, i - 1) in among("before_a_unit", "hedges")  # "le faltan como dos meses"
    before = (1 + hedged) * (text_at(doc, i - 1 - hedged) in among("missing"))
    behind = text_at(doc, end) in among("short_of")
    to_go = [text_at(doc, end), text_at(doc, end + 1)] == ["to", "go"] and text_at(doc, end + 2) in among("apart")
    if not (before or behind or to_go):
        return None
    if to_go or (before and text_at(doc, end) in among("apart")):
        return _not_yet(doc, i - before, end, missing)
    at = end + behind
    while at < end + REACH and text_at(doc, at) in among("up_to"):
        at += 1
    return _reached(doc, i - before, at, missing) if at > end else None


def _not_yet(doc: Doc, start: int, end: int, missing: float) -> Age | None:
    """Return the age that was said not to be reached before ("no ha cumplido el año, le faltan dos semanas")."""
    at = start - 1
    while at > start - REACH and text_at(doc, at) in among("before_missing"):
        at -= 1
    unreached = among("denied", "is_not", "nearly") & {*clause_before(doc, at, REACH)}
    reached = _reached(doc, at, at, missing) if unreached else None
    return replace(reached, end=end) if reached else None


def _reached(doc: Doc, start: int, at: int, missing: float) -> Age | None:
    """Return the age named at `at` less what is missing; a number that counts something else is none."""
    count = value(doc[at]) if at < len(doc) else None
    if text_at(doc, at) in words()["birthday_counts"] and text_at(doc, at + 1) in among("birthdays"):
        return Age(words()["birthday_counts"][text_at(doc, at)] * MONTHS_IN_YEAR - missing, start, at + 2, True)
    if count is None and text_at(doc, at) in among("singular") and unit(text_at(doc, at)) == MONTHS_IN_YEAR:
        return Age(MONTHS_IN_YEAR - missing, start, at + 1, True)  # "le falta un mes para el año"
    has_unit, following = tag_at(doc, at + 1) == "unit", text_at(doc, at + 1)
    if count is None or not (has_unit or not following.isalnum() or following in among("unitless_next")):
        return None
    whole = count * (unit(following) if has_unit else MONTHS_IN_YEAR)
    return Age(whole - missing, start, at + 1 + has_unit, True) if whole > missing else None
