"""`onedoor bench`: throughput, latency by turn number, memory and start, beside stock Rasa in the same run."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

from rich.console import Console

from bot import logs, settings
from bot.commands.repository import measuring


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("bench", help="measure this house, with --stock beside stock Rasa")
    parser.add_argument("--stock", action="store_true", help="measure stock Rasa too; its first training is long")
    parser.add_argument("--families", type=_families, default=(1, 16), help="families at a time (default: 1,16)")
    parser.add_argument("--turns", type=_positive, default=200, help="turns of a long conversation (default: 200)")
    parser.add_argument("--seconds", type=_positive, default=15, help="length of each measured stretch (default: 15)")
    parser.add_argument("--rounds", type=_positive, default=3, help="how often all is measured (default: 3)")
    parser.add_argument("--stock-epochs", type=_positive, default=None, help="train stock Rasa less than it would")
    training = "train our model once more, for its time alone"
    parser.add_argument("--training", action=argparse.BooleanOptionalAction, default=True, help=training)
    parser.add_argument("--search", type=Path, metavar="FEED", help="measure the directory's search over a real feed")
    parser.add_argument("--locations", type=_positive, default=100_000, help="of the multiplied feed (default: 100000)")
    parser.add_argument("--postgres", metavar="URL", help="an empty database, to measure the search there too")
    parser.add_argument("--out", type=Path, default=None, help="write all figures to this JSON file")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON instead of tables")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure, print, write. The benchmark itself is no part of the installed package."""
    logs.set_up("ERROR")
    if options.search is not None:
        return _search(options)
    bench, report = measuring("run"), measuring("report")
    data = options.data_dir.absolute() if options.data_dir else settings.data_dir()
    plan = bench.Plan(
        data=data,
        families=options.families,
        turns=options.turns,
        seconds=float(options.seconds),
        rounds=options.rounds,
        stock=options.stock,
        stock_epochs=options.stock_epochs,
        training=options.training,
    )
    progress = Console(stderr=True)
    try:
        figures = asyncio.run(bench.run(plan, progress.print))
    except asyncio.CancelledError as error:
        raise KeyboardInterrupt from error
    if options.out is not None:
        bench.write(figures, options.out)
    if options.json:
        print(json.dumps(figures))
    else:
        report.show(figures, Console())
    return 0


def _search(options: argparse.Namespace) -> int:
    """The same of the directory's search alone: needs neither Rasa nor a gateway."""
    speed = measuring("search.speed")
    plan = speed.Plan(options.search, options.locations, options.postgres)
    figures = speed.measure(plan, Console(stderr=True).print)
    document = speed.as_json(plan, figures)
    if options.out is not None:
        options.out.write_text(json.dumps(document, indent=2))
    if options.json:
        print(json.dumps(document))
    else:
        speed.show(figures, Console())
    return 0


def _families(text: str) -> tuple[int, ...]:
    return tuple(_positive(number) for number in text.split(","))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
