"""What each need leads to, as content/needs says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from services.library.documents import document
from services.library.root import CONTENT
from services.library.text import Text, text

# The five social domains of the sources.
Domain = Literal["economic_stability", "neighborhood", "education", "community", "health"]


@dataclass(frozen=True, slots=True)
class Need:
    """`ask` are facts worth asking, best first; `first` is what a family reads first; `title` names it on a button.

    `doors` go before all others where the family's words are not known, and where they fit; also where words are known
    when they `doors_stay`. `meanwhile` goes before those, as long as the child's age is not known.
    """

    label: str
    domain: Domain
    first: Literal["program", "place"]
    ask: tuple[str, ...]
    facts: Mapping[str, Any]
    title: Text
    doors: tuple[str, ...] = ()
    meanwhile: str | None = None
    doors_stay: bool = False
    one_child: bool = False
    young: tuple[str, ...] = ()


@cache
def all_needs() -> dict[str, Need]:
    """Every need by its label, in the order of the labels."""
    return {label: _need(label, entry) for label, entry in _content()["needs"].items()}


@cache
def _content() -> dict[str, Any]:
    return document(CONTENT / "needs" / "needs.yml")


def _need(label: str, entry: Mapping[str, Any]) -> Need:
    return Need(
        label,
        entry["domain"],
        entry["first"],
        tuple(entry["ask"]),
        entry["facts"],
        text(entry["title"]),
        tuple(entry.get("doors", ())),
        entry.get("meanwhile"),
        entry.get("doors_stay", False),
        entry.get("one_child", False),
        tuple(entry.get("young", ())),
    )


def already_has(program: str, insurance: str | None) -> bool:
    """Whether a family with this insurance has the program already, so that it need not be named."""
    return insurance in _content().get("already_have", {}).get(program, ())


def as_if_told(need: str, words: str, *, young_parent: bool, pregnant: bool) -> str:
    """A family's words for a need, with what was told earlier: it need not be said again."""
    told = {"young_parent": young_parent, "pregnancy": pregnant}
    entries = (
        entry for what, entry in _content().get("as_if_told", {}).items() if told[what] and need in entry["needs"]
    )
    return " ".join([*(entry["words"] for entry in entries), words])


def next_question(needs: list[str], known: set[str]) -> str | None:
    """The one fact most worth asking for these needs, or None when nothing useful is open."""
    known_needs = [all_needs()[label] for label in needs if label in all_needs()]
    longest = max((len(need.ask) for need in known_needs), default=0)
    for rank in range(longest):
        for need in known_needs:
            if rank < len(need.ask) and need.ask[rank] not in known:
                return need.ask[rank]
    return None


def title(label: str, language: str) -> str:
    """A need's short name on a button."""
    names = all_needs()[label].title
    return names.es if language == "es" else names.en
