"""Which of the children in a message is the one it is about."""

from itertools import pairwise

from spacy.tokens import Doc

from assistant.facts.ages import JOINED, Age
from assistant.facts.lexicon import among, words
from assistant.facts.named import is_written_as_name, name_before
from assistant.facts.numbers import MONTHS_IN_YEAR
from assistant.facts.tokens import clause_after, clause_before, tag_at, text_at

AGAIN_REACH = 4  # words behind the last age in which one of the children is named again
REACH = 7  # words from an age to the birthday that tells it closer
NOW_REACH = 3  # words before an age in which "now" stands


def choose(doc: Doc, ages: list[Age]) -> Age | None:
    """Return the age of the child whose need it is, None when there is none.

    In this order: who is not said to be fine; who it is said to be about ("it's my 2yo that"); who is named again ("the
    2 year old", "la de 3", "the middle one", "the boy"); who something is wrong with; the first named.
    """
    told = of_children(doc, ages)
    asked = _asked_about(doc, told)
    return next(iter([*_singled_out(doc, asked, told), *asked]), None)


def is_plain(doc: Doc, child: Age, ages: list[Age]) -> bool:
    """Return True where the message leaves no doubt that it is about this child and not about another it tells of."""
    told = of_children(doc, ages)
    asked = _asked_about(doc, told)
    singled = {age.months for age in _singled_out(doc, asked, told)}
    several = {age.months for age in asked}
    return len(several) == 1 or (child.months in singled and singled < several)


def _asked_about(doc: Doc, told: list[Age]) -> list[Age]:
    return [age for age in told if not _is_fine(doc, age, told) and not _is_a_parent(doc, age)] or told


def _singled_out(doc: Doc, asked: list[Age], told: list[Age]) -> list[Age]:
    """Return the children that something points at, the surest first; nothing where all of them stay."""
    again = [age for i, age in enumerate(asked) if _is_told_again(age, asked[:i]) or _is_called_again(doc, age)]
    again += [age for age in asked[1:] if _is_named_again(doc, age)] + _meant_again(doc, told)
    meant = [age for age in asked if _is_meant(doc, age)]
    troubled = [age for age in asked if _says(doc, age, asked, "trouble")]
    own = [age for age in asked if not _is_of_the_others(doc, age, asked)]
    return [*meant, *again, *troubled, *(own if len(own) < len(asked) else [])]


def of_children(doc: Doc, ages: list[Age]) -> list[Age]:
    """Return the ages that children have now, each child's once; a mended age replaces the one before it."""
    told = [age for age in _mended(doc, ages) if text_at(doc, age.end) not in among("adjusted")] or ages
    told = [age for age in _of_now(doc, told) if not _is_told_closer(doc, age, told)]
    told = [age for age in told if not _is_a_siblings_birth(doc, age)] or told
    return [age for age in told if age.months < words()["grown_years"] * MONTHS_IN_YEAR] or told


def sex_of(doc: Doc, age: Age) -> str | None:
    """Return "girl" or "boy" where the words beside an age say it ("la nena 7 meses"), else None."""
    said = [sex for sex, called in (("girl", "girls"), ("boy", "boys")) if among(called) & _around(doc, age)]
    return said[0] if len(said) == 1 else None


def _of_now(doc: Doc, ages: list[Age]) -> list[Age]:
    """Return the ages without those of another time, where one is as of now ("at 18 months, hes 24 months now")."""
    now = [age for age in ages if _is_of_now(doc, age)]
    past = [age for age in ages if age not in now and _is_at(doc, age)]
    return [age for age in ages if age not in past] if now else ages


def _is_of_now(doc: Doc, age: Age) -> bool:
    is_told_as_now = text_at(doc, age.start - 1) in (among("is_verbs") - among("was")) | {"tiene", "tienen"}
    near = _around(doc, age) - ({text_at(doc, age.end)} if tag_at(doc, age.end + 1) == "number" else set())
    return is_told_as_now or bool(among("now") & near)  # not the first of "18 months - now 24 months"


def _is_at(doc: Doc, age: Age) -> bool:
    before = [text_at(doc, age.start - back) for back in (2, 1)]
    if before[1] in among("was") | {"at", "al", "then"} or before in words()["at_ages"]:
        return True
    earlier = clause_before(doc, age.start, REACH)
    done = any(word in among("past_verbs", "reached") or (len(word) > 4 and word.endswith("ed")) for word in earlier)
    return before[1] in among("hedges") and done  # "stopped talking around 18 months"


def _is_a_siblings_birth(doc: Doc, age: Age) -> bool:
    """Whether a baby's coming only tells since when something is so ("fine until her brother came 6 weeks ago")."""
    near = {*clause_before(doc, age.start, REACH), *clause_after(doc, age.start + 1, 3)}
    if text_at(doc, age.start) not in among("born", "arrived") or not near & among("new_babies", "siblings"):
        return False
    return bool(near & among("until", "when", "ago_since"))


