"""Whether a number with a unit tells how long something took, or counts a thing, and is nobody's age."""

from spacy.tokens import Doc

from assistant.facts.ages import Age
from assistant.facts.lexicon import among, words
from assistant.facts.numbers import unit
from assistant.facts.tokens import last, tag_at, text_at


def counts_something(doc: Doc, before: list[str], age: Age, said: set[str]) -> bool:
    """Return True when days and weeks, or a unit in the singular, count a wait or a thing ("eight-year hole")."""
    if _is_illness(doc, age):
        return True
    only_small = said & among("small_units") and not any(unit(word) >= 1 for word in said & frozenset(words()["units"]))
    if text_at(doc, age.end) in ("a", "per") and tag_at(doc, age.end + 1) == "unit":  # "one day a week"
        return True
    if only_small and not _is_told_plainly(doc, before, age):
        return True
    if not said & among("singular") or said & among("one", "just_one"):
        return False
    following = text_at(doc, age.end)
    led = last([word for word in before if word not in ("de", "of")]) in among("child", "age_verbs")
    if following in among("marks") and among("child") & set(before):  # "she just hit the 2 year mark"
        return False
    return not led and following.isalpha() and following not in among("unitless_next", "child", "one", "sexes")


def _is_illness(doc: Doc, age: Age) -> bool:
    """Whether days or weeks tell how long a child has been ill ("tiene 3 dias con fiebre", "2 weeks with a cough")."""
    said = {token.text for token in doc[age.start : age.end]}
    if not said & among("small_units") or said & among("old", "lived"):
        return False
    following = [text_at(doc, age.end + ahead) for ahead in range(3)]
    return following[0] in among("ill") or (following[0] in ("con", "with") and bool(among("illnesses") & {*following}))


def _is_told_plainly(doc: Doc, before: list[str], age: Age) -> bool:
    """Whether days or weeks stand right by the child ("baby is 3 wks", "bebe de 20 dias")."""
    near = [word for word in before if word not in among("between") or word == "de"]
    if last(near) == "de":
        near = [word for word in near if word != ","]
        return last(near, 2) in among("child", "tight") or is_singled_out(before)
    if text_at(doc, age.end) == "in":  # "3 days in the car"
        return False
    led = last(near) in among("age_verbs", "is_verbs", "child", "has", "my") or before[-2:] == ["a", "las"]
    if near[-1:] == ["con"] and last([word for word in near if word != ","], 2) in among("child"):
        return True
    if not near and age.start == 1 and text_at(doc, age.end) in among("apart"):  # "apenas 40 dias y"
        return True
    return led or age.start == 0 or text_at(doc, age.start - 1) in (",", ":", "(", "at")


def is_duration(before: list[str], after: list[str]) -> bool:
    """Return True when the words around it make it a wait, a term or a debt ("for 3 years", "owes 2 months")."""
    near = [word for word in before if word not in among("between")]
    if is_reached(before) or _is_of_a_child(before, after, near):
        return False
    if near[-2:] in words()["leads"] or among("milestones") & set(before):
        return False
    if _is_waited(before, after):
        return True
    if near[-2:] == ["que", "son"] and among("says") & set(near):  # "me dicen que son 5 años"
        return True
    if last(near) in among("not_age_before") and before[-2:] not in words()["at_ages"]:
        return True
    lasted = next((i for i, word in enumerate(near[-5:]) if word in among("lasting")), None)
    named = among("child", "age_verbs", "is_verbs") - among("articles")
    if lasted is not None and not named & set(near[-5:][lasted:]):
        return True
    on_a_day = after[:1] == ["on"] and bool(among("weekdays", "calendars") & {*after[1:3]})  # "2 weeks on monday"
    if set(near[-3:]) & among("pregnant") or (last(after[:1]) in among("not_age_after") and not on_a_day):
        return True
    return after[:1] == ["de"] and bool(after[1:]) and after[1] not in among("old", "of_life")


def _is_waited(before: list[str], after: list[str]) -> bool:
    """Whether what follows makes it a wait ("tiene 3 meses en la lista", "tiene 6 meses que no lo ve")."""
    is_listed = last(after[:1]) in ("en", "on") and bool({"lista", "list", "waitlist"} & set(after))
    return is_listed or (after[:2] == ["que", "no"] and last(before) != "de")


def _is_of_a_child(before: list[str], after: list[str], near: list[str]) -> bool:
    """Whether "criatura de", "el mio es de" or "my son turned" leads to it ("una criatura de dos años sin papeles")."""
    is_wait = before == ["es", "de"] and bool(among("waits") & set(after))  # "es de 6 meses la espera"
    turns = among("turned", "will_turn") - among("was")
    if (is_singled_out(before) and not is_wait) or (last(near) in turns and among("child") & set(near)):
        return True
    led = last(before) in ("de", "of") and last(before, 2) in among("child") - among("articles")
    return led and last(after[:1]) not in among("ago", "pregnant")


def is_reached(before: list[str]) -> bool:
    """Return True when "hace" tells a birthday ("mañana hace 5 meses"), not time ago, or a child is in such months."""
    on_a_day = last(before) == "hace" and last(before, 2) in among("today", "weekdays")
    return on_a_day or before[-2:] == ["hace", "los"] or before[-3:] in words()["in_ages"]


def is_singled_out(before: list[str]) -> bool:
    """Return True when one of several is named by it ("es la de 3 anos la que muerde")."""
    if before[-2:] == ["es", "de"]:  # "mi bebé es de 15 meses", not "la espera es de 6 meses"
        clause = before[:-2][max((at for at, word in enumerate(before) if word == ","), default=-1) + 1 :]
        told = (among("child", "these") - among("articles") | {"ella"}) & {*clause}
        return not clause or (bool(told) and not (among("waits", "things") - among("these")) & {*clause})
    return last(before) == "de" and last(before, 2) in among("tight")
