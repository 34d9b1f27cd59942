"""The coordinators' console at /staff: who waits and why, the story so far, and a person's answer."""

from bot.console.routes import routes

__all__ = ["routes"]
