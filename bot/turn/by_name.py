"""Hears a message as the need that it names; what the network hears of danger stays as it was."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

TOLD: Final = 0.9  # of the need that is named
DANGER: Final = "crisis_"
# Labels that stay what they are beside a name: "repeat that, I had no glasses on".
OF_THE_TALK: Final = frozenset(
    ("repeat", "thanks", "start_screening", "talk_to_person", "stop_messages", "delete_data", "complaint")
)


def heard_as(
    rows: np.ndarray, labels: Sequence[str], needs: Sequence[str], instead_of: Collection[str], *, briefly: bool = False
) -> None:
    """Give the first of some needs the chances of the labels that its words are mistaken for; `rows` are changed.

    Only where one of these, or of the needs, is the likeliest ("he broke her glasses" tells of what he does), or where
    little more is said than the name and no danger is the likeliest.
    """
    at, *also = map(labels.index, needs)
    moved = [place for place, label in enumerate(labels) if label in instead_of and place != at]
    likeliest = int(rows[0].argmax())
    if briefly and labels[likeliest] not in OF_THE_TALK and not labels[likeliest].startswith(DANGER):
        moved = [place for place, label in enumerate(labels) if not label.startswith(DANGER) and place != at]
    elif likeliest not in (at, *also, *moved):
        return
    rows[0, at] += rows[0, moved].sum()
    rows[1, at] = max(float(rows[1, at]), TOLD)
    rows[:, moved] = 0.0
