"""The day a baby is due, told by itself or by how far a pregnancy is: never a child's age."""

from datetime import date, timedelta

from spacy.tokens import Doc

from assistant.facts.ages import Age
from assistant.facts.dates import read_date
from assistant.facts.lexicon import among, words
from assistant.facts.numbers import MONTHS_IN_YEAR
from assistant.facts.tokens import ENDS, clause_after, clause_before, last, text_at

WEEKS_IN_MONTH = 30.44 / 7
LONGEST = 10.5  # months
WHOLE = 40  # weeks
LATE = 20  # weeks in which nobody tells the age of a baby
FULL = 30  # the same, where nothing else is said
SURELY = 10  # weeks that nobody has waited, when "I am" or "tengo" stands before them
REACH = 4


def find_pregnancy(doc: Doc, ages: list[Age]) -> Age | None:
    """Return the number of time in a message that tells how far a pregnancy is."""
    is_of_a_grown = any(age.months >= words()["grown_years"] * MONTHS_IN_YEAR for age in ages)
    told = (age for age in ages if age.has_unit and age.months < LONGEST)
    return next((age for age in told if _is_pregnancy(doc, age) or (is_of_a_grown and _is_carried(doc, age))), None)


def due_after(doc: Doc, far: Age, today: date) -> str:
    """Return the day a baby is due, 40 weeks from the start; only the month where months were told ("de 5 meses")."""
    weeks = round(far.months * WEEKS_IN_MONTH)
    day = today + timedelta(weeks=max(0, WHOLE - weeks))
    return day.isoformat()[: 10 if _is_in_weeks(doc, far) else 7]


def find_due(doc: Doc, today: date) -> tuple[str, int, int] | None:
    """Return (due, start, end): the day as 2027-03-09, or 2027-03 when only the month is told."""
    for token in doc:
        if token.text in among("due") and _is_of_birth(doc, token.i):
            for at in range(token.i + 1, min(token.i + 1 + REACH, len(doc))):
                if doc[at].text in ENDS or (doc[at].text == "was" and not text_at(doc, at + 1).endswith("ed")):
                    break  # "was the 1st", not "was moved to march"
                said = read_date(doc, at, today, future=True)
                if said is not None and said.day >= (today if said.exact else today.replace(day=1)):
                    return said.day.isoformat()[: 10 if said.exact else 7], token.i, said.end
    return None


def _is_pregnancy(doc: Doc, age: Age) -> bool:
    before, after = clause_before(doc, age.start, REACH), clause_after(doc, age.end, 3)
    message = {token.text for token in doc}
    if among("pregnant") & {*before[-2:], *after}:
        return "postpartum" not in after
    if text_at(doc, age.start - 1) in (",", "(") and text_at(doc, age.start - 2) in among("surely_born"):
        return False
    if last(before) in ("at", "las") and among("delivered", "arrived") & {*before}:  # "lo tuve a las 29 semanas"
        return False
    if among("born", "gestation") & message or last(after[:1]) in among("not_age_after"):
        return False
    expecting = bool(among("pregnant", "prenatal") & message)
    near = [word for word in before if word == "de" or word not in among("between")]
    if last(near) == "de" and last(near, 2) in (among("carrying") if expecting else ("estoy", "toy")):
        return True
    if not expecting and not among("adult", "may_expect") & message and _is_of_one_born(near, age, after):
        return False
    told = expecting or last(near) in among("self", "self_before_number", "carrying")
    return _is_in_weeks(doc, age) and _is_late_enough(age, told, alone=len(doc) == age.end)


def _is_of_one_born(near: list[str], age: Age, after: list[str]) -> bool:
    """Whether the weeks are told of him, or of her as of today ("she is 20 weeks today"), so no pregnancy's."""
    subject = last(near) if last(near) in ("hes", "shes") else last(near, 2)
    if last(near) not in among("is_verbs") | {"tiene"}:
        return False
    is_early = age.months * WEEKS_IN_MONTH < FULL and last(after[:1]) in ("today", "hoy")
    return subject in among("called_him") or (is_early and subject in among("called_her"))


def _is_carried(doc: Doc, age: Age) -> bool:
    """Whether somebody grown is so far ("mi nieta de 18 esta de 8 meses")."""
    return clause_before(doc, age.start, 2) in (["esta", "de"], ["ta", "de"])


def _is_in_weeks(doc: Doc, age: Age) -> bool:
    said = {token.text for token in doc[age.start : age.end]}
    return bool(said & among("weeks")) and not said & among("old")


def _is_late_enough(age: Age, told: bool, alone: bool) -> bool:
    """Whether so many weeks are a pregnancy's: few when it is told, more when not, most when nothing else is said."""
    return age.months * WEEKS_IN_MONTH >= (SURELY if told else FULL if alone else LATE)


def _is_of_birth(doc: Doc, i: int) -> bool:
    """Whether what is due or comes is a baby, and not the rent."""
    before, word = clause_before(doc, i, 5), doc[i].text
    if word == "due":
        subject = last([each for each in before if each not in among("due_verbs")])
        return not subject or subject in among("child", "adult", "self", "expecting")
    if word in ("cuenta", "cuentas"):
        return last(before) in ("de", "e") and bool(among("leaves") & set(before))
    if word in among("operations"):
        over = among("delivered", "is_over") & set(before) or text_at(doc, i + 1) in ("de", "hace")  # "de 6 dias"
        return not over and (word != "section" or "c" in before[-2:])
    if word in ("coming", "viene", "arrives", "llega", "nace"):
        return bool({"baby", "bebe", "bb", "babys"} & set(before[-3:]))
    return word != "luz" or (last(before) == "a" and not among("gave_birth") & set(before))
