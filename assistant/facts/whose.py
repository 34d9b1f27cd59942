"""Whose age it is: a child's, or the writer's, a grown-up's, a wait's, somebody's long ago."""

from itertools import pairwise

from spacy.tokens import Doc

from assistant.facts.ages import Age, words_of
from assistant.facts.durations import counts_something, is_duration, is_reached, is_singled_out
from assistant.facts.lexicon import among, words
from assistant.facts.named import is_little_one, is_name, is_sexed, is_written_as_name, name_before
from assistant.facts.numbers import MONTHS_IN_YEAR
from assistant.facts.stories import is_since_then
from assistant.facts.tokens import clause_after, clause_before, last, tag_at, text_at
from assistant.facts.told_beside import is_checkup_had, is_closer, is_pupils

REACH = 8  # words looked back for whose age it is
SHORTEST_GESTATION = 4.6  # months
ARTICLES = frozenset({"a", "an", "un", "una", "the"})


def is_childs(doc: Doc, age: Age) -> bool:
    """Return True when the age is most likely that of a child."""
    before, after, said = clause_before(doc, age.start, REACH), clause_after(doc, age.end, 4), words_of(doc, age)
    if age.has_unit and _is_after_birth(age, after):
        return True
    if _is_writers_or_too_old(doc, age, before, after) or _is_anothers_or_not_now(doc, age, before, after):
        return False
    if _is_gestation(before, age, said) or _is_intake(doc, age, before):
        return False
    if not age.has_unit:
        return True
    if said & among("old", "sure_units", "lived", "has_age"):
        return last(before) not in among("bounds")
    if _is_noun(doc, age, said) or is_checkup_had(doc, age.start, age.end):
        return True
    exact = is_closer(doc, age.start, age.end) or is_pupils(doc, age.start)
    if not exact and (counts_something(doc, before, age, said) or is_duration(before, after)):
        return False
    return exact or _is_about_a_child(doc, before, age)


def _is_writers_or_too_old(doc: Doc, age: Age, before: list[str], after: list[str]) -> bool:
    if age.months >= words()["adult_years"] * MONTHS_IN_YEAR or _is_writers(doc, before, age):
        return True
    if age.months == MONTHS_IN_YEAR and after[:2] == ["y", "pico"]:  # anything from one to two
        return True
    if age.months > 2 * MONTHS_IN_YEAR and words_of(doc, age) & among("small_units", "weeks"):  # "gano 450 semana"
        return True
    grown = age.months >= words()["grown_years"] * MONTHS_IN_YEAR
    return grown and not among("child", "birthday_verbs") & set(before)


def _is_anothers_or_not_now(doc: Doc, age: Age, before: list[str], after: list[str]) -> bool:
    if text_at(doc, age.end) in among("when") and last(before) in among("was"):  # "he was 2 when ..."
        return True
    if _is_of_a_thing(before) or last(after[:1]) in among("unhuman") or (last(before), *after[:1]) == ("hace", "que"):
        return True
    if _is_at(before) and _is_told_as_past(before, after):
        return True
    named = _is_of_a_named_child(doc, age, after) or is_since_then(doc, age.start, age.end)
    grown_up = _is_grown_up(before, after) and not named
    return grown_up or _is_past(before) or _is_compared(before, after) or _is_until(before)


def _is_of_a_named_child(doc: Doc, age: Age, after: list[str]) -> bool:
    """Whether a name, not a grown-up's, stands right before it ("soy el papá, Thiago tiene 9 meses")."""
    at = name_before(doc, age.start)
    return at is not None and is_written_as_name(doc, at) and last(after[:1]) not in among("adult")


def _is_after_birth(age: Age, after: list[str]) -> bool:
    """Whether a mother tells how long ago she gave birth ("im 3 months pp", "tengo 6 semanas de parida")."""
    said = [word for word in after[:2] if word not in ("de", "post")]
    return age.months <= 2 * MONTHS_IN_YEAR and bool(said) and said[0] in among("postpartum")


def _is_writers(doc: Doc, before: list[str], age: Age) -> bool:
    if last(before) == "de" and last(before, 2) in ARTICLES:  # "tengo una de 3"
        return False
    near = [word for word in before if word not in among("between") and word not in ARTICLES]
    if last(near) in among("self", "self_before_number") or text_at(doc, age.start) in among("self"):
        return True
    return last(near) in among("turned", "will_turn") and last(near, 2) in among("self")


