"""Tells which needs a service bears: its feed's own, else those that the things come to that it gives.

How sure a match is, from 0 to 1, is its *fit*; every need says why it is there (docs/reference/directory.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from resources_db.needs import NEEDS
from resources_db.records import Service
from services.directory import weights
from services.directory.ages import with_ages
from services.directory.evidence import things_of
from services.directory.groups import marks_of
from services.directory.things import vocabulary


@dataclass(frozen=True, slots=True)
class Overrule:
    """An editor's word on whether a service bears a need."""

    need: str
    bears: bool
    why: str


def described(service: Service, overrules: Iterable[Overrule] = ()) -> Service:
    """The service with all its needs, each with its reason, and with the fit of its needs and things."""
    things = things_of(service)
    needs, denied = dict(_needs(service, things)), []
    for each in overrules:
        needs.pop(each.need, None)
        if each.bears:
            needs[each.need] = (weights.BY_EDITOR, each.why)
        else:
            denied.append(each.need)
    fits = {thing: fit for thing, (fit, _) in things.items()} | {need: fit for need, (fit, _) in needs.items()}
    borne = {need: why for need, (_, why) in needs.items()}
    return replace(with_ages(service), needs=borne, fits=fits, marks=marks_of(service), denied=tuple(denied))


def _needs(service: Service, things: Mapping[str, tuple[float, str]]) -> Iterator[tuple[str, tuple[float, str]]]:
    """The feed's own needs, else what the things come to: a feed that names our needs has been thought about."""
    if service.needs:
        for rank, (need, why) in enumerate(service.needs.items()):
            yield need, (max(weights.DECLARED - rank * weights.DECLARED_STEP, weights.ENOUGH), why)
        return
    found: dict[str, tuple[float, str]] = {}
    for thing, (fit, why) in things.items():
        entry = vocabulary().things[thing]
        for need, sure in ((entry.need, fit), *((other, fit * weights.ALSO) for other in entry.also)):
            found[need] = max(found.get(need, (0.0, "")), (round(sure, 3), why))
    yield from ((need, found[need]) for need in NEEDS if need in found and found[need][0] >= weights.ENOUGH)