def _is_meant(doc: Doc, age: Age) -> bool:
    """Whether the message is said to be about this child ("it's my 2yo that", "la de 2, es la que me preocupa")."""
    before, after = clause_before(doc, age.start, REACH + 1), clause_after(doc, age.end, REACH // 2 + 1)
    leads = any([*pair] in words()["meant_before"] for pair in pairwise(before))
    return leads or any([*pair] in words()["meant_after"] for pair in pairwise(after))


def _mended(doc: Doc, ages: list[Age]) -> list[Age]:
    """Return the ages without those taken back ("3, sorry 2")."""
    taken_back = [
        first for first, second in pairwise(ages) if among("amends") & {t.text for t in doc[first.end : second.start]}
    ]
    return [age for age in ages if age not in taken_back]


def _is_of_the_others(doc: Doc, age: Age, ages: list[Age]) -> bool:
    """Whether it, or the one it is listed with, is of "sibs", "his brothers", "my other two" ("sibs are 5 and 8")."""
    before = next((other for other in reversed(ages) if other.end < age.start), None)
    near = clause_before(doc, age.start, min(REACH, age.start - (before.end if before else 0)))
    owned = any(owner in among("whose") and then in among("siblings") for owner, then in pairwise(near))
    if owned or among("elder") & set(near[-NOW_REACH:]):
        return True
    is_listed = before is not None and {token.text for token in doc[before.end : age.start]} <= JOINED
    return is_listed and before is not None and _is_of_the_others(doc, before, ages)


def _says(doc: Doc, age: Age, ages: list[Age], words: str) -> bool:
    """Whether such a word stands in what is said of this child: up to the next age or the end of the clause."""
    until = min((other.start for other in ages if other.start > age.start), default=len(doc))
    return bool(among(words) & set(clause_after(doc, age.end, min(5, until - age.end))))


def _is_fine(doc: Doc, age: Age, ages: list[Age]) -> bool:
    """Whether this child, or one of the same list right behind it, is said to be fine ("8 and 5 are fine")."""
    if _says(doc, age, ages, "fine") or _is_compared(doc, age, ages):
        return True
    following = next((other for other in ages if other.start > age.start), None)
    is_listed = following is not None and {token.text for token in doc[age.end : following.start]} <= JOINED
    return is_listed and following is not None and _is_fine(doc, following, ages)


def _is_compared(doc: Doc, age: Age, ages: list[Age]) -> bool:
    """Whether it is only told what this child did at the age of another ("my 4 year old talked a lot at that age")."""
    until = min((other.start for other in ages if other.start > age.start), default=len(doc))
    said = clause_after(doc, age.end, min(2 * REACH, until - age.end))
    return len(ages) > 1 and any([*pair] in words()["that_age"] for pair in pairwise(said))


def _is_a_parent(doc: Doc, age: Age) -> bool:
    """Whether a child has a child ("my daughter who's 13 has a baby")."""
    after = [text_at(doc, age.end + ahead) for ahead in range(3)]
    has = after[0] in ("has", "had", "tiene", "tuvo") and after[1] in among("one")
    return has and after[2] in among("child")


def _is_told_closer(doc: Doc, age: Age, ages: list[Age]) -> bool:
    """Whether the next birthday, told right behind it, tells the age by the month ("is 2, will be 3 in may")."""
    following = next((other for other in ages if other.start > age.start), None)
    if following is None or age.months < MONTHS_IN_YEAR or age.months % MONTHS_IN_YEAR:
        return False
    between = [token.text for token in doc[age.end : following.start] if token.text not in among("rather", "old")]
    near = between[-1:] != [] and (between[-1] in among("nearly") or between[-2:] in words()["nearing"])
    turns = near or between in (["("], [","], [",", "los"]) or bool((among("will_turn") | {"hace"}) & set(between))
    return turns and len(between) < REACH and 0 < following.months - age.months < MONTHS_IN_YEAR


def _meant_again(doc: Doc, ages: list[Age]) -> list[Age]:
    """Return the one of several who is spoken of behind them all ("the middle one", "el varoncito no habla")."""
    end = max((age.end for age in ages), default=0)
    if len(ages) < 2:
        return []
    for at in range(end, min(end + AGAIN_REACH, len(doc))):
        if text_at(doc, at - 1) not in ("the", "el", "la", "del"):
            continue
        rank = words()["ranks"].get(text_at(doc, at))
        if rank is not None:
            return [sorted(ages, key=lambda age: age.months)[int(rank * (len(ages) - 1))]]
        for sex in ("boys", "girls"):
            if text_at(doc, at) in among(sex):
                return [age for age in ages if among(sex) & _around(doc, age)][:1]
    return []


def _around(doc: Doc, age: Age) -> set[str]:
    return {text_at(doc, at) for at in (*range(age.start - NOW_REACH, age.start), age.end)}


def _is_told_again(age: Age, earlier: list[Age]) -> bool:
    """Whether it was told before, among others ("kids are 15, 13 and 5. Five year old needs glasses")."""
    return len(earlier) > 1 and age.has_unit and any(other.months == age.months for other in earlier)


def _is_called_again(doc: Doc, age: Age) -> bool:
    """Whether the child whose age it is is called by name once more ("Tomás (3) y Lucía (8): a Lucía le mandaron")."""
    at = age.start - 1 if is_written_as_name(doc, age.start - 1) else name_before(doc, age.start)
    return at is not None and is_written_as_name(doc, at) and doc[at].text in {token.text for token in doc[age.end :]}


def _is_named_again(doc: Doc, age: Age) -> bool:
    """Whether the child is singled out: "the 2 year old", "el de 4"."""
    before = [text_at(doc, age.start - back) for back in (1, 2)]
    return before[0] == "the" or (before[0] == "de" and before[1] in ("el", "la"))
