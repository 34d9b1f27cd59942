"""Ages told by a date: the day of birth, or the birthday at which a child turned or will turn an age."""

import re
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from assistant.facts.ages import Age
from assistant.facts.dates import Said, months_between, read_date
from assistant.facts.dates_near import date_after, date_before, date_of_then
from assistant.facts.lexicon import among, words
from assistant.facts.named import is_written_as_name
from assistant.facts.numbers import MONTHS_IN_YEAR
from assistant.facts.tokens import ENDS, clause_after, clause_before, last, tag_at, text_at

LONGEST_DATE = 4  # tokens of "june 3 , 2024"
REACH = 6


def find_births(doc: Doc, today: date) -> list[Age]:
    """Return the ages of those whose day of birth, or counted birthday, is told."""
    found = [_born(doc, token.i, today) for token in doc if token.text in among("born", "birthdays")]
    arrived = [_arrived(doc, token.i, today) for token in doc if token.text in among("arrived")]
    delivered = [_delivered(doc, token.i, today) for token in doc if token.text in among("delivered")]
    by_year = [_by_year(doc, token.i, today) for token in doc if token.text in among("of_year")]
    counted = [_counted(doc, token.i, today) for token in doc if token.text in words()["birthday_counts"]]
    dated = [_of_a_date(doc, token.i, today) for token in doc if token.text in among("dated_children")]
    beside = [_beside_a_date(doc, token.i - 2, today) for token in doc if token.tag_ == "date"]
    every = [*found, *arrived, *dated, *counted, *delivered, *by_year, *beside]
    return [age for age in every if age is not None and age.months < words()["adult_years"] * MONTHS_IN_YEAR]


def with_date(doc: Doc, age: Age, today: date) -> Age:
    """Return an age as of today when it was, or will be, reached on a day that is told ("turned 3 in september")."""
    before = [text_at(doc, age.start - back) for back in range(1, 6)]
    is_reached = not age.has_unit or before[0] in ("los", "el") or before[1] in words()["today"]  # "hace los dos"
    will = among("will_turn") | ({"hace"} if is_reached else frozenset())
    verb = next((i for i, word in enumerate(before[:4]) if word in among("turned", "is_now", "is_not") | will), None)
    if verb is None:
        return _with_verb_behind(doc, age, today)
    future = before[verb] not in among("turned")
    said = date_after(doc, age.end, today, future, among("until") | {"next"})
    if said is None and before[verb] not in among("is_now", "is_not"):
        verb_at = age.start - verb - 1
        said = date_before(doc, verb_at, today, future) or date_of_then(doc, verb_at, today, future)
    if said is None:
        soon = before[verb] in among("will_turn") and bool(among("will") & set(before[verb + 1 : verb + 3]))
        near = set(before[verb + 1 : verb + 3])
        if before[verb] in among("is_now"):
            near = {*before[:verb]} if verb <= 2 else set()  # "he's not 2 yet", not "no, he's 2"
        denied = bool(among("denied", "is_not") & {*near, before[verb]})  # "hasn't turned 2 yet"
        return _a_month_less(age) if soon or denied else age
    return _as_of(age, said, today)


def _with_verb_behind(doc: Doc, age: Age, today: date) -> Age:
    """Return the age as of today where the verb and its day follow ("cuatro años va a cumplir en marzo")."""
    if _is_in_a_month(doc, age):
        return _as_of(age, date_after(doc, age.end, today, True, frozenset({"come", "son"})), today)
    verbs = among("turned", "will_turn") - among("was") - {"be", "tener"}
    at = next((at for at in range(age.end, age.end + 4) if text_at(doc, at) in verbs), None)
    small = among("will", "one", "just_turned") | {"de", ",", "los"}
    if at is None or _is_another(doc, at + 1) or any(text_at(doc, k) not in small for k in range(age.end, at)):
        return age
    said = date_after(doc, at + 1, today, future=text_at(doc, at) not in among("turned"))
    if said is None:
        return _a_month_less(age) if among("will") & {text_at(doc, k) for k in range(age.end, at)} else age
    return _as_of(age, said, today)


def _is_in_a_month(doc: Doc, age: Age) -> bool:
    """Whether a sentence of no verb tells when it will be reached ("3 in march", "los 3 en marzo")."""
    is_next = text_at(doc, age.start - 1) == "los"  # "tiene tres, los cuatro son en abril"
    begins = text_at(doc, age.start - 1 - is_next) in (ENDS | {","} if is_next else ENDS)
    at = age.end + (is_next and text_at(doc, age.end) == "son")
    month = text_at(doc, at + 1) in words()["months"] and text_at(doc, at) in ("in", "en", "come")
    next_month = [text_at(doc, age.end), text_at(doc, age.end + 1)] == ["next", "month"]
    return begins and (month or next_month) and not age.has_unit


