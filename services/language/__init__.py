"""Tells English from Spanish in a family's message, short ones too; says nothing when it cannot know."""

from services.language.guess import Guess, choose, guess, named

__all__ = ["Guess", "choose", "guess", "named"]
