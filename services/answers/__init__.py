"""Questions whose answer is known and the same for everybody (content/answers), and how they are heard."""

from services.answers.choosing import (
    asked_of_a_place,
    asks,
    known_answer,
    known_of_it,
    may_ask,
    may_be_of_a_place,
    perhaps_asked,
    surely_known,
)
from services.answers.known import (
    answer_title,
    answer_words,
    fits,
    helps_in_danger,
    is_for_ages,
    is_for_told,
    is_of_no_danger,
    need_told,
    stands_alone,
    tells_of_danger,
)

__all__ = [
    "answer_title",
    "answer_words",
    "asked_of_a_place",
    "asks",
    "fits",
    "helps_in_danger",
    "is_for_ages",
    "is_for_told",
    "is_of_no_danger",
    "known_answer",
    "known_of_it",
    "may_ask",
    "may_be_of_a_place",
    "need_told",
    "perhaps_asked",
    "stands_alone",
    "surely_known",
    "tells_of_danger",
]
