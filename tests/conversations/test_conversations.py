"""Whole dialogues, as data, through the real path: signed webhook or socket in, text or frame out.

A dialogue is `{name, channel, turns}`; a turn is what the `family` says and what must be `heard` and must `not` be
heard in all that comes back, how many `texts` come, and what the casebook then holds (`owner`, `reason`, `slots`).
"""

import asyncio
import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.sms.fake import FakeProvider
from bot.run import Running
from casebook.queries import transcripts
from casebook.records import Conversation

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="session")]

HERE = Path(__file__).parent
NUMBERS = itertools.count(100)
QUIET = 0.4


def dialogues() -> list[Any]:
    found = []
    for file in sorted(HERE.glob("??/*.yml")):
        for dialogue in yaml.safe_load(file.read_text(encoding="utf-8")):
            found.append(pytest.param(dialogue, id=f"{file.parent.name}-{file.stem}-{dialogue['name']}"))
    return found


async def say(provider: FakeProvider, phone: str, words: str) -> list[str]:
    """Text the words; answers all that comes back until it is quiet."""
    before = len(provider.messages(phone))
    assert await provider.text_from(phone, words) == 200
    with provider.listen(phone) as news:
        patience = 10.0
        while True:
            news.clear()
            try:
                async with asyncio.timeout(patience):
                    await news.wait()
                patience = QUIET
            except TimeoutError:
                return [each.body for each in provider.messages(phone)[before:] if each.direction == "out"]


async def held(house: Running, phone: str) -> Conversation:
    """What the casebook holds of a phone's conversation."""
    casebook = house.house.casebook
    known = await casebook.read(lambda c: transcripts.by_address(c, casebook.keys, "sms", phone, 0))
    assert known is not None
    found = await casebook.read(lambda c: transcripts.get(c, casebook.keys, known[0]))
    assert found is not None
    return found


@pytest.mark.parametrize("dialogue", dialogues())
async def test_a_dialogue_goes_as_written(house: Running, dialogue: dict[str, Any]) -> None:
    assert house.provider is not None
    phone = f"+1860555{next(NUMBERS):04d}"
    for turn in dialogue["turns"]:
        texts = await say(house.provider, phone, turn["family"])
        everything = "\n".join(texts).casefold()
        missing = [words for words in turn.get("heard", []) if words.casefold() not in everything]
        unwanted = [words for words in turn.get("not", []) if words.casefold() in everything]
        assert (missing, unwanted) == ([], []), f"\n{turn['family']}\n---\n" + "\n---\n".join(texts)
        assert len(texts) == turn.get("texts", len(texts)), texts
        await check(turn, await held(house, phone))


async def check(turn: dict[str, Any], talk: Conversation) -> None:
    assert talk.owner == turn.get("owner", talk.owner)
    assert talk.queue_reason == turn.get("reason", talk.queue_reason)
    assert talk.language == turn.get("language", talk.language)
    slots = (talk.state or {}).get("slots") or {}
    assert {name: slots.get(name) for name in turn.get("slots", {})} == turn.get("slots", {})
