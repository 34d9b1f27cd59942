"""Which dangers of a talk stand: a denial ends the one that it speaks of, and another that was told stands on."""

from collections.abc import Mapping
from typing import Final

from bot.turn import hour
from casebook.records import Conversation
from services import safety

BETTER: Final = f"{safety.hour.MARK}better"  # among the answers of a danger: how often good news of it were answered
ENDED: Final = "ended."  # begins a mark among a danger's answers: the label behind it is over, and still known


def ended(conversation: Conversation) -> dict[str, int]:
    """The answers of a danger that is over: what was told stays known, and is not counted as standing again."""
    answers = conversation.danger.answers
    labels = {safety.of_danger(topic) for topic in hour.topics(answers)} | {conversation.danger.crisis}
    return {**answers, **{f"{ENDED}{label}": 1 for label in sorted(filter(None, labels))}}


def rings_again(answers: Mapping[str, int], label: str) -> dict[str, int]:
    """The same answers once such a danger is told anew."""
    return {name: times for name, times in answers.items() if name not in (f"{ENDED}{label}", BETTER)}


def others(conversation: Conversation, label: str) -> dict[str, str]:
    """The other dangers that stand, the last one first: each label with its last answer."""
    answers = conversation.danger.answers
    found: dict[str, str] = {}
    for topic, other in _labels(conversation).items() if conversation.danger.crisis else ():
        if other != label and answers[topic] and f"{ENDED}{other}" not in answers:
            found.setdefault(other, topic)
    return found


def without(conversation: Conversation, label: str) -> dict[str, int]:
    """The answers of a danger without those of a label that was denied."""
    labels = _labels(conversation)
    return {name: times for name, times in conversation.danger.answers.items() if labels.get(name) != label}


def _labels(conversation: Conversation) -> dict[str, str]:
    """The answers of a danger, the last one first, each with its label: the last is of what was heard last."""
    danger = conversation.danger
    topics = hour.topics(danger.answers)
    labels = {topic: str(safety.of_danger(topic)) for topic in topics}
    return labels | ({topics[0]: danger.crisis} if topics and danger.crisis else {})
