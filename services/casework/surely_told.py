"""Whether a question in the middle of a talk surely tells a new need: else what was asked about stays the need."""

from collections.abc import Collection
from typing import Final

from services.casework.not_meant import puts_a_question
from services.casework.put_as_question import is_of_those
from services.directory.senses import in_its_sense
from services.directory.things import vocabulary

# Of 3,678 questions of tests/cases that the network takes for a need, it is right in 91 of 100 from 0.9 up where they
# name nothing of it, in 56 from 0.6, in 36 below; where they name a thing of it in 89, 66 and 46.
SURE: Final = 0.9
SURE_BY_NAME: Final = 0.6


def surely_told(need: str, chance: float, text: str, language: str, before: Collection[str]) -> bool:
    """Whether a message tells a need that the talk was not `before` about; `chance` is what the network gives it.

    What names only things that the talk is about already ("can they take both girls in the ride") asks about those.
    """
    if need in before or not puts_a_question(text):
        return True
    if is_of_those(text):
        return False
    served = needs_named(text, language)
    if need in served:
        return chance >= SURE_BY_NAME
    return chance >= SURE and served.isdisjoint(before)


def needs_named(text: str, language: str) -> set[str]:
    """The needs of the things that a message names, each in its sense."""
    things = vocabulary().things
    named = (things[key] for key, _ in vocabulary().asked(in_its_sense(text), language).things)
    return {need for each in named for need in (each.need, *each.also)}
