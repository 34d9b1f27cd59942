"""The coordinators' console at /staff: who waits and why, the story so far, and a person's answer."""

from bot.console.routes import routes
from bot.console.socket import close_sockets
from bot.console.visit import OpenSockets

__all__ = ["OpenSockets", "close_sockets", "routes"]