def _as_of(age: Age, said: Said | None, today: date) -> Age:
    """Return an age that is reached on the day that is said, as of today."""
    if said is None:
        return age
    now = max(0.0, round(age.months + months_between(said.day, today), 1))
    return replace(age, months=now, end=max(age.end, said.end))


def _is_another(doc: Doc, at: int) -> bool:
    """Whether the verb before `at` goes on with an age of its own ("tiene 2, va a cumplir 3")."""
    return "number" in (tag_at(doc, at), tag_at(doc, at + 1)) and text_at(doc, at) not in among("before_dates")


def _a_month_less(age: Age) -> Age:
    """Return an age in years that is only about to be reached; "almost" has taken off its month already."""
    whole = age.months >= MONTHS_IN_YEAR and age.months % MONTHS_IN_YEAR == 0
    return replace(age, months=age.months - 1) if whole else age


def _born(doc: Doc, i: int, today: date) -> Age | None:
    said = date_after(doc, i + 1, today, False, among("child"))
    if said is None or said.day > today:
        return None
    if doc[i].text in among("birthdays") and not _has_year(doc, i, said):
        return None
    return Age(months_between(said.day, today), i, said.end, True)


def _delivered(doc: Doc, i: int, today: date) -> Age | None:
    """Return the age that "had my son september 30", "di a luz el 30 de septiembre" or "gave birth may 3" tells."""
    if [text_at(doc, i + 1), text_at(doc, i + 2)] == ["a", "luz"]:
        start = i + 3
    elif operation := next((at for at in range(i + 1, i + 4) if text_at(doc, at) in among("operations")), None):
        start = operation + 1  # "had a c section on feb 27"
    elif doc[i].text in among("gave_life") or text_at(doc, i + 1) == "birth" or _is_had(doc, i):
        start = i + 1 + (text_at(doc, i + 1) == "birth")
    elif doc[i].text == "delivered" and text_at(doc, i - 1) in (".", "i", "just") and _is_of_a_baby(doc, i):
        start = i + 1  # "delivered 5 days ago"
    else:
        named = (at for at in range(i + 4, i, -1) if text_at(doc, at) in among("child") - among("articles"))
        start = next(named, -1) + 1
    said = date_after(doc, start, today, future=False) if start else None
    if said is None or said.day > today:
        return None
    return Age(months_between(said.day, today), i, said.end, True)


def _is_had(doc: Doc, i: int) -> bool:
    """Whether a mother tells when she had her child ("la tuve el 11 de noviembre")."""
    return doc[i].text == "tuve" and text_at(doc, i - 1) in ("lo", "la")


def _is_of_a_baby(doc: Doc, i: int) -> bool:
    """Whether what was delivered was no parcel."""
    told = among("child", "operations", "postpartum") - among("articles")
    return text_at(doc, i - 1) == "i" or bool(told & {*clause_after(doc, i, 2 * REACH)})


def _arrived(doc: Doc, i: int, today: date) -> Age | None:
    """Return the age that "our little one arrived on november 3rd" tells."""
    before = clause_before(doc, i, 3)
    is_new = bool(among("new_babies") & set(before)) or before[-2:] in (["little", "one"], ["lil", "one"])
    said = date_after(doc, i + 1, today, future=False) if is_new and "foster" not in before else None
    return None if said is None or said.day > today else Age(months_between(said.day, today), i, said.end, True)


def _by_year(doc: Doc, i: int, today: date) -> Age | None:
    """Return the age that "mi hijo es del 2020" (the middle of that year) or "es de agosto del 2023" tells."""
    said = read_date(doc, i + 1, today, future=False) if text_at(doc, i - 1) in among("is_verbs") else None
    if said is None or said.day > today or not (_has_year(doc, i, said) or _is_of_a_year_near(doc, said)):
        return None
    around = {token.text for token in (*doc[max(0, i - 4) : i - 1], *doc[said.end : said.end + 3])}
    if not (among("child") - among("articles")) & around and text_at(doc, i - 2) not in ("el", "ella"):
        return None
    return Age(months_between(said.day, today), i, said.end, True)


def _is_of_a_year_near(doc: Doc, said: Said) -> bool:
    """Whether a date ends in "de este año", "del año pasado" or "pasado"."""
    near = [text_at(doc, said.end - 2), text_at(doc, said.end - 1), text_at(doc, said.end)]
    return ("ano" in near[:2] and bool(among("this", "last") & {*near})) or near[2] in among("last")