def _is_grown_up(before: list[str], after: list[str]) -> bool:
    """Whether the age is of the adult named last before it ("my mom is 40") or right after it ("a 19 yo mom")."""
    people = [word for at, word in enumerate(before) if word in among("adult", "child") and not _has_one(before, at)]
    if last(people, 2) in ("lil", "little") or last(before) in among("owners"):  # "lil man", "my sister's 3 yr old"
        return last(after[:1]) in among("adult")
    return last(people) in among("adult") or last(after[:1]) in among("adult")


def _has_one(before: list[str], at: int) -> bool:
    """Whether the child of the grown-up at `at` is named before ("el hijo de mi esposo tiene 3")."""
    owner = at - (at > 0 and before[at - 1] in among("my", "articles") | {"la", "the"})
    owned = owner > 1 and before[owner - 1] in ("de", "of") and before[owner - 2] in among("child") - among("articles")
    return owned and before[at] in among("adult")


def _is_of_a_thing(before: list[str]) -> bool:
    """Whether a thing or a pet is so old ("my car is 12 years old")."""
    near = [word for word in before if word not in among("between")]
    told = last(near) in among("is_verbs", "age_verbs", "has")
    return last(near, 1 + told) in among("unhuman", *(["minders"] if told else []))


def _is_past(before: list[str]) -> bool:
    """Whether it tells how old somebody was, or the writer at the time ("when he was 2", "i was 16")."""
    near = [word for word in before if word not in among("between")][-3:]
    if last(near) in among("was"):
        return bool(set(near) & among("back_then"))
    # "we lost him at 5 months", "lo adoptamos de 2 anitos"
    happened_at = last(before) == "de" or _is_at(before)
    lately = set(before[-5:])
    grown_since = lately & among("reached", "started") and not lately & among("denied")  # "he walked at 11 months"
    return happened_at and bool(lately & among("happened") or grown_since)


def _is_at(before: list[str]) -> bool:
    """Whether "at" or "a los" leads to the age."""
    return last(before) == "at" or before[-2:] in (["a", "los"], ["at", "age"])


def _is_told_as_past(before: list[str], after: list[str]) -> bool:
    """Whether something was so at that age ("was walking at 12 months", "a los 2 años dejó de hablar")."""
    said = last([word for word in after if word not in among("before_past_verbs", "old")][:1])
    regular = len(said) > 4 and said.endswith("ed") and said not in among("adjusted")
    past = regular or said in among("past_verbs")
    at = max((at for at, word in enumerate(before) if word in ("and", ",", "y", "but")), default=-1)
    near = {*before[at + 1 :][-5:]}  # "got tubes at 18 months"
    past |= bool(near & among("happened_to")) and not near & among("denied", "still")
    return past or bool(among("was") - {"were"} & set(before[-5:]))  # not "we're"


def _is_until(before: list[str]) -> bool:
    """Whether it only bounds a time or a group ("until he is 5", "niños menores de 5 años")."""
    near = [word for word in before if word not in among("between")]
    if last(near) == "age" and last(near, 2) in among("bounds", "to"):  # "up to age 3"
        return True
    if _is_at(before) and among("ends_at") & {*before[-3:-1]}:  # "services stop at 36 months"
        return True
    return bool(among("until") & set(near[-4:-1])) or last(near) in among("groups")


def _is_compared(before: list[str], after: list[str]) -> bool:
    """Whether it only measures ("talks like a 2 year old", "the mind of a 3 year old", "at a 2 year old level")."""
    near = before[-6:]
    if any(word in among("minds") and then in ("of", "de") for word, then in pairwise(near)) or _is_measured(near):
        return True
    near = before[-4:]
    liked = {after_like for like, after_like in pairwise(near) if like in among("like")}
    is_sized = last(after[1:2]).isdigit()  # "de 5 años talla 6"
    return bool(liked & among("one", "child")) or (last(after[:1]) in among("levels") and not is_sized)


def _is_measured(near: list[str]) -> bool:
    """Whether a test gave it ("developmental age 18 months", "edad mental de 3", "scored at 18 months", "talla 2")."""
    said = [word for word in near if word not in ("de", "del", "of", "is", "es", "age", ":")]
    tested = last(said) in among("measured") and bool({"age", "edad"} & set(near[-4:]))
    scored = last(near) == "at" and last(near, 2) in among("scored")
    return tested or scored or last(near) in ("size", "talla")


def _is_gestation(before: list[str], age: Age, said: set[str]) -> bool:
    """Whether these are the weeks somebody was born at ("nacio de 29 semanas", "preemie, 31 weeks")."""
    near = {word for word in before[-4:] if word != ","}
    if "recien" in near and age.months < SHORTEST_GESTATION:  # "recien nacido de 3 semanas"
        return False
    came = last(before) in ("at", "las") and near & among("delivered", "arrived")  # "she came at 34 weeks"
    return bool(said & among("weeks")) and bool(near & among("gestation", "born") or came) and "hace" not in near


