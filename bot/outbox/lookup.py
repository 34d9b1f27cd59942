"""Finds out from the provider's list whether it has a text of which nobody can tell."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from enum import Enum
from functools import partial

import structlog
from sqlalchemy import Connection

from bot.provider import CannotList, Listed, Provider
from casebook.database import Casebook
from casebook.queries import deliveries, texts
from casebook.queries.rows import now
from casebook.records import Outgoing

log = structlog.get_logger()

SKEW = timedelta(minutes=2)  # between the provider's clock and ours
LOOK_EVERY = 5.0
# How long a text waits for proof where the list cannot be read; then it goes again, for two are better than none. A
# provider without any list at that address is a stand-in: only its callback could prove anything.
WITHOUT_LIST, LIST_AWAY = timedelta(seconds=5), timedelta(seconds=60)
AT_START = 5.0  # seconds that a start waits for the list


class Found(Enum):
    """YES: it is noted as sent. NO: it may go again. LATER: it will be looked up again."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class Doubts:
    """Looks up texts at the provider that `provider` answers, and notes in the casebook what it finds."""

    def __init__(self, casebook: Casebook, provider: Callable[[], Provider]) -> None:
        self._casebook, self._provider = casebook, provider

    async def look_up(self, text: Outgoing) -> Found:
        """What the list says of one text in doubt."""
        try:
            listed = await self._provider().list_since(text.created_at - SKEW, text.address)
        except CannotList as error:
            return await self._without_list(text, error)
        if await self._casebook.write(partial(_settle, wanted=[text], listed=listed)):
            return Found.YES
        if text.unsure_until is None or now() >= text.unsure_until:
            return Found.NO
        return await self._later(text, (text.unsure_until - now()).total_seconds())

    async def sort_out(self) -> None:
        """At a start: note what an earlier run had handed over when it died.

        Where the list cannot be read, what may have been handed over goes again: two are better than none.
        """
        keys = self._casebook.keys
        left = await self._casebook.read(lambda connection: texts.left_over(connection, keys))
        if not left:
            return
        try:
            async with asyncio.timeout(AT_START):
                listed = await self._provider().list_since(min(text.created_at for text in left) - SKEW)
        except (CannotList, TimeoutError) as error:
            log.warning("left_over_not_looked_up", why=str(error), texts=len(left))
            return
        found = await self._casebook.write(partial(_settle, wanted=left, listed=listed))
        log.info("left_over_looked_up", texts=len(left), had=found)

    async def _without_list(self, text: Outgoing, error: CannotList) -> Found:
        proof_until = (text.unsure_until or now()) + (WITHOUT_LIST if error.permanent else LIST_AWAY)
        if now() >= proof_until:
            return Found.NO
        return await self._later(text, LOOK_EVERY)

    async def _later(self, text: Outgoing, seconds: float) -> Found:
        await self._casebook.write(lambda connection: texts.look_again(connection, text.message, max(0.2, seconds)))
        return Found.LATER


def _settle(connection: Connection, wanted: Iterable[Outgoing], listed: list[Listed]) -> int:
    """Note as sent what the list holds; each entry of it proves one text only. Answers how many were found."""
    ours = [each for each in listed if each.direction == "out"]
    free = [each for each in ours if not texts.known(connection, each.provider_id)]
    found = 0
    for text in wanted:
        match = next((each for each in free if _same(each, text)), None)
        if match is not None:
            free.remove(match)
            found += 1
            texts.accepted(connection, text.message, match.provider_id)
            if match.status is not None:
                deliveries.delivery(connection, text.message, match.provider_id, match.status, match.code)
    return found


def _same(listed: Listed, text: Outgoing) -> bool:
    """By our own id where the list has it; else the same words to the same phone, sent after they were written.

    Providers may swap signs and put words of a trial account before ours, so letters and digits alone are compared.
    """
    if listed.outbox is not None:
        return listed.outbox == text.message
    return (
        listed.phone == text.address
        and listed.at >= text.created_at - SKEW
        and _letters(listed.text).endswith(_letters(text.text))
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
