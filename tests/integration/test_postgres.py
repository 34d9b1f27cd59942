"""The same house on PostgreSQL, where one is installed: messages in order, sealed, answered."""

import asyncio
from pathlib import Path

from bot.testing import Stage, open_stage, stage_settings
from casebook import tables


async def answered(stage: Stage, phone: str, last: str) -> str:
    """All that a phone got, once its last text was answered: quick ones are read and answered together."""
    count = 1
    while last not in (heard := "\n".join(await stage.answers(count, phone))):
        count += 1
    return heard


async def test_quick_texts_of_several_families_are_answered_in_order(postgres: str, tmp_path: Path) -> None:
    phones = [f"+1860555012{number}" for number in range(4)]
    # Numbers alone would be a loop, and words that speak of texts a question about them.
    said = ["one bird", "two birds", "three birds", "four birds", "five birds", "six birds"]
    async with open_stage(stage_settings(tmp_path, ONEDOOR_DATABASE_URL=postgres)) as stage:
        for words in said:
            await asyncio.gather(*(stage.text(words, phone) for phone in phones))
        for phone in phones:
            heard = await asyncio.wait_for(answered(stage, phone, said[-1]), 30)
            places = [heard.index(words) for words in said]
            assert places == sorted(places)
        assert all(row.processed_at for row in await stage.rows(tables.inbox))
