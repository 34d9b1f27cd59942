"""The composition root: the only place that wires the parts of the gateway together."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import select

from bot import health
from bot.channels.sms import routes as sms_routes
from bot.channels.sms.fit import fit
from bot.channels.sms.providers import open_providers
from bot.channels.sockets import OpenSockets, close_sockets
from bot.channels.web import routes as web_routes
from bot.console.returns import Returns
from bot.console.routes import routes as console_routes
from bot.console.words import Words
from bot.hsds.routes import routes as hsds_routes
from bot.inbox.accept import receiver
from bot.inbox.reconcile import Reconcile
from bot.inbox.spool import Spool, Spooling
from bot.live import Live, Typing
from bot.messages import Channel, Inbound, Receive, Stored, View
from bot.missing import noting
from bot.outbox.deliver import Outbox
from bot.outbox.statuses import Statuses
from bot.outreach.planned import Planned
from bot.outreach.watch import Outreach
from bot.plan.routes import PlanPages
from bot.plan.saving import SavedPlan
from bot.provider import Provider
from bot.reach import Reach
from bot.receivers.routes import Receivers
from bot.reporting import reporting
from bot.settings import DEMO_EMAIL, Settings
from bot.turn.actions import ActionEndpoint
from bot.turn.assistant import Assistant
from bot.turn.came_back import CameBack
from bot.turn.decide import Decide
from bot.turn.silence import Silence
from bot.turn.understanding import Understanding
from bot.turn.worker import Turns
from bot.warm import warm_up
from casebook.care import reading as care_reading
from casebook.care.records import FamilyRecord
from casebook.database import Casebook
from casebook.queries import transcripts
from casebook.queries.rows import alert_once
from casebook.records import Say
from resources_db.database import directory_url, open_database
from resources_db.queries import Directory
from services.casework import Desk
from services.directory import indexing
from services.directory.search import search
from services.library.documents import document
from services.library.messages import Messages
from services.library.root import CONTENT, ROOT

HERE = ZoneInfo("America/New_York")
BODY_LIMIT = 64 * 1024


class House:
    """The gateway with all its parts, started and stopped together.

    `assistant` is the client of Rasa; `provider` stands in for the one of the settings where a test wants another.
    Without `understanding` Rasa reads messages by itself, and danger is found by phrases only. Raises BadSetting.
    """

    def __init__(
        self,
        settings: Settings,
        assistant: Assistant,
        provider: Provider | None = None,
        understanding: Understanding | None = None,
    ) -> None:
        self.settings = settings
        self.live = Live()
        self.casebook = Casebook(settings.database_url, settings.keys)
        self.directory = open_database(directory_url(settings.data_dir, settings.database_url))
        self.services = Directory(self.directory, indexing.refresh, look_every=1.0)
        self.messages = Messages.load(CONTENT / "messages" / "conversation.yml")
        self.assistant = assistant
        self.actions = ActionEndpoint("actions", ROOT / "domain.yml")
        self.providers = [provider] if provider else open_providers(settings)  # the one that sends comes first
        self.outbox = Outbox(self.casebook, self.providers[0])
        self.statuses = Statuses(self.casebook, self.live, self.outbox.wake)
        self.decide = Decide(self.assistant, self.actions, self.messages, self._desk, self._record)
        if understanding is not None:
            hears = self.decide.hears
            hears.score, hears.chances = understanding.scores, understanding.chances
            hears.calm, hears.needs = understanding.calm, understanding.needs
        self.turns = Turns(
            self.casebook,
            self.decide,
            self._shape,
            self.live,
            self.outbox.wake,
            hold=self.outbox.hold,
        )
        self.outbox.sent = self.turns.rhythm.sent
        self.receive = self._counted(receiver(self.casebook, self.live, self.turns.wake))
        self.spooling = Spooling(self.receive, Spool.open(settings.spool_dir, settings.keys), self._alert)
        self.reconcile = Reconcile(
            self.casebook, self.providers, self.spooling, self.statuses.note, settings.reconcile_seconds
        )
        self.typing = Typing()
        self.reach = Reach(self.casebook, self.live, settings.sms_number, lambda: datetime.now(HERE))
        self.decide.join = self.reach.join
        self.came_back = CameBack(self.casebook, self.assistant.healthy, self.turns.read_again)
        self.silence = Silence(self.casebook, self.live, self.outbox.wake)
        self.outreach = Outreach(self.casebook, self.live, self.outbox.wake, self._desk)
        self.console_words = document(CONTENT / "messages" / "console.yml")
        self.returns = Returns(self.casebook, self.live, self.outbox.wake, Words(self.console_words))
        self.planned = Planned(self.casebook, self.live, self.outbox.wake)
        self._watches: list[asyncio.Task[None]] = []
        self.counting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="missing")
        self.sockets: OpenSockets = OpenSockets()

    def public_app(self) -> web.Application:
        """What the world may reach: webhooks, widget, console, health."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.add_routes(self._sms_routes())
        app.add_routes(self._web_routes())
        app.add_routes(
            console_routes(
                self.casebook,
                self.live,
                self.outbox.wake,
                self.console_words,
                self.settings.public_url,
                sockets=self.sockets,
                directory=self.directory,
                typing=self.typing,
                second_factor=self.settings.second_factor,
                exempt=(DEMO_EMAIL,) if self.settings.demo else (),
                issuer=self.settings.issuer,
                find=partial(search, self.services),
            )
        )
        app.add_routes(Receivers(self.casebook, self.live).routes())
        app.add_routes(PlanPages(self.casebook, self.settings.public_url).routes())
        app.add_routes(hsds_routes(self.directory, self.settings.public_url, self.services.spellings))
        app.add_routes(health.routes(self._checks()))
        app.on_shutdown.append(lambda _app: close_sockets(self.sockets))
        return app

    def loopback_app(self) -> web.Application:
        """What only Rasa reaches, on a loopback port of its own."""
        app = web.Application(client_max_size=1024 * 1024)
        app.add_routes(self.actions.routes())
        return app

    async def warm_up(self) -> None:
        """Load what a first turn would wait for."""
        desk = self._desk()
        await warm_up(self.assistant, desk.find, desk.now)

    async def start(self, rasa_ready: Callable[[], Awaitable[object]]) -> None:
        """Go on with what an earlier run left: sends at once, turns once Rasa is there."""
        await self.outbox.recover()
        watches = {
            "came_back": self.came_back.run,
            "silence": self.silence.run,
            "outreach": self.outreach.run,
            "returns": self.returns.run,
            "planned": self.planned.run,
            "spool": self.spooling.run,
            "reconcile": self.reconcile.run,
        }
        self._watches = [asyncio.create_task(run(), name=name) for name, run in watches.items()]
        await rasa_ready()
        await self.turns.recover()  # who has waited through a restart comes before who may write next
        await self.warm_up()

    async def stop(self) -> None:
        """Let go of everything; what is not committed is done again at the next start."""
        for watch in self._watches:
            watch.cancel()
        await asyncio.gather(*self._watches, return_exceptions=True)
        await self.turns.close()
        await self.outbox.close()
        await self.assistant.close()
        for provider in self.providers:
            await provider.close()
        self.counting.shutdown()
        self.casebook.close()
        self.directory.close()

    def _sms_routes(self) -> list[web.RouteDef]:
        return sms_routes.routes(self.spooling, self.statuses.note, self.providers)

    def _web_routes(self) -> list[web.RouteDef]:
        origins = {*self.settings.web_origins, self.settings.public_url}
        return web_routes.routes(
            self.receive,
            self._transcript,
            self.live,
            document(CONTENT / "messages" / "widget.yml"),
            origins,
            partial(self.casebook.keys.index, "web_token"),
            ports=self.reach.ports(SavedPlan(self.casebook)),
            typing=self.typing,
            sockets=self.sockets,
        )

    def _counted(self, receive: Receive) -> Receive:
        async def counted(message: Inbound) -> Stored:
            stored = await receive(message)
            if not stored.duplicate:
                health.MESSAGES.labels(message.channel).inc()
            return stored

        return counted

    def _alert(self, kind: str) -> Awaitable[object]:
        return self.casebook.write(lambda connection: alert_once(connection, kind, None))

    async def _transcript(self, channel: Channel, address: str, after: int) -> View | None:
        keys = self.casebook.keys
        return await self.casebook.read(
            lambda connection: transcripts.by_address(connection, keys, channel, address, after)
        )

    def _desk(self) -> Desk:
        return Desk(
            now=datetime.now(HERE),
            find=noting(partial(search, self.services), self.directory, self.counting.submit),
            service=self.services.service,
            tell=reporting(self.directory, self.counting.submit),
            public_url=self.settings.public_url,
            instruments=self.settings.data_dir / "instruments",
        )

    async def _record(self, family: str) -> FamilyRecord:
        keys = self.casebook.keys
        return await self.casebook.read(lambda connection: care_reading.read(connection, keys, family))

    def _shape(self, channel: str, says: list[Say], language: str) -> list[Say]:
        return fit(says, language, self.messages) if channel == "sms" else says

    def _checks(self) -> health.Checks:
        return {"casebook": self._casebook_well, "assistant": self.assistant.healthy, "spool": self.spooling.empty}

    async def _casebook_well(self) -> bool:
        return await self.casebook.read(lambda connection: connection.execute(select(1)).scalar()) == 1
