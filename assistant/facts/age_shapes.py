"""The shapes in which an age is told, as patterns over the tags of tokens.py."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from spacy.matcher import Matcher

from assistant.facts.lexicon import among, words
from assistant.facts.numbers import MONTHS_IN_YEAR
from assistant.facts.tokens import vocabulary

Token = dict[str, Any]
Shapes = Iterator[tuple[str, list[Token]]]  # each with the name that ages.py reads it by

NUMBER: Token = {"TAG": "number"}
ONE: Token = {"TAG": "one"}
OLD: Token = {"TAG": "old"}
HALF: Token = {"TAG": "half"}
UNIT: Token = {"TAG": "unit"}
SINGLE: list[list[Token]] = [[NUMBER], [{"TAG": "tens"}]]


@cache
def matcher() -> Matcher:
    """Return what finds all shapes in a message."""
    found = Matcher(vocabulary())
    for shapes in (_numbers(), _years_and_months(), _one_year(), _one_of_something()):
        for name, shape in shapes:
            found.add(name, [shape])
    return found


def _numbers() -> Shapes:
    """ "3 years old", "2 and a half", "18 mo", "3 to 5 years"."""
    dash, of_age = _maybe("-", "–"), [_text("of", "de"), _text("age", "edad")]
    reached = [_among("just_reached"), OLD]  # "un año recién cumplido"
    since_birth = [_text("de"), _maybe("recien"), _among("lately_born")]  # "tres semanas de nacido"
    for said in [*SINGLE, [{"TAG": "tens"}, _maybe("-", "y", "i", "and"), NUMBER]]:
        for end in ([dash, _perhaps(OLD)], reached, of_age, since_birth):
            counted = [*said, dash, _maybe("ish"), dash, _perhaps(HALF), dash, UNIT, _perhaps(HALF)]
            yield "with_unit", [*counted, *end]
        yield "with_unit", [*said, ONE, HALF]  # "2 a y medio"
        yield "bare", said
        yield "bare", [*said, dash, HALF]
        yield "range", [NUMBER, _text("to", "a", "-", "–"), *said, dash, _perhaps(UNIT), dash, _perhaps(OLD)]


def _years_and_months() -> Shapes:
    """ "2 years and 3 months", "a year 4 months", "2 and 10 months", "2 añitos con 8", "3 months and 2 weeks"."""
    dash, year, months = _maybe("-", "–"), _year(), _unit_of(1.0)
    then = [_maybe("and", "an", "y", "i", "n", "con", "with", ",", "&", "mas", "plus"), _maybe("a", "un")]
    ends = [_maybe("-", "–", "of", "de"), _no_year(), dash, _perhaps(OLD)]
    for said in [*SINGLE, [{"TAG": "tens"}, _maybe("-", "y", "i", "and"), NUMBER], [_perhaps(ONE)]]:
        for also in SINGLE:
            yield "with_unit", [*said, dash, year, *then, *also, *ends]
    and_then = _text("and", "an", "y", "i", "n", "con", "&")
    yield "years_and_months", [NUMBER, and_then, NUMBER, dash, months]
    yield "years_and_months", [NUMBER, and_then, ONE, months]  # "8 y un mes"
    charted = [_among("chart_ages"), _maybe("age", "edad"), _maybe(":", "of", "de")]  # "CA 3-2"
    yield "charted", [*charted, NUMBER, _text("-", ";"), NUMBER]
    small = {**UNIT, **_among("small_units", "weeks")}
    for said in SINGLE:
        yield "years_with", [*said, year, _text("con"), NUMBER]
    for told in [*SINGLE, [ONE]]:
        for more in [*SINGLE, [ONE]]:
            yield "with_unit", [*told, dash, months, _text("and", "y", "i", "n", "con", ",", "&"), *more, small]


def _one_year() -> Shapes:
    """ "a year old", "año y medio", "medio año"."""
    dash = _maybe("-", "–")
    yield "with_unit", [_perhaps(ONE), UNIT, HALF, dash, _perhaps(OLD)]
    of_life = [_text("de"), _maybe("recien"), _among("lived")]  # "una semana de nacida", "un mes de vida"
    for end in ([dash, OLD], [_among("just_reached"), OLD], of_life, [_among("has_age")]):
        yield "with_unit", [ONE, dash, UNIT, *end]
    yield "with_unit", [ONE, _among("sure_units")]
    yield "with_unit", [_text("half", "medio"), _perhaps(ONE), _year(), dash, _perhaps(OLD)]


def _one_of_something() -> Shapes:
    """ "my year old", "cumplió un año": the word before the age is part of the shape."""
    year = _year()
    yield "one", [_among("my"), UNIT, _maybe("-", "–"), _among("old")]
    hedged = [_among("before_one"), _perhaps(_among("before_a_unit"))]  # "tiene como un mes"
    yield "one", [*hedged, _text("un", "una", "a"), UNIT, _perhaps(HALF)]
    yield "one", [_among("before_one"), _text("el"), year]  # "cumple el añito", not "el dia que"
    yield "one", [_among("reached_one"), _text("su"), year]  # "hizo su añito"
    yield "one", [_among("birthday_verbs"), _text("mes", "ano")]


def _unit_of(size: float) -> Token:
    units = {**words()["units"], **words()["glued_units"]}
    return {**UNIT, **_text(*(name for name, months in units.items() if months == size))}


def _year() -> Token:
    return _unit_of(MONTHS_IN_YEAR)


def _no_year() -> Token:
    return {**UNIT, "TEXT": {"NOT_IN": _year()["TEXT"]["IN"]}}


def _text(*texts: str) -> Token:
    return {"TEXT": {"IN": list(texts)}}


def _among(*names: str) -> Token:
    return _text(*among(*names))


def _maybe(*texts: str) -> Token:
    return _perhaps(_text(*texts))


def _perhaps(token: Token) -> Token:
    return {**token, "OP": "?"}
