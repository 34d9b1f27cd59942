"""From probabilities to what the assistant acts on: several needs, a crisis first, small talk only when alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MOST_NEEDS = 3
GUESSES = 3
# Talk that asks for something, so that it stands beside a need ("is there WIC? we ran out of milk").
ASKING = {
    "change_language",
    "check_milestones",
    "check_referral",
    "complaint",
    "delete_data",
    "eligibility_question",
    "privacy_question",
    "program_info",
    "start_screening",
    "stop_messages",
    "talk_to_person",
}


@dataclass(frozen=True)
class Thresholds:
    """How sure is sure enough; config.yml says why each number."""

    whole: float = 0.2
    clause: float = 0.45
    beside: float = 0.4
    crisis: float = 0.4


@dataclass(frozen=True)
class Label:
    """A label with its probability."""

    name: str
    confidence: float


def decide(labels: Sequence[str], chances: np.ndarray, limits: Thresholds) -> list[Label]:
    """Return what to act on, best first, [] when nothing is sure; row 0 of `chances` is the message, others clauses."""
    found: dict[str, float] = {}
    for row, chance in enumerate(chances):
        for i in _sure(chance, limits) if row == 0 else _sure_clause(chance, limits):
            found[labels[i]] = max(found.get(labels[i], 0.0), float(chance[i]))
    crisis = _crisis(labels, chances, limits)
    ranked = sorted((Label(name, found[name]) for name in found if name != crisis), key=lambda x: -x.confidence)
    first = [Label(crisis, float(chances[:, labels.index(crisis)].max()))] if crisis else []
    return first + _tidy(ranked, bool(first))


def guesses(labels: Sequence[str], chances: np.ndarray) -> list[Label]:
    """Return the likeliest labels of the whole message, however unsure."""
    best = np.argsort(-chances[0])[:GUESSES]
    return [Label(labels[i], float(chances[0][i])) for i in best]


def is_need(name: str) -> bool:
    """Whether `name` is one of the needs, by the names in domain.yml."""
    ends = ("_need", "_concern", "_health", "_wellbeing", "_support")
    return name.endswith(ends) or name == "prenatal_newborn"


def _sure(chance: np.ndarray, limits: Thresholds) -> list[int]:
    floor = max(limits.whole, limits.beside * float(chance.max()))
    return [int(i) for i in np.flatnonzero(chance >= floor)]


def _sure_clause(chance: np.ndarray, limits: Thresholds) -> list[int]:
    best = int(chance.argmax())
    return [best] if chance[best] >= limits.clause else []


def _crisis(labels: Sequence[str], chances: np.ndarray, limits: Thresholds) -> str | None:
    best = {name: chances[:, i].max() for i, name in enumerate(labels) if name.startswith("crisis_")}
    name = max(best, key=lambda n: best[n], default=None)
    return name if name is not None and best[name] >= limits.crisis else None


def _tidy(ranked: list[Label], after_crisis: bool) -> list[Label]:
    """Keep needs, with at most one request beside them; a talk label alone only when there is nothing else."""
    needs = [label for label in ranked if is_need(label.name)][:MOST_NEEDS]
    talk = [label for label in ranked if not is_need(label.name) and not label.name.startswith("crisis_")]
    if not needs and not after_crisis:
        return talk[:1]
    asking = [label for label in talk if label.name in ASKING][:1]
    return sorted(needs + asking, key=lambda label: -label.confidence)
