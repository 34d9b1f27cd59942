"""What every socket of the widget shares: the next stage, the nudges, the words, and who may open it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from aiohttp import web

from bot.channels.sockets import OpenSockets, close_sockets, from_own_page
from bot.channels.web.ports import Ports
from bot.channels.web.texts import Texts
from bot.channels.web.tokens import Tokens
from bot.live import Live, Typing
from bot.messages import Receive, Transcript

__all__ = ["House", "OpenSockets", "close_sockets", "may_open"]


@dataclass(frozen=True, slots=True)
class House:
    """The parts handed in by the gateway.

    `tabs` nudges the tabs of one token, by its fingerprint, also before it has a conversation.
    """

    receive: Receive
    transcript: Transcript
    live: Live
    texts: Texts
    allowed_origins: Collection[str]
    tokens: Tokens
    ports: Ports = field(default_factory=Ports)
    typing: Typing = field(default_factory=Typing)
    sockets: OpenSockets = field(default_factory=OpenSockets)
    tabs: Live = field(default_factory=Live)


def may_open(request: web.Request, allowed_origins: Collection[str]) -> bool:
    """Say whether the page that opens this socket may do so.

    Browsers always send Origin. Each origin of the list may, letter for letter, and a page of our own host. A request
    without Origin comes from no web page; it holds no cookie of ours to misuse, so it may.
    """
    return request.headers.get("Origin") in allowed_origins or from_own_page(request)
