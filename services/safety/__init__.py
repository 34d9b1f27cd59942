"""The first layer of every message: danger and keywords, found with and without a model."""

from services.safety import afterwards, hour
from services.safety.answers import answer, doubt, doubt_asked, keeps, keyword_answer, of_danger, say, told_of, topic
from services.safety.ordinary import is_ordinary
from services.safety.reading import Reading, read
from services.safety.replies import evades, safety_told
from services.safety.scores import silence

__all__ = [
    "Reading", "afterwards", "answer", "doubt", "doubt_asked", "evades", "hour", "is_ordinary", "keeps",
    "keyword_answer", "of_danger", "read", "safety_told", "say", "silence", "told_of", "topic",
]  # fmt: skip
