"""A hundred crashes of the gateway and of Rasa, while families go on texting: nothing is lost, nothing is doubled."""

import random
import time
from collections import Counter
from pathlib import Path

import checker
import evidence
import pytest
from processes import ROOT
from world import HEALING, Death, World, free_ports, open_world, start_gateway

from bot.setup.paths import Paths
from bot.setup.rasa import ensure_environment, ensure_model
from casebook.crypto import KeyRing

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1800)]

SEED = 20261122
MOMENTS = ("after_inbox", "after_turn", "after_commit", "before_send", "after_accept")
AT_EACH_MOMENT, AT_RANDOM, OF_RASA = 13, 25, 11


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trained model, made when it is missing or out of date."""
    log = tmp_path_factory.mktemp("setup") / "setup.log"
    ensure_environment(log)
    return ensure_model(Paths(ROOT / "var"), log).model


def deaths(seed: int) -> list[Death]:
    """Every named moment many times, on its first to fourth passing, and random moments, shuffled."""
    chance = random.Random(seed)
    planned = [Death(f"{name}:{chance.choice((1, 1, 2, 4))}", 30) for name in MOMENTS for _ in range(AT_EACH_MOMENT)]
    planned += [Death(None, chance.uniform(0.1, 4)) for _ in range(AT_RANDOM)]
    chance.shuffle(planned)
    return planned


def test_nothing_is_lost_in_a_hundred_crashes(tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_world(tmp_path, model, SEED) as world:
        begun = time.monotonic()
        world.rasa.begin()
        for death in deaths(SEED):
            world.live_and_die(death)
        while world.rasa.kills < OF_RASA:
            world.live_and_die(Death(None, 3))
        healed, code = world.heal()
        seconds = time.monotonic() - begun
    texts = evidence.texted(world.entries())
    sends = evidence.accepted(world.entries(), world.starts)
    with capsys.disabled():
        print(_table(world, texts, sends, healed, seconds))
    assert _faults(world, texts, sends) == []
    # Some turns met a Rasa that lived (texts gather for one turn while the gateway is dead).
    turns = [row for row in world.book.inbox if row.outcome != checker.JOINED]
    assert sum(map(checker.by_rasa, turns)) > len(turns) / 10
    assert code == 0
    assert healed < HEALING
    assert all(world.deaths.count(name) >= AT_EACH_MOMENT - 3 for name in MOMENTS)
    assert (len(world.deaths), world.rasa.kills) >= (len(MOMENTS) * AT_EACH_MOMENT + AT_RANDOM, OF_RASA)
    assert checker.extra(sends) <= world.in_doubt


def test_a_gateway_told_to_stop_while_it_waits_for_rasa_ends_in_order(tmp_path: Path) -> None:
    port, nobody = free_ports(2)
    settings = {"ONEDOOR_KEYS": KeyRing.generate(), "ONEDOOR_ASSISTANT_URL": f"http://127.0.0.1:{nobody}"}
    gateway = start_gateway(tmp_path, port, settings)
    try:
        gateway.await_health(60)
        assert gateway.stop() == 0
    finally:
        gateway.kill()


def _faults(world: World, texts: list[evidence.Texted], sends: list[evidence.Accepted]) -> list[str]:
    book = world.book
    found = [
        *world.faults,
        *checker.lost(texts, book),
        *checker.phantom(texts, book),
        *checker.doubled(book),
        *checker.unworked(book),
        *checker.unanswered(book),
        *checker.answered_twice(book),
        *checker.unasked(book),
        *checker.shuffled(texts, book),
        *checker.unqueued(book),
        *checker.unsent(sends, book),
        *checker.unknown(sends, book),
        *checker.repeated(sends),
        *checker.sent_out_of_order(sends, book),
    ]
    return list(dict.fromkeys(found))


def _table(
    world: World, texts: list[evidence.Texted], sends: list[evidence.Accepted], healed: float, seconds: float
) -> str:
    kills = Counter(world.deaths)
    outcomes = Counter(str(row.outcome) for row in world.book.inbox)
    tries = Counter(entry["status"] for entry in world.entries() if entry["kind"] == "fail")
    rows = {
        "gateway killed": f"{len(world.deaths)} ({', '.join(f'{name} {count}' for name, count in kills.items())})",
        "Rasa killed": world.rasa.kills,
        "texts taken": f"{len(world.book.inbox)} of {len(texts)}; tries that failed: {dict(tries)}",
        "lost, phantom, doubled": [
            len(found)
            for found in (
                checker.lost(texts, world.book),
                checker.phantom(texts, world.book),
                checker.doubled(world.book),
            )
        ],
        "outcomes": dict(outcomes),
        "sends": f"{len(sends)} for {len(world.book.lines)} lines",
        "sent twice": f"{checker.extra(sends)}, of {world.in_doubt} that were in doubt at a crash",
        "healed after": f"{healed:.1f} s",
        "took": f"{seconds:.0f} s",
    }
    return "\n" + "\n".join(f"  {name:24}{value}" for name, value in rows.items())
