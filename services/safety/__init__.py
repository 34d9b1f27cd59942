"""The first layer of every message: danger and keywords, found with and without a model."""

from services.safety import afterwards, another, hour, long_past, played_down, questions, said_no, stands, told, watched
from services.safety.answers import (
    answer,
    doubt,
    doubt_asked,
    fever_asked,
    keeps,
    keyword_answer,
    of_danger,
    say,
    told_of,
    topic,
)
from services.safety.better import better
from services.safety.crisis import is_always_asked, is_doubtful, is_weak
from services.safety.good_news import good_news
from services.safety.ordinary import fears_death, is_ordinary, tells_of_harm
from services.safety.reading import Reading, read
from services.safety.replies import beside_safe, evades, has_looked, helpers_came, safety_told, seen
from services.safety.scores import alarms, asks_in_a_talk, silence, sure_in_a_talk

__all__ = [
    "Reading", "afterwards", "alarms", "another", "answer", "asks_in_a_talk", "beside_safe", "better", "doubt",
    "doubt_asked", "evades", "fears_death", "fever_asked", "good_news", "has_looked", "helpers_came", "hour",
    "is_always_asked", "is_doubtful", "is_ordinary", "is_weak", "keeps", "keyword_answer", "long_past", "of_danger",
    "played_down", "questions", "read", "safety_told", "said_no", "say", "seen", "silence", "stands", "sure_in_a_talk",
    "tells_of_harm", "told", "told_of", "topic", "watched",
]  # fmt: skip
