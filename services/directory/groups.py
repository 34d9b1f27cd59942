"""Groups that a service is only for, and of which a family's words speak: content/search/words.yml."""

from functools import cache, lru_cache

from resources_db.records import Service
from services.directory.words import holds, listed, stems, table

CHILDREN = "children"
FIRST = 40  # characters of the words on who may come: a group that is named later is one of several


def marks_of(service: Service) -> tuple[str, ...]:
    """The groups that a service's name, or its words on who may come, name, none where anyone may come.

    And that it speaks of children, wherever it does.
    """
    who = service.eligibility or ""
    groups = groups_in(service.name) | (frozenset() if holds(who, listed("anyone")) else groups_in(who[:FIRST]))
    said = stems(" ".join(filter(None, (service.name, service.alternate_name, service.description, who))))
    return (*sorted(groups), *((CHILDREN,) if not _children().isdisjoint(said) else ()))


@lru_cache(maxsize=8192)
def groups_in(words: str) -> frozenset[str]:
    """The groups that words name."""
    said = f" {' '.join(stems(words))} "
    return frozenset(group for group, names in _groups().items() if any(f" {name} " in said for name in names))


@cache
def _groups() -> dict[str, list[str]]:
    return {group: [" ".join(stems(name)) for name in names] for group, names in table()["groups"].items()}


@cache
def _children() -> frozenset[str]:
    return frozenset(root for words in listed(CHILDREN) for root in stems(words))
