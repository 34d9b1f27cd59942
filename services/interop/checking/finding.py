"""One thing that is wrong with a resource, said for whoever has to put it right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`at` is the place (`entry[3]/Task.status`), `rule` what was broken, `problem` a sentence without its full stop.

    `rule` is `shape`, `size`, `code`, `cardinality`, `fixed`, `type`, `reference`, `bundle`, `transition`, or an
    invariant's key.
    """

    at: str
    rule: str
    problem: str

    def __str__(self) -> str:
        return f"{self.at}: {self.problem} ({self.rule})"


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look at besides the value itself: its resource, and what references lead to (None: unknown)."""

    resource: Mapping[str, Any]
    resolve: Callable[[str], Mapping[str, Any] | None]
