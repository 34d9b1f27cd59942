"""The same house on PostgreSQL, where one is installed: messages in order, sealed, answered."""

import asyncio
from pathlib import Path

from bot.testing import open_stage, stage_settings
from casebook import tables


async def test_quick_texts_of_several_families_are_answered_in_order(postgres: str, tmp_path: Path) -> None:
    phones = [f"+1860555012{number}" for number in range(4)]
    async with open_stage(stage_settings(tmp_path, ONEDOOR_DATABASE_URL=postgres)) as stage:
        for number in range(6):
            await asyncio.gather(*(stage.text(f"text {number}", phone) for phone in phones))
        for phone in phones:
            answers = await asyncio.wait_for(stage.answers(6, phone), 30)
            heard = [answer.splitlines()[-1] for answer in answers]
            assert heard == [f"heard: text {number}" for number in range(6)]
        assert all(row.processed_at for row in await stage.rows(tables.inbox))
