"""The benchmark's own stand-in for the SMS provider: lean, and it knows when a turn's last text has come."""

import asyncio
import sqlite3
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from benchmarks.target import Heard

# The texts of a turn are committed together and sent in order, so when the first one arrives all are still waiting.
TEXTS_OF_TURN = """
    SELECT count(*) FROM outbox WHERE state = 'waiting'
    AND conversation = (SELECT conversation FROM outbox WHERE message = ?)
"""


class Answering:
    """One turn of a family under way; `whole` ends with its answer."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.whole: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()
        self.first = 0.0
        self.expected = 0
        self.bodies: list[str] = []


class Provider:
    """Takes the gateway's texts. `casebook` is the gateway's SQLite file, `apologies` what no true answer holds."""

    def __init__(self, account: str, casebook: Path, apologies: tuple[str, ...]) -> None:
        self._path = f"/2010-04-01/Accounts/{account}/Messages.json"
        self._casebook = casebook
        self._apologies = apologies
        self._reader: sqlite3.Connection | None = None
        self._open: dict[str, Answering] = {}
        self._taken = 0

    def app(self) -> web.Application:
        """The REST API as far as the gateway uses it."""
        app = web.Application()
        app.router.add_post(self._path, self._create)
        return app

    def expect(self, phone: str) -> Answering:
        """A family is about to text."""
        turn = self._open[phone] = Answering()
        return turn

    def forget(self, phone: str) -> None:
        """The family waits no longer."""
        self._open.pop(phone, None)

    def note(self, turn: Answering, fields: dict[str, str]) -> None:
        """A text of a turn has come."""
        passed = time.perf_counter() - turn.began
        if not turn.bodies:
            turn.first, turn.expected = passed, self._texts_of_turn(fields["StatusCallback"])
        turn.bodies.append(fields["Body"])
        if len(turn.bodies) >= turn.expected and not turn.whole.done():
            apology = any(apology in body for apology in self._apologies for body in turn.bodies)
            turn.whole.set_result(Heard(turn.first, passed, true=not apology))

    def close(self) -> None:
        """Let the database go."""
        if self._reader is not None:
            self._reader.close()

    async def _create(self, request: web.Request) -> web.Response:
        fields = dict(parse_qsl((await request.read()).decode()))
        if (turn := self._open.get(fields["To"])) is not None:
            self.note(turn, fields)
        self._taken += 1
        return web.json_response({"sid": f"SM{self._taken:032x}", "status": "queued"}, status=201)

    def _texts_of_turn(self, callback: str) -> int:
        if self._reader is None:
            self._reader = sqlite3.connect(f"file:{self._casebook}?mode=ro", uri=True, isolation_level=None)
        message = dict(parse_qsl(urlsplit(callback).query))["outbox"]
        return int(self._reader.execute(TEXTS_OF_TURN, (message,)).fetchone()[0])
