"""Takes in what providers say of texts that they have taken."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.errors import Unavailable
from bot.health import DELIVERIES
from bot.live import Live
from bot.provider import Delivery
from casebook.crypto import KeyRing
from casebook.database import Casebook
from casebook.queries import deliveries
from casebook.queries.deliveries import Noted
from casebook.queries.rows import now
from services.texts.errors import error_class
from services.texts.quiet_hours import next_allowed

AGAIN_AFTER = timedelta(minutes=20)  # a phone that was off or out of reach


class Statuses:
    """`note` takes one status; `wake` is called for a conversation whose outbox it may have moved."""

    def __init__(self, casebook: Casebook, live: Live, wake: Callable[[str], None]) -> None:
        self._casebook, self._live, self._wake = casebook, live, wake

    async def note(self, delivery: Delivery) -> None:
        """Keep a status, with what follows from it. Raises Unavailable when the casebook is away."""
        try:
            noted = await self._casebook.write(partial(_keep, keys=self._casebook.keys, delivery=delivery))
        except DBAPIError as error:
            raise Unavailable("the status could not be kept; send it again") from error
        if noted is None:
            return
        DELIVERIES.labels(delivery.status).inc()
        self._live.nudge(noted.conversation)
        if noted.proved or delivery.status in deliveries.LOST:
            self._wake(noted.conversation)


def _keep(connection: Connection, keys: KeyRing, delivery: Delivery) -> Noted | None:
    noted = deliveries.delivery(connection, delivery.outbox, delivery.provider_id, delivery.status, delivery.code)
    if noted is not None and delivery.status in deliveries.LOST:
        what = error_class(delivery.provider, delivery.code) or "permanent"
        # It goes again because we say so, not in answer to anybody: so not at night.
        deliveries.lost(connection, keys, noted.message, what, next_allowed(now() + AGAIN_AFTER))
    return noted
