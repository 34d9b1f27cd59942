"""Tells English from Spanish in a family's message, short ones too; says nothing when it cannot know."""

from services.language.guess import Guess, choose, guess
from services.language.wishes import named, not_known, speaks_of_another

__all__ = ["Guess", "choose", "guess", "named", "not_known", "speaks_of_another"]
