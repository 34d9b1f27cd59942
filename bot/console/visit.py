"""What the console's handlers share: the parts handed in by the gateway, and one visit of one person."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from weakref import WeakSet

from aiohttp import web

from bot.console.oidc.provider import Provider
from bot.console.passwords import Passwords
from bot.console.presence import Presence
from bot.console.throttle import Throttle
from bot.console.words import Words
from bot.live import Live, Typing
from bot.messages import Language
from casebook.console_records import Session, Staff
from casebook.database import Casebook
from resources_db.database import Database
from services.directory.question import Found, Question

OpenSockets = WeakSet[web.WebSocketResponse]


@dataclass(frozen=True, slots=True)
class Console:
    """Everything the console works with. `wake_outbox` is told of a conversation that has a text to send.

    `second_factor` says that everyone must have one, but for the accounts of `exempt` (e-mails; a demo's own).
    `find` looks help up in the public directory; without it nothing is suggested.
    """

    casebook: Casebook
    live: Live
    wake_outbox: Callable[[str], None]
    words: Words
    public_url: str
    passwords: Passwords = field(default_factory=Passwords)
    throttle: Throttle = field(default_factory=Throttle)
    sockets: OpenSockets = field(default_factory=WeakSet)
    typing: Typing = field(default_factory=Typing)
    presence: Presence = field(default_factory=Presence)
    directory: Database | None = None
    second_factor: bool = True
    exempt: frozenset[str] = frozenset()
    oidc: Provider | None = None
    find: Callable[[Question], list[Found]] | None = None

    @property
    def secure(self) -> bool:
        """Whether browsers reach us by https."""
        return self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who makes it, in which language, with which form. `nonce` is this answer's own."""

    request: web.Request
    language: Language
    nonce: str
    session: Session | None
    form: Mapping[str, str]

    @property
    def staff(self) -> Staff:
        """Who is signed in; only routes that are not open to all may ask."""
        if self.session is None:
            raise web.HTTPUnauthorized
        return self.session.staff

    @property
    def conversation(self) -> str:
        """The conversation that the address names."""
        return self.request.match_info["conversation"]

    @property
    def by_script(self) -> bool:
        """Whether our script asks (it wants data), not a person's browser (it wants a page)."""
        return self.request.headers.get("X-Requested-With") == "console"


type Handler = Callable[[Console, Visit], Awaitable[web.StreamResponse]]
