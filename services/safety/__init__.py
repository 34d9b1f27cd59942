"""The first layer of every message: danger and keywords, found without a model."""

from services.safety.answers import after, answer, keyword_answer
from services.safety.reading import Reading, read

__all__ = ["Reading", "after", "answer", "keyword_answer", "read"]
