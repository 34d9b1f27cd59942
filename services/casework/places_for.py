"""Looks for the places that may help with a need, for the youngest and the oldest of those for whom it may be."""

from collections.abc import Callable
from dataclasses import replace

from services.directory.question import Found, Question

MOST_PLACES = 40
type Find = Callable[[Question], list[Found]]


def fitting_places(
    find: Find, question: Question, ages: tuple[float, ...], said: str | None, meant: frozenset[str], *, alone: bool
) -> list[Found]:
    """What is found that fits. `alone` is false where other needs were told too: then nothing for another of them.

    `meant` are ids that the family's words `said` surely mean, though the need's own things may not lead to them.
    """
    fitting = [each for each in for_any(find, question, ages) if _fits(each, alone=alone)]
    missing = meant - {each.service_id for each in fitting}
    if not missing:
        return fitting
    asked = for_any(find, replace(question, text=said), ages)
    return [*fitting, *(each for each in asked if each.service_id in missing and _fits(each, alone=True))]


def for_any(find: Find, question: Question, ages: tuple[float, ...]) -> list[Found]:
    """What is found for the youngest and the oldest: each service once, where it stood best."""
    if not ages:
        return find(question)
    lists = [find(replace(question, age_months=age)) for age in dict.fromkeys((ages[0], ages[-1]))]
    best: dict[str, tuple[int, Found]] = {}
    for found in lists:
        for rank, each in enumerate(found):
            if rank < best.get(each.service_id, (MOST_PLACES, each))[0]:
                best[each.service_id] = rank, each
    return [each for _, each in sorted(best.values(), key=lambda ranked: ranked[0])]


def _fits(found: Found, *, alone: bool) -> bool:
    """Not a pantry at the other end of the state; where several needs were told, nothing for another of them."""
    return "place_unknown" not in found.why and (alone or "need" in found.why or found.last_resort)
