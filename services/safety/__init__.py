"""The first layer of every message: danger and keywords, found with and without a model."""

from services.safety import afterwards
from services.safety.answers import answer, doubt, keeps, keyword_answer, of_danger, say, topic
from services.safety.reading import Reading, read
from services.safety.replies import evades, safety_told
from services.safety.scores import silence

__all__ = [
    "Reading", "afterwards", "answer", "doubt", "evades", "keeps", "keyword_answer", "of_danger", "read", "safety_told",
    "say", "silence", "topic",
]  # fmt: skip
