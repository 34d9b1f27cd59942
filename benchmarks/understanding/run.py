"""The whole run: OneDoor read on the cases, its time, stock Rasa and the learning curve when asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.machine import described
from benchmarks.understanding import facts, measures, silence
from benchmarks.understanding.beside import beside
from benchmarks.understanding.cases import Case, load, load_safety
from benchmarks.understanding.curve import curve
from benchmarks.understanding.examples import counted, known
from benchmarks.understanding.ours import Ours, open_ours
from benchmarks.understanding.part import has_voices
from benchmarks.understanding.sides import by_language, side
from benchmarks.understanding.stock import open_stock, train_stock
from bot.errors import Refused
from bot.setup.fingerprint import fingerprint
from bot.setup.paths import ROOT, Paths
from bot.setup.rasa import MODEL_INPUTS
from services.casework.needs import all_needs

CASES = (ROOT / "tests" / "cases" / "dev", ROOT / "tests" / "cases" / "messages")  # the first that is there
UNSEEN = ROOT / "tests" / "cases" / "unseen"
SAFETY_CASES = ROOT / "tests" / "cases" / "safety"

type Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a run: see `onedoor eval --help`."""

    paths: Paths
    cases: tuple[Path, ...]
    stock: bool
    stock_epochs: int | None
    stock_share: float | None
    curve: bool


async def run(plan: Plan, say: Say) -> dict[str, Any]:
    """Measure; answers all figures. Raises Refused and BenchFailed."""
    folders = plan.cases or next((folder,) for folder in CASES if folder.is_dir())
    cases, own = load(folders), load_safety(SAFETY_CASES)
    needs = frozenset(all_needs())
    if (plan.curve or plan.stock_share) and not has_voices():
        raise Refused("no examples lie by voice; a part of them needs data/nlu/<language>/voices/<voice>.yml")
    cache = plan.paths.data / "eval"
    cache.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {"machine": described(), "data": _data(folders, cases, own)}
    say(f"OneDoor reads {len(cases)} messages")
    async with open_ours(plan.paths) as ours:
        figures["onedoor"] = await side(ours, cases, needs)
        figures["unseen"] = await _at_first_sight(ours, needs)
        figures["facts"] = await facts.measure()
        figures["silence"] = silence.measure(plan.paths.reader)
        figures["safety_cases"] = by_language(await ours.all(own), measures.crisis)
    if plan.stock_share:
        figures["beside"] = await beside(plan.paths, cache, cases, needs, plan.stock_share, plan.stock_epochs, say)
    elif plan.stock:
        say("stock Rasa's pipeline is trained on the same examples (long when they have changed)")
        trained = await train_stock(cache, plan.stock_epochs)
        say(f"stock Rasa reads {len(cases)} messages")
        async with open_stock(trained) as stock:
            found = await side(stock, cases, needs)
        figures["stock"] = {**found, "training_seconds": trained.seconds, "epochs": plan.stock_epochs}
    if plan.curve:
        figures["curve"] = await curve(plan.paths, cache, cases, needs, say)
    return figures


async def _at_first_sight(reader: Ours, needs: frozenset[str]) -> dict[str, Any]:
    """What is understood of voices by which nothing was chosen: no example, no threshold, no phrase."""
    reads = await reader.all(load((UNSEEN,)))
    return {
        "headline": by_language(reads, lambda some: measures.headline(some, needs)),
        "crisis": by_language(reads, measures.crisis),
        "voices": len({read.case.voice for read in reads}),
        "messages": len(reads),
    }


def _data(folders: Sequence[Path], cases: Sequence[Case], own: Sequence[Case]) -> dict[str, Any]:
    about = yaml.safe_load((Path(__file__).parent / "about.yml").read_text(encoding="utf-8"))
    names = [_name(folder) for folder in (*folders, SAFETY_CASES)]
    return {
        "cases": {name: len(some) for name, some in ((" and ".join(names[:-1]), cases), (names[-1], own))},
        "languages": {
            lang: sum(case.language == lang for case in cases) for lang in sorted({c.language for c in cases})
        },
        "voices": {
            lang: len({c.voice for c in cases if c.language == lang}) for lang in sorted({c.language for c in cases})
        },
        "about": {name: about.get(name) for name in names},
        "examples": counted(ROOT / "data" / "nlu"),
        "known": known(ROOT / "data" / "nlu", cases),
        "model_inputs": fingerprint(ROOT / name for name in MODEL_INPUTS)[:12],
    }


def _name(folder: Path) -> str:
    """The folder as the repository names it; one from elsewhere by its last part only."""
    return str(folder.relative_to(ROOT)) if folder.is_relative_to(ROOT) else folder.name
