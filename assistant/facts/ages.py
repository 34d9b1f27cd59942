"""Where a message may tell an age: numbers with a unit, and bare numbers that stand where an age would."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from assistant.facts.age_shapes import matcher
from assistant.facts.bare_numbers import is_age
from assistant.facts.lexicon import among, words
from assistant.facts.named import is_written_as_name
from assistant.facts.numbers import MONTHS_IN_YEAR, months, unit, value
from assistant.facts.tokens import longest, tag_at, text_at
from assistant.facts.told_beside import is_in_months_told

SEVERAL_REACH = 5  # words before two numbers in which several children are spoken of
JOINED = frozenset({"and", "an", "y", "e", "n", "&", "/", ",", "or", "o"})


@dataclass(frozen=True)
class Age:
    """An age in months as told, where it stands (tokens), and whether a unit was said."""

    months: float
    start: int
    end: int
    has_unit: bool


def find_ages(doc: Doc) -> list[Age]:
    """Return every number that may be somebody's age, in the order of the message."""
    ages: list[Age] = []
    for span in _of_ages(doc):
        if _is_writer_and_pregnancy(doc, span):
            ages.append(Age(months(span[-2:]), span.end - 2, span.end, True))
        elif span.label_ == "with_unit":
            ages += [*_listed_before(doc, span), _almost(doc, Age(_closest(span), span.start, span.end, True))]
        elif span.label_ == "years_and_months" or _is_a_guess(doc, span):  # "2 and 10 months", "around 9-10 months"
            ages += _two_numbers(doc, span)
        elif span.label_ == "charted" and (value(span[-1]) or 0.0) < MONTHS_IN_YEAR and text_at(doc, span.end) != "-":
            ages.append(Age(months(span[-3:-2]) + (value(span[-1]) or 0.0), span.start, span.end, False))
        elif span.label_ == "years_with":  # "2 añitos con 8"
            ages.append(_with_months(doc, span))
        elif span.label_ == "one":
            ages.append(_almost(doc, Age(months(span[1:]), span.start + 1, span.end, True)))
        elif span.label_ == "bare" and is_in_months_told(doc, span):
            ages.append(Age(months(span) / MONTHS_IN_YEAR, span.start, span.end, False))
        elif span.label_ == "bare" and (is_age(doc, span.start, span.end) or _goes_on(doc, span, ages)):
            ages.append(_almost(doc, Age(months(span), span.start, span.end, False)))
    ages = [age for age in ages if age.has_unit or not _shares_a_unit(doc, age, ages)]
    return [age for before, age in zip([None, *ages], ages, strict=False) if not _is_next_year_of(doc, before, age)]


def _of_ages(doc: Doc) -> list[Span]:
    """Return what has the shape of an age, without those who are at home with the writer."""
    return [span for span in longest(matcher()(doc, as_spans=True)) if not _is_who_writes(doc, span)]


def _is_who_writes(doc: Doc, span: Span) -> bool:
    """Whether "yo" behind a number is who writes ("somos 4 yo mi marido y do muchacho"), and no unit."""
    if span.label_ != "with_unit" or span[-1].text != "yo":
        return False
    following = text_at(doc, span.end + (text_at(doc, span.end) == ","))
    return text_at(doc, span.start - 1) in among("people_are") or following in ("mi", "mis")


def _closest(span: Span) -> float:
    """Return the months of an age; where they are told once more, closer, only those ("dos años, 28 meses")."""
    mark = next((at for at, token in enumerate(span) if token.text == ","), 0)
    years, then = (months(span[:mark]), months(span[mark + 1 :])) if mark else (0.0, 0.0)
    return then if 0 < years <= then < years + MONTHS_IN_YEAR else months(span)


def _is_writer_and_pregnancy(doc: Doc, span: Span) -> bool:
    """Whether two numbers tell the writer's years and a pregnancy's time ("17 and 5 months pregnant")."""
    counted = [token for token in span if token.tag_ in ("number", "tens")]
    return len(counted) > 1 and bool(among("pregnant") & {text_at(doc, span.end), text_at(doc, span.end + 1)})


def _with_months(doc: Doc, span: Span) -> Age:
    """Return the years and the months that "2 añitos con 8" tells; the years alone where 8 counts something else."""
    told, more = months(span[:-2]), value(span[-1]) or 0.0
    following = text_at(doc, span.end)
    if more < MONTHS_IN_YEAR and (not following.isalnum() or following in among("unitless_next")):
        return Age(told + more, span.start, span.end, True)
    return Age(told, span.start, span.end - 2, True)


def _is_of_several(doc: Doc, span: Span) -> bool:
    """Whether several children are spoken of right before, or an age is listed ("13, 8 and 10 months")."""
    near = {token.text for token in doc[max(0, span.start - SEVERAL_REACH) : span.start]}
    listed = text_at(doc, span.start - 1) == "," and tag_at(doc, span.start - 2) == "number"
    return listed or (bool(near & among("children", "of_several")) and not near & among("of_one"))


def _told_by(span: Span) -> Age:
    return Age(months(span), span.start, span.end, True)


def _two_numbers(doc: Doc, span: Span) -> list[Age]:
    """Return the age of "2 and 10 months", or of "between 3 and 4 months" and "around 3-4 months": the middle.

    "4 and 20 months" are two children, and so are "kids are 13 and 10 months".
    """
    if span.label_ == "years_and_months" and (months(span[2:]) >= MONTHS_IN_YEAR or _is_of_several(doc, span)):
        return [_told_by(span[:1]), _told_by(span[2:])]
    if span.label_ != "range" and text_at(doc, span.start - 1) not in ("between", "entre"):
        return [Age(months(span[:1]) + months(span[2:]), span.start, span.end, True)]
    size = next(unit(token.text) for token in span if token.tag_ == "unit")
    return [Age((months(span[:1]) / MONTHS_IN_YEAR * size + months(span[2:])) / 2, span.start, span.end, True)]


