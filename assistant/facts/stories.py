"""Numbers that what is told around them makes an age: "7 and bites his nails", "isn't two until October"."""

from spacy.tokens import Doc

from assistant.facts.lexicon import among, words
from assistant.facts.numbers import value
from assistant.facts.tokens import ENDS, clause_after, clause_before, tag_at, text_at

REACH = 10
MOST_YEARS = 18
COUNTS = frozenset({"number", "tens"})  # "forty words. now six"
DATES = frozenset({"date", "day_month", "month_year"})
OF_OTHERS = ("o", "n", "mos", "oy")  # how Spanish verbs end that tell of no single child ("no puedo", "no contestan")


def is_told_by_a_story(doc: Doc, start: int, end: int) -> bool:
    """Return True when what is told of the number at `start` up to `end` can only be told of a child's age."""
    return (
        _begins_it(doc, start, end)
        or _stands_first(doc, start, end)
        or _is_at_it(doc, start, end)
        or _is_not_yet(doc, start, end)
        or is_since_then(doc, start, end)
    )


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
    at = begin = end + 1 + (text_at(doc, end + 1) in ("he", "she"))
    while text_at(doc, at) in among("before_deeds"):
        at += 1
    deed, following = text_at(doc, at), text_at(doc, at + 1)
    if joint == "and" and (deed.endswith("ing") or (deed == "self" and following.endswith("ing"))):  # "2 and biting"
        return deed not in among("no_childs_deeds", "grown_deeds")
    if deed in among("third_person") and begin == end + 1:
        return True
    if deed in among("no_childs_deeds"):
        return text_at(doc, at + 1) in among("lacked")  # "3 and not a word"
    of_others = joint in ("y", "pero") and deed.endswith(OF_OTHERS) and deed not in ("en", "con")
    return at > begin and deed.isalpha() and not of_others


def _stands_first(doc: Doc, start: int, end: int) -> bool:
    """Whether a child is named behind it ("16, my son, got suspended", "2 he is") or it is of now ("now 2, silent")."""
    led = text_at(doc, start - 1 - (text_at(doc, start - 1) in ("los", "casi")))
    then = [text_at(doc, end + ahead) for ahead in range(3)]
    if led in among("now") and text_at(doc, start - 2) in ENDS | {","}:
        counted = any(text_at(doc, at + 1) in among("lacked") for at in range(start) if tag_at(doc, at) in COUNTS)
        return then[0] in among("apart") and not counted and not among("ourselves") & {token.text for token in doc}
    if led not in ENDS or not 1 < (value(doc[end - 1]) or 0.0) <= MOST_YEARS:
        return False
    if then[0] in among("now", "has_age") or (then[0] in ("he", "she") and then[1] == "is"):  # "3 now,", "3 tiene"
        return then[1 + (then[1] == "is")] in among("apart")
    if then[0] in among("ages_only") or then == ["va", "a", "cumplir"]:  # "3 cumple en marzo"
        return True
    if then[0] in ("in", "en", "come", "next") and then[1] in {*words()["months"], "month"}:  # "3 in march"
        return True
    joint = then[0] in (",", "-", "and", "y")
    named = then[1] in among("my") and then[2] in among("child") - among("children", "articles")
    described = then[1] in among("of_a_child") and then[0] in (",", "-")  # "3, nonverbal"
    next_year = then[0] in among("towards", "nearly") and _is_a_year_more(doc, end - 1, end + 1)
    cared_for = then[:2] == ["and", "i"] and bool(among("him") & {*clause_after(doc, end, REACH)})
    return (joint and (named or described)) or cared_for or next_year


def _is_a_year_more(doc: Doc, i: int, later: int) -> bool:
    """Whether the next year is told at `later` ("2 pa 3")."""
    return later < len(doc) and value(doc[later]) == (value(doc[i]) or 0.0) + 1


def _is_at_it(doc: Doc, start: int, end: int) -> bool:
    """Whether a child is said to do or lack something at it ("still in diapers at 3", "a los 3 todavia no habla")."""
    in_spanish = [text_at(doc, start - 2), text_at(doc, start - 1)] == ["a", "los"]
    if not in_spanish and text_at(doc, start - 1) != "at":
        return False
    at = end + (text_at(doc, end) == ",")
    named = text_at(doc, at) in ("he", "she")
    if text_at(doc, at + 1) in ("les", "nos"):  # "a los dos todavia les debo"
        return False
    lacks = among("still") | (among("trouble") - {"isnt", "wont"} if named else frozenset())
    if (in_spanish or named) and text_at(doc, at + named) in lacks:
        return True
    near = set(clause_before(doc, start, REACH))
    return text_at(doc, end) in among("apart") and bool(near & among("still")) and bool(near & among("childish"))


def _is_not_yet(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody is not so old until a day that is told ("isn't two until October")."""
    day = end + 1
    dated = text_at(doc, day) in words()["months"] or tag_at(doc, day) in DATES or text_at(doc, day) in among("next")
    if text_at(doc, end) not in among("until") or not dated:
        return False
    before = clause_before(doc, start, REACH // 3)
    said = [word for word in before if word not in among("will_turn", "articles") | {"los", "quite", "tiene", "hace"}]
    return bool(said) and said[-1] in among("denied", "is_not") | {"wont"} and not among("self") & set(before)
