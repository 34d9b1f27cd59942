"""From probabilities to what the assistant acts on: several needs, a crisis first, small talk only when alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

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

    first: float = 0.1
    beside: float = 0.4
    crisis: float = 0.4


@dataclass(frozen=True)
class Label:
    """A label with its probability."""

    name: str
    confidence: float


def decide(labels: Sequence[str], chances: np.ndarray, limits: Thresholds) -> list[Label]:
    """Return what to act on, best first, [] when nothing is sure; `chances` is what Reader.chances gives."""
    first, borne = chances
    crisis = _crisis(labels, first, borne, limits)
    order = [int(i) for i in np.argsort(-first) if not labels[int(i)].startswith("crisis_")]
    if crisis is not None:  # which leaves no chance to what else would be first
        danger = Label(labels[crisis], float(max(first[crisis], borne[crisis])))
        return [danger, *_tidy(_beside(labels, borne, order, limits), after_crisis=True)]
    best = order[0]
    lead = [Label(labels[best], float(first[best]))] if first[best] >= limits.first else []
    return _tidy(lead + _beside(labels, borne, order[1:], limits), after_crisis=False)


def guesses(labels: Sequence[str], chances: np.ndarray) -> list[Label]:
    """Return the likeliest labels of the whole message, however unsure."""
    best = np.argsort(-chances[0])[:GUESSES]
    return [Label(labels[i], float(chances[0][i])) for i in best]


def is_need(name: str) -> bool:
    """Whether `name` is one of the needs, by the names in domain.yml."""
    ends = ("_need", "_concern", "_health", "_wellbeing", "_support")
    return name.endswith(ends) or name == "prenatal_newborn"


def _beside(labels: Sequence[str], borne: np.ndarray, some: Sequence[int], limits: Thresholds) -> list[Label]:
    """Return those of some labels that are surely borne, the surest first."""
    found = [Label(labels[i], float(borne[i])) for i in some if borne[i] >= limits.beside]
    return sorted(found, key=lambda label: -label.confidence)


def _crisis(labels: Sequence[str], first: np.ndarray, borne: np.ndarray, limits: Thresholds) -> Optional[int]:
    likely = [i for i, name in enumerate(labels) if name.startswith("crisis_") and borne[i] >= limits.crisis]
    return max(likely, key=lambda i: float(first[i]), default=None)


def _tidy(ranked: list[Label], after_crisis: bool) -> list[Label]:
    """Keep needs, with at most one request beside them; a talk label alone only when there is nothing else."""
    needs = [label for label in ranked if is_need(label.name)][:MOST_NEEDS]
    talk = [label for label in ranked if not is_need(label.name)]
    if not needs and not after_crisis:
        return talk[:1]
    asking = [label for label in talk if label.name in ASKING][:1]
    return [label for label in ranked if label in needs or label in asking]