def _is_a_guess(doc: Doc, span: Span) -> bool:
    """Whether a range only tells that an age is not known to the month ("is 3-4 weeks", not "for 3-5 years")."""
    if span.label_ != "range" or not any(token.tag_ == "unit" for token in span):
        return False
    first, second = (value(token) or 0.0 for token in span if token.tag_ in ("number", "tens"))
    return second - first == 1 and text_at(doc, span.start - 1) in among("hedges", "between", "is_verbs", "age_verbs")


def _shares_a_unit(doc: Doc, age: Age, ages: list[Age]) -> bool:
    """Whether a number read as years shares the unit of a later one ("is like 8 or 9 months")."""
    joined = text_at(doc, age.end) in JOINED - {","}  # not "she's 19, 5 months along"
    return joined and any(other.has_unit and other.start == age.start for other in ages)


def _listed_before(doc: Doc, span: Span) -> list[Age]:
    """Return the ages that share the unit of a later one ("my 3 and 5 year olds")."""
    before = span.start - 2
    if text_at(doc, span.start - 1) not in JOINED or tag_at(doc, before) != "number":
        return []
    if text_at(doc, before) == "one" and text_at(doc, before - 1) in among("child", "before_one_of_them", "my"):
        return []  # "a little one, seventeen months"
    size = next(unit(token.text) for token in span if token.tag_ == "unit")
    earlier = doc[before : before + 1]
    return [Age(months(earlier) / MONTHS_IN_YEAR * size, before, before + 1, True)]


def words_of(doc: Doc, age: Age) -> set[str]:
    """Return the words that tell an age, with those of a unit that it shares with a later one."""
    is_listed = age.has_unit and age.end - age.start == 1 and tag_at(doc, age.start) == "number"
    return {token.text for token in doc[age.start : age.end + 4 * is_listed]}


def _goes_on(doc: Doc, span: Span, ages: list[Age]) -> bool:
    """Whether a bare number is the next of a list of ages ("kids are 10, 7 and 4")."""
    following = text_at(doc, span.end)
    is_next = text_at(doc, span.start - 1) == "los"  # "tiene tres, los cuatro son en abril"
    then = [following, text_at(doc, span.end + 1)]
    dated = following in ("in", "on", "en") or (is_next and then in (["son", "en"], ["los", "cumple"], ["los", "hace"]))
    if ages and text_at(doc, span.start - 1 - is_next) in ("(", ",") and dated:  # "he is 4 (5 in may)"
        return ages[-1].end == span.start - 1 - is_next and months(span) == ages[-1].months + MONTHS_IN_YEAR
    if text_at(doc, span.start) in ("one", "uno") and following.isalpha():  # "both 2, one doesn't talk"
        return False
    if not ages or (following.isalpha() and following not in among("unitless_next")):
        return False
    between = {token.text for token in doc[ages[-1].end : span.start]}
    if between & {"or", "o"} and ages[-1].has_unit:  # "6 weeks or 8": the same once more
        return False
    if between & among("other_children") and between <= JOINED | among("other_children", "before_other_children"):
        return text_at(doc, ages[-1].end) in JOINED  # "uno tiene 2 y la otra 14"
    named = is_written_as_name(doc, span.start - 1) and span.start - ages[-1].end <= 2  # "Kevin tiene 3 y Karla 1"
    return (
        named
        or (between <= JOINED and span.start - ages[-1].end <= 2)
        or (bool(between & among("amends")) and between <= JOINED | among("amends", "amending"))
    )


def _almost(doc: Doc, age: Age) -> Age:
    """Return the age a month younger when it is nearly reached: "almost 3", "va pa 3", "4 going on 5" (59 months)."""
    if age.months < MONTHS_IN_YEAR or age.months % MONTHS_IN_YEAR:
        return age
    before = [text_at(doc, age.start - back) for back in (1, 2, 3)]
    later = _next_number(doc, age.end) if text_at(doc, age.end) in among("towards") else None
    if later and not {text_at(doc, later), text_at(doc, later + 1)} & among("before_dates"):  # "6 turning 7 in may"
        by_next = value(doc[later - 1]) == age.months / MONTHS_IN_YEAR + 1  # not "13 going on 30"
        return Age(age.months + by_next * (MONTHS_IN_YEAR - 1), age.start, later, age.has_unit)
    soon = bool(among("nearly") & set(before)) or _is_led(before)
    return Age(age.months - 1, age.start, age.end, age.has_unit) if soon else age


def _is_led(before: list[str]) -> bool:
    """Whether "va pa" and the like lead to the number; `before` runs backward from it."""
    near = [word for word in before if word not in ("los", "las", "el")]
    return [*near[1::-1]] in words()["nearing"]


def _next_number(doc: Doc, start: int) -> int | None:
    """Return the end of the number within two words of `start`, None when there is none."""
    return next((i + 1 for i in range(start + 1, min(start + 3, len(doc))) if tag_at(doc, i) == "number"), None)


def _is_next_year_of(doc: Doc, before: Age | None, age: Age) -> bool:
    """Whether this number was read already, as the end of "4 going on 5"."""
    return before is not None and age.start < before.end
