"""Numbers that what is told around them makes an age: "7 and bites his nails", "isn't two until October"."""

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.numbers import value
from assistant.facts.tokens import ENDS, clause_before, tag_at, text_at

REACH = 10
MOST_YEARS = 18
DATES = frozenset({"date", "day_month", "month_year"})
OF_OTHERS = ("o", "n", "mos", "oy")  # how Spanish verbs end that tell of no single child ("no puedo", "no contestan")


def is_told_by_a_story(doc: Doc, start: int, end: int) -> bool:
    """Return True when what is told of the number at `start` up to `end` can only be told of a child's age."""
    return _begins_it(doc, start, end) or _is_not_yet(doc, start, end) or is_since_then(doc, start, end)


def is_since_then(doc: Doc, start: int, end: int) -> bool:
    """Return True when it is what somebody is now who was another age then ("was 13 then, 15 now")."""
    led = start - 1 - (text_at(doc, start - 1) == "tiene")
    if not {text_at(doc, led), text_at(doc, end)} & among("now"):
        return False
    before = range(max(0, start - REACH), start)
    was = next((at for at in before if text_at(doc, at) in among("was") and tag_at(doc, at + 1) == "number"), None)
    if was is None or text_at(doc, was + 2) not in among("then"):
        return False
    near = {text_at(doc, at) for at in before}
    return (text_at(doc, was) == "tenia" and not near & among("self")) or bool(near & among("child"))


def _begins_it(doc: Doc, start: int, end: int) -> bool:
    """Whether a sentence begins with it and goes on about a child ("8 and still wets the bed", "4 y no avisa")."""
    joint = text_at(doc, end)
    if text_at(doc, start - 1) not in ENDS or joint not in ("and", "but", "n", "y", "pero"):
        return False
    if not 1 < (value(doc[start]) or 0.0) <= MOST_YEARS:
        return False
    at = end + 1
    while text_at(doc, at) in among("before_deeds"):
        at += 1
    deed = text_at(doc, at)
    if deed in among("third_person"):
        return True
    if deed in among("no_childs_deeds"):
        return text_at(doc, at + 1) in among("lacked")  # "3 and not a word"
    of_others = joint in ("y", "pero") and deed.endswith(OF_OTHERS) and deed not in ("en", "con")
    return at > end + 1 and deed.isalpha() and not of_others


def _is_not_yet(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody is not so old until a day that is told ("isn't two until October")."""
    day = end + 1
    dated = text_at(doc, day) in words()["months"] or tag_at(doc, day) in DATES or text_at(doc, day) in among("next")
    if text_at(doc, end) not in among("until") or not dated:
        return False
    before = clause_before(doc, start, REACH // 3)
    said = [word for word in before if word not in among("will_turn", "articles") | {"los", "quite", "tiene", "hace"}]
    return bool(said) and said[-1] in among("denied", "is_not") | {"wont"} and not among("self") & set(before)
