"""Commits a family's message, then wakes its conversation's lane."""

from collections.abc import Callable

import structlog
from sqlalchemy.exc import DBAPIError

from bot.errors import Unavailable
from bot.faults import moment
from bot.live import Live
from bot.messages import Inbound, Receive, Stored
from casebook.database import Casebook
from casebook.queries import intake

log = structlog.get_logger()


def receiver(casebook: Casebook, live: Live, wake: Callable[[str], None]) -> Receive:
    """The one door into the house for every channel."""

    async def receive(message: Inbound) -> Stored:
        text = message.text.encode("utf-8", "replace").decode()  # lone surrogates cannot be stored
        try:
            taken = await casebook.write(
                lambda connection: intake.accept(
                    connection,
                    casebook.keys,
                    channel=message.channel,
                    address=message.address,
                    provider=message.provider,
                    provider_id=message.provider_id,
                    text=text,
                    language=message.language,
                    choice=message.choice,
                    media=message.media,
                    media_kind=message.media_kind,
                    carrier_keyword=message.carrier_keyword,
                )
            )
        except DBAPIError as error:
            log.error("inbox_unavailable", error=type(error).__name__)
            raise Unavailable("the message could not be stored; send it again") from error
        moment("after_inbox")
        if not taken.duplicate:
            wake(taken.conversation)
            live.nudge(taken.conversation)
        return Stored(taken.conversation, taken.seq, taken.duplicate)

    return receive
