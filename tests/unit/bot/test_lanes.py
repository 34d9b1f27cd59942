"""Lanes keep the order of one conversation, go on beside each other, and outlive faults."""

import asyncio

from bot.lanes import Lanes


async def _settled(done: asyncio.Event) -> None:
    async with asyncio.timeout(5):
        await done.wait()


async def test_one_conversation_is_worked_in_order_and_never_twice_at_once() -> None:
    work, seen, inside, done = list(range(20)), [], 0, asyncio.Event()

    async def step(_key: str) -> float | None:
        nonlocal inside
        if not work:
            done.set()
            return None
        inside += 1
        assert inside == 1
        await asyncio.sleep(0.001)
        seen.append(work.pop(0))
        inside -= 1
        return 0.0

    lanes = Lanes("test", step)
    for _ in range(5):
        lanes.wake("a")
    await _settled(done)
    assert seen == list(range(20))


async def test_a_slow_conversation_holds_up_no_other() -> None:
    blocked, done = asyncio.Event(), asyncio.Event()

    async def step(key: str) -> float | None:
        if key == "slow":
            await blocked.wait()
        else:
            done.set()
        return None

    lanes = Lanes("test", step)
    lanes.wake("slow")
    lanes.wake("quick")
    await _settled(done)
    await lanes.close()


async def test_a_fault_is_tried_again() -> None:
    tries, done = 0, asyncio.Event()

    async def step(_key: str) -> float | None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("disk away")
        done.set()
        return None

    lanes = Lanes("test", step)
    lanes.wake("a")
    await _settled(done)
    assert tries == 2


async def test_waking_during_work_is_not_lost() -> None:
    rounds, done = 0, asyncio.Event()
    lanes: Lanes

    async def step(key: str) -> float | None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            lanes.wake(key)
        else:
            done.set()
        return None

    lanes = Lanes("test", step)
    lanes.wake("a")
    await _settled(done)
