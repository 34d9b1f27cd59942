"""An instrument: its questions, their choices, and when each one is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.library.text import Text

Meaning = Literal["need", "some", "no_need", "unsure"]
ItemType = Literal["choice", "open_choice", "integer", "decimal", "text", "date", "age", "weeks", "display"]
Operator = Literal["in", "exists", "=", "!=", ">", "<", ">=", "<="]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. `words` are what families say for it, in both languages; `score` counts towards a sum."""

    code: str
    title: Text
    meaning: Meaning | None = None
    words: tuple[str, ...] = ()
    score: float | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """What an earlier answer must be: its codes for "in", else compared with `value`."""

    item: str
    operator: Operator
    value: Any


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests and inner conditions, of which all or any must hold; one without parts always holds."""

    mode: Literal["all", "any"] = "all"
    tests: tuple[Test, ...] = ()
    inner: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `needs` are the needs that an answer of meaning need or some finds.

    It is not asked when one of `known_by` is known already. `on_need` is said at once after such an answer, `follow`
    after any; `worries` then puts a person first in the queue. `own_words` keeps what fits no choice.
    """

    id: str
    ask: Text
    type: ItemType = "choice"
    choices: tuple[Choice, ...] = ()
    needs: tuple[str, ...] = ()
    why: Text | None = None
    only_if: Condition = Condition()
    known_by: tuple[str, ...] = ()
    private: bool = False
    worries: bool = False
    own_words: bool = False
    repeats: bool = False
    required: bool = False
    follow: Text | None = None
    on_need: Text | None = None
    strength: Text | None = None
    domain: str | None = None

    def choice(self, code: str) -> Choice | None:
        """The choice with this code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Sum:
    """A score over some items (all when empty): from `cut` on it is positive."""

    id: str
    cut: float | None = None
    items: tuple[str, ...] = ()
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A list of questions as loaded; `wording` says whose words they are: ours, official or imported."""

    id: str
    version: str
    title: Text
    about: Text
    items: tuple[Item, ...]
    source: str
    wording: str = "ours"
    sums: tuple[Sum, ...] = ()
    on_positive: Text | None = None
    on_negative: Text | None = None

    def item(self, item_id: str | None) -> Item | None:
        """The item with this id."""
        return next((item for item in self.items if item.id == item_id), None)
