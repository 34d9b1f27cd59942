"""How far a screening has come, as the casebook keeps it: plain JSON outside, frozen records inside."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

How = Literal["answered", "skipped", "declined", "told"]
# private: the family is asked whether a private question may come; right: is what was heard right?
# which: what is wrong about it; help: what does it want help with; person: does it want a person.
Stage = Literal["items", "right", "which", "help", "person", "done"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one item: `codes` of choices, or `text` in the family's words; `at` is an ISO time.

    `told` means that the need was known, so it was not asked. `asked_as` is the language of the question.
    """

    item: str
    codes: tuple[str, ...] = ()
    text: str | None = None
    how: How = "answered"
    at: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Answers in the order given; `allowed` are private items that may be asked; `facts` set the questions up."""

    stage: Stage = "items"
    answers: tuple[Answer, ...] = ()
    allowed: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, item: str) -> Answer | None:
        """The answer to an item, None while there is none."""
        return next((each for each in self.answers if each.item == item), None)

    def with_answer(self, answer: Answer) -> "Progress":
        """The same with an answer put in, in place of an older one."""
        others = tuple(each for each in self.answers if each.item != answer.item)
        return replace(self, answers=(*others, answer))

    def without(self, items: set[str]) -> "Progress":
        """The same with some items open again."""
        return replace(self, answers=tuple(each for each in self.answers if each.item not in items))


def to_json(progress: Progress) -> dict[str, Any]:
    """Plain JSON of it."""
    return {**asdict(progress), "facts": dict(progress.facts)}


def from_json(kept: Mapping[str, Any]) -> Progress:
    """What `to_json` made. Raises KeyError or TypeError for anything else."""
    answers = tuple(Answer(**{**each, "codes": tuple(each["codes"])}) for each in kept.get("answers", ()))
    return Progress(
        kept.get("stage", "items"),
        answers,
        tuple(kept.get("allowed", ())),
        tuple(kept.get("wanted", ())),
        dict(kept.get("facts", {})),
    )
