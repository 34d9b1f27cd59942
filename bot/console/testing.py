"""A console with families and staff to try it on: real casebook, real handlers, no assistant. Plainly fictional."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection

from bot.console.passwords import hash_password
from bot.console.routes import routes
from bot.console.second.codes import new_recovery_codes, new_secret
from bot.live import Live
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import factors, intake, sessions, staff, turns, unworked
from casebook.records import Outcome, Say
from resources_db.database import Database
from services.directory.question import Found, Question
from services.library.documents import document
from services.library.root import CONTENT

PASSWORD = "three green umbrellas"
MARIA = "+18605550101"


@dataclass(slots=True)
class Bench:
    """A house with only a console in it; `woken` is what the outbox was told."""

    casebook: Casebook
    public_url: str = "http://127.0.0.1:8080"
    live: Live = field(default_factory=Live)
    woken: list[str] = field(default_factory=list)
    directory: Database | None = None
    second_factor: bool = False
    exempt: tuple[str, ...] = ()
    issuer: tuple[str, str, str] | None = None
    find: Callable[[Question], list[Found]] | None = None

    @classmethod
    def at(cls, folder: Path, public_url: str = "http://127.0.0.1:8080") -> "Bench":
        """A bench whose casebook is a new file in a folder."""
        return cls(Casebook(f"sqlite:///{folder / 'casebook.db'}", KeyRing.parse(KeyRing.generate())), public_url)

    def app(self) -> web.Application:
        """An application that serves the console."""
        app = web.Application()
        given = (self.casebook, self.live, self.woken.append, words(), self.public_url)
        more = {"second_factor": self.second_factor, "exempt": self.exempt, "issuer": self.issuer, "find": self.find}
        app.add_routes(routes(*given, directory=self.directory, **more))  # type: ignore[arg-type]
        return app

    async def hire(self, name: str, role: str = "coordinator") -> str:
        """An account with PASSWORD; answers its id. Its e-mail is the first name, small, at example.org."""
        make = partial(staff.ensure_demo, email=email(name), name=name, password_hash=_hashed(), role=role)
        return await self.casebook.write(make)

    async def enrol(self, staff_id: str, codes: tuple[str, ...] = ()) -> str:
        """Give an account a second factor; answers its secret."""
        secret = new_secret()
        await self.casebook.write(
            partial(_enrol, keys=self.casebook.keys, staff_id=staff_id, secret=secret, codes=codes)
        )
        return secret

    async def session(self, staff_id: str) -> str:
        """A signed-in session's token."""
        return await self.casebook.write(partial(sessions.start, staff_id=staff_id))

    async def hears(self, text: str, *says: Say, address: str = MARIA, channel: str = "sms", **outcome: Any) -> str:
        """A family writes and the bot's turn ends as told; answers the conversation."""
        accept = partial(
            intake.accept,
            keys=self.casebook.keys,
            channel=channel,
            address=address,
            provider="test",
            provider_id=f"{address}{text}"[-80:],
            text=text,
            language=outcome.get("language"),
        )
        receipt = await self.casebook.write(accept)
        await self.casebook.write(
            partial(_finish, keys=self.casebook.keys, talk=receipt.conversation, says=says, outcome=outcome)
        )
        self.live.nudge(receipt.conversation)
        return receipt.conversation


class Browser:
    """Someone at the desk: a client with cookies that fills in forms as a browser would."""

    def __init__(self, bench: Bench, server: TestServer) -> None:
        self._bench = bench
        self.client = TestClient(server)
        self.csrf = ""

    async def sign_in(self, name: str, password: str = PASSWORD) -> ClientResponse:
        """Open the sign-in page and send it; afterwards forms carry the session's key."""
        await self.open("/staff/sign-in")
        answer = await self.post("/staff/sign-in", email=email(name), password=password)
        if answer.status == 303:
            await self.open("/staff")
        return answer

    async def open(self, path: str) -> ClientResponse:
        """A page; the key of its forms is kept."""
        answer = await self.client.get(path, allow_redirects=False)
        if found := re.search(r'name="csrf" value="([^"]+)"', await answer.text()):
            self.csrf = found[1]
        return answer

    async def post(self, path: str, *, by_script: bool = False, **fields: str) -> ClientResponse:
        """Send a form of the last opened page."""
        headers = {"Origin": self._bench.public_url} | ({"X-Requested-With": "console"} if by_script else {})
        form = {"csrf": self.csrf} | fields
        return await self.client.post(path, data=form, headers=headers, allow_redirects=False)


def words() -> dict[str, Any]:
    """The console's words as the gateway loads them."""
    return document(CONTENT / "messages" / "console.yml")


def email(name: str) -> str:
    """The e-mail of someone hired here."""
    return f"{name.partition(' ')[0].lower()}@example.org"


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def _enrol(connection: Connection, keys: KeyRing, staff_id: str, secret: str, codes: tuple[str, ...]) -> None:
    factors.propose(connection, keys, staff_id, secret)
    factors.enrol(connection, keys, staff_id, 0, [*codes] or new_recovery_codes())


def _finish(connection: Any, keys: KeyRing, talk: str, says: tuple[Say, ...], outcome: dict[str, Any]) -> None:
    for pending in unworked.load(connection, keys, talk)[:1]:
        turns.finish(connection, keys, Outcome(pending.message, talk, says=list(says), **outcome))
