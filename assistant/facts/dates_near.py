"""The date that stands near a birth, a birthday, or the verb that leads to an age."""

from datetime import date

from spacy.tokens import Doc

from assistant.facts.dates import Said, read_date
from assistant.facts.lexicon import among
from assistant.facts.tokens import ENDS, clause_before, text_at

REACH = 6  # small words between "born" or an age and its date


def date_after(doc: Doc, start: int, today: date, future: bool, also: frozenset[str] = frozenset()) -> Said | None:
    """Return the date that follows within a few small words, or those of `also`, of the same sentence."""
    for at in range(start, min(start + REACH, len(doc))):
        if (said := read_date(doc, at, today, future)) is not None:
            return said
        if doc[at].text in ENDS or doc[at].text not in among("small") | also:
            return None
    return None


def date_before(doc: Doc, end: int, today: date, future: bool) -> Said | None:
    """Return the date that ends right before the verb ("en febrero cumple los cinco", "in may she'll be 5")."""
    for at in range(max(0, end - REACH), end):
        said = read_date(doc, at, today, future)
        if said is not None and end - said.end <= 2 and not set(text_at(doc, k) for k in range(said.end, end)) & ENDS:
            return said
    return None


def date_of_then(doc: Doc, verb: int, today: date, future: bool) -> Said | None:
    """Return the date that "that's when he turns five" or "y ahí cumple los cinco" means, told before the verb."""
    near = {*clause_before(doc, verb, REACH // 2)}
    if not near & among("at_that_time") or "if" in near:
        return None
    told = (read_date(doc, at, today, future) for at in range(max(0, verb - 2 * REACH), verb))
    return next((said for said in told if said is not None and said.exact and said.end < verb), None)
