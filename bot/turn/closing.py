"""Whether a message ends a talk with a coordinator, so that the family waits for no answer to it."""

from collections.abc import Callable, Mapping

from casebook.records import Outcome, Pending
from services.casework.closing import closing


def closes(pending: Pending, outcome: Outcome, score: Callable[[str], Mapping[str, float] | None]) -> bool:
    """Only what a person has answered before can be closed so, and never a danger or a doubt."""
    danger = outcome.crisis or outcome.doubt or pending.conversation.danger.crisis
    if pending.told_before is None or danger or pending.media or pending.choice is not None:
        return False
    labels = [name for name, _ in (outcome.reading or {}).get("labels", ())]
    return closing(pending.text, asked="?" in pending.told_before, labels=labels, scores=score(pending.text))
