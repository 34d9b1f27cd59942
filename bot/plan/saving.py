"""Keeps the help that a family saves on a page: a step of its plan, once for each door."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from bot.errors import Unavailable
from casebook import tables as house
from casebook.care import applying, tables
from casebook.care.changes import KeepPlanItem, Place
from casebook.care.records import PlanItem
from casebook.database import Casebook
from casebook.queries.rows import new_id, now

LONGEST: Final = 300


class SavedPlan:
    """The plan behind the widget's "save to plan" (bot/channels/web/ports.py)."""

    def __init__(self, casebook: Casebook) -> None:
        self._casebook = casebook

    async def save(self, address: str, card: Mapping[str, Any]) -> None:
        """Keep a card as a step; the same door twice is one step. Raises Unavailable."""
        at = now()
        name, phone = str(card.get("name") or "")[:LONGEST], str(card.get("phone") or "")
        text = f"{name}, {phone}" if phone else name
        item = PlanItem(new_id(), "step", text, "open", "family", at, at, key=str(card["key"])[:80])
        try:
            await self._casebook.write(lambda connection: self._save(connection, address, item))
        except DBAPIError as error:
            raise Unavailable("the casebook cannot be written now; save it again") from error

    async def saved(self, address: str) -> frozenset[str]:
        """The keys of what the family of this browser has kept."""
        return await self._casebook.read(lambda connection: self._saved(connection, address))

    def _save(self, connection: Connection, address: str, item: PlanItem) -> None:
        row = self._conversation(connection, address)
        if row is not None:
            where = Place(row.family, row.id, "family")
            applying.apply(connection, self._casebook.keys, where, [KeepPlanItem(item)])

    def _saved(self, connection: Connection, address: str) -> frozenset[str]:
        row = self._conversation(connection, address)
        if row is None:
            return frozenset()
        items = tables.plan_item.c
        query = select(items.key).where(items.family == row.family, items.key.is_not(None), items.state != "dropped")
        return frozenset(str(key) for key in connection.execute(query).scalars())

    def _conversation(self, connection: Connection, address: str) -> Any:
        by = house.conversation.c
        index = self._casebook.keys.index("web", address)
        return connection.execute(
            select(by.id, by.family).where(by.channel == "web", by.address_index == index)
        ).first()
