"""Searches the public directory for one family; there is always something to offer."""

from collections.abc import Sequence
from dataclasses import replace

from services.directory import weights
from services.directory.asking import Wish, wanted_of, wish_of
from services.directory.last_resort import last_resort
from services.directory.matching import match
from services.directory.question import Found, Queries, Question
from services.directory.ranking import Match, sort_key
from services.directory.senses import in_its_sense
from services.directory.showing import found_of
from services.directory.things import vocabulary


def search(queries: Queries, question: Question) -> list[Found]:
    """What to offer, best first, at most `question.limit`.

    Nearest local help goes first, then statewide lines, of which the best keeps a place when the limit cuts.
    Where nothing is found, it is looked for farther away, and such help says so ("widened"). Where little gives the
    very thing that was named, what is for its need fills the list.
    The last resort (2-1-1) closes the list when there is room; it is the whole answer when nothing else is.
    """
    if question.text:
        question = replace(question, text=in_its_sense(question.text))
    ranked = _ranked(queries, question)
    helps = [found for found in ranked if not found.service.last_resort]
    if len(helps) < question.limit:
        helps += _beside(queries, question, helps)
    chosen = [found_of(each, question) for each in _cut(helps, question.limit)]
    if len(chosen) < max(question.limit, 1):
        kept = next((each for each in ranked if each.service.last_resort), None) or _always(question)
        chosen += [found_of(kept, question)] if kept else []
    return chosen


def _ranked(queries: Queries, question: Question) -> list[Match]:
    """Every match, best first, from as near as there is any."""
    wish = wish_of(question, queries)
    matches: list[Match] = []
    for miles in (weights.NEAR_MILES, *(weights.WIDER_MILES if question.place else ())):
        services = queries.candidates(wanted_of(question, wish, miles))
        matches = [found for service in services if (found := match(service, question, wish, miles))]
        if any(not found.service.last_resort for found in matches):
            break
    return sorted(matches, key=lambda found: sort_key(found, question))


def _beside(queries: Queries, question: Question, helps: Sequence[Match]) -> list[Match]:
    """What is for the need of the first thing that was named, where no need was told; none of it is there yet."""
    things = wish_of(question, queries).things
    if question.need or not things:
        return []
    known = {each.service.id for each in helps}
    fitting = _ranked(queries, replace(question, need=vocabulary().things[things[0][0]].need))
    return [each for each in fitting if each.service.id not in known and not each.service.last_resort]


def _always(question: Question) -> Match | None:
    # Whatever the words, and wherever the family is: it is for everything.
    return match(last_resort(), replace(question, text=None, place=None), Wish())


def _cut(ranked: Sequence[Match], limit: int) -> list[Match]:
    shown = list(ranked[: max(limit, 0)])
    statewide = next((each for each in ranked if each.tier == "statewide"), None)
    if statewide is None or statewide in shown or len(shown) < 2:
        return shown
    return [*shown[:-1], statewide]