def _of_a_date(doc: Doc, i: int, today: date) -> Age | None:
    """Return the age that "he's a june 2024 baby" tells."""
    for at in range(max(0, i - LONGEST_DATE), i):
        said = read_date(doc, at, today, future=False)
        if said is not None and said.end == i and said.day <= today and _has_year(doc, at - 1, said):
            return Age(months_between(said.day, today), at, i + 1, True)
    return None


def _beside_a_date(doc: Doc, i: int, today: date) -> Age | None:
    """Return the age that "my son (3/1/24)" or "leap day baby, 2/29/24," tells."""
    mark = text_at(doc, i + 1)
    named = text_at(doc, i) in among("child") - among("articles") or (mark == "(" and is_written_as_name(doc, i))
    if not named or mark not in ("(", ",", ":") or text_at(doc, i + 3).isalnum():
        return None
    said = read_date(doc, i + 2, today, future=False)
    months = -1.0 if said is None else months_between(said.day, today)
    return Age(months, i, i + 3, True) if months >= (0 if mark == "(" else 1) else None  # rather a visit's day


def _has_year(doc: Doc, i: int, said: Said) -> bool:
    """Whether a birthday names its year: "birthday is may 3" alone tells no age."""
    told = doc[i + 1 : said.end]
    is_short = re.fullmatch(r"\d\d", text_at(doc, said.end - 1)) and text_at(doc, said.end - 2) in ("'", "’")
    is_full = any(token.tag_ in ("date", "month_year") or re.fullmatch(r"20\d\d", token.text) for token in told)
    return is_full or bool(is_short)


def _counted(doc: Doc, i: int, today: date) -> Age | None:
    """Return the age that "first birthday was last week" tells."""
    if text_at(doc, i + 1) in ("month", "mes"):
        return _months_counted(doc, i)
    if text_at(doc, i + 1) not in among("birthdays", "birth_years"):
        return None
    near, end = {text_at(doc, i - back) for back in (1, 2, 3, 4)}, _end_of_birthday(doc, i + 2)
    over = bool(among("had", "just_turned") & near) or text_at(doc, end) in among("birthday_was")
    about_to = among("will_turn") & {text_at(doc, i - 1), text_at(doc, i - 2)}
    said = date_after(doc, end, today, not over) or date_before(doc, i, today, not over)
    reached = words()["birthday_counts"][doc[i].text] * MONTHS_IN_YEAR
    if said is None:
        soon = (bool(about_to) and bool(among("will") & near)) or _is_near(doc, i) or _is_coming(doc, end)
        return Age(reached - soon, i, i + 2, True) if over or soon or near & among("birthday_here") else None
    return Age(reached + months_between(said.day, today), i, said.end, True)


def _months_counted(doc: Doc, i: int) -> Age | None:
    """Return the age that "cumplió hoy su primer mes" tells, not "su primer mes de renta"."""
    verbs = among("had", "reached_one") - {"had", "tuvo", "paso"}  # not "he had his first month"
    of_life = [text_at(doc, i + 2), text_at(doc, i + 3)] in (["of", "life"], ["de", "vida"])
    is_over = text_at(doc, i - 1) in among("whose") and verbs & {*clause_before(doc, i, 4)}
    if not is_over or not (of_life or text_at(doc, i + 2) in among("apart") | {*words()["today"]}):
        return None
    return Age(float(words()["birthday_counts"][doc[i].text]), i, i + 2, True)


def _end_of_birthday(doc: Doc, end: int) -> int:
    """Return where a birthday's party and child end ("su primer cumpleaños de mi nena", "5th birthday party")."""
    end += text_at(doc, end) in among("parties")
    if text_at(doc, end) not in ("de", "of", "for"):
        return end
    return next((at + 1 for at in (end + 1, end + 2) if text_at(doc, at) in among("child") - among("articles")), end)


def _is_near(doc: Doc, i: int) -> bool:
    """Whether "almost", "shy of" or the like leads to what stands at `i`."""
    before = [word for word in clause_before(doc, i, 4) if word not in among("my")]
    return before[-1:] != [] and (before[-1] in among("nearly") or before[-2:] in words()["nearing"])


def _is_coming(doc: Doc, end: int) -> bool:
    """Whether a birthday is said to be at hand ("is right around the corner")."""
    said = clause_after(doc, end, 5)
    return last(said[:1]) in among("birthday_is", "nears") and bool(among("nears") & set(said))
