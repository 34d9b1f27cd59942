"""The first layer of every message: danger and keywords, found with and without a model."""

from services.safety.answers import answer, doubt, keyword_answer, say, topic
from services.safety.reading import Reading, read
from services.safety.replies import safety_told
from services.safety.scores import silence

__all__ = ["Reading", "answer", "doubt", "keyword_answer", "read", "safety_told", "say", "silence", "topic"]