def _is_intake(doc: Doc, age: Age, before: list[str]) -> bool:
    """Whether it is the age from which children are taken ("daycares that take infants at 6 weeks")."""
    led = last(before) in ("at", "from", "desde") or before[-2:] in (["a", "los"], ["a", "las"])
    near = {*(token.text for token in doc[max(0, age.start - REACH) : age.start]), *clause_after(doc, age.end, 4)}
    return led and bool(near & among("groups_taken")) and bool(near & among("takes_in"))


def _is_about_a_child(doc: Doc, before: list[str], age: Age) -> bool:
    told = [word for word in before if word not in among("between") and word not in words()["today"]]
    near = before[-5:] if among("amends") & set(before) else [*before[-1:], *told[-1:]]
    if (among("age_verbs") | {"at"}) & {text_at(doc, age.start), *near} or before[-2:] in words()["at_ages"]:
        return True
    if is_reached(before) or last([word for word in before if word not in among("nearly", "hedges")]) == "at":
        return True
    leads = words()["leads"] + words()["nearing"]
    if before[-3:-1] in leads or before[-2:] in leads or told[-2:] in leads or _is_with(doc, before, age):
        return True
    is_now = text_at(doc, age.start - 1) in among("now") and not text_at(doc, age.start - 2).isalnum()
    if is_now and not among("waits") & {token.text for token in doc}:  # "29 weeker, now 24 months"
        return True
    after = {token.text for token in doc[age.end : age.end + 4]}
    behind = [text_at(doc, age.end), text_at(doc, age.end + 1)]
    if behind[0] in among("actual", "age_verbs") or behind == ["que", "tiene"]:  # "dos años tiene"
        return True
    return (
        is_singled_out(before)
        or age.start <= 1
        or (len(before) == age.start and {*before} <= among("before_it_begins"))
        or is_little_one(doc, age.start)
        or bool(among("child", "milestones") & {*before, *after})
        or is_sexed(doc, age.start, age.end)
        or _is_somebodys(doc, age, before)
        or _is_apart(doc, age)
    )


def _is_with(doc: Doc, before: list[str], age: Age) -> bool:
    """Whether "con" leads to it ("con un año no camina"), not to what a month is counted of ("con un mes pago")."""
    following = text_at(doc, age.end)
    is_one = tag_at(doc, age.start) == "one" and age.end - age.start == 2
    counts = is_one and following.isalnum() and following not in among("unitless_next")
    return last(before) in among("aged") and not counts


def _is_noun(doc: Doc, age: Age, said: set[str]) -> bool:
    """Whether the short unit makes it a child by itself ("how do i get a 10mo to take a bottle")."""
    is_short = said <= among("noun_units") | {text_at(doc, age.start)}
    led = is_short and text_at(doc, age.start - 1) in among("noun_articles")
    following = text_at(doc, age.end)
    return led and (age.end == len(doc) or following in "?!," or following in among("unitless_next", "noun_next"))


def _is_somebodys(doc: Doc, age: Age, before: list[str]) -> bool:
    """Whether somebody is named, or had, whose age it is ("jaylah is 13 months", "got an 18mo who", "Ana, 5 años,")."""
    if text_at(doc, age.end).isalnum() and text_at(doc, age.end) not in among("unitless_next"):
        return False
    at = age.start - 1
    if text_at(doc, at) in ("a", "an") and text_at(doc, at - 1) in among("has"):
        return True
    if text_at(doc, at) in (",", ":", "-", "–"):  # not "bleeding, 14 weeks,"
        is_small = {token.text for token in doc[age.start : age.end]} & among("small_units")
        return not is_small and (is_written_as_name(doc, at - 1) or text_at(doc, at - 2) in among("my"))
    if text_at(doc, at) == "de":  # "mi Ana de 2 años"
        return is_name(doc, at - 1) and (is_written_as_name(doc, at - 1) or text_at(doc, at - 2) in among("my"))
    return name_before(doc, age.start) is not None or is_name(doc, at)


def _is_apart(doc: Doc, age: Age) -> bool:
    """Whether months or years stand by themselves where nothing is waited for or owed ("still no words, 19 mo")."""
    if {token.text for token in doc[age.start : age.end]} & among("small_units"):
        return False
    alone = not text_at(doc, age.start - 1).isalnum() and text_at(doc, age.end) in among("apart")
    at_end = age.end == len(doc) and text_at(doc, age.start - 1) in among("trouble_ends")
    return (alone or at_end) and not among("waits") & {token.text for token in doc}
