"""`onedoor bench`: throughput, latency by turn number, memory and start, beside stock Rasa in the same run."""

import argparse
import asyncio
import json
from collections.abc import Callable
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
    parser.add_argument("--doors", type=_positive, metavar="N", help="N families on sockets and N by text, at once")
    parser.add_argument("--rate", type=float, default=25.0, help="messages a second at the doors (default: 25)")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long at the doors (default: 30)")
    parser.add_argument("--seen", type=_positive, metavar="N", help="N families at a real browser, from Enter to sight")
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
    if options.doors is not None:
        return _doors(options)
    if options.seen is not None:
        return _seen(options)
    bench, report = measuring("run"), measuring("report")
    plan = bench.Plan(
        data=_data(options),
        families=options.families,
        turns=options.turns,
        seconds=float(options.seconds),
        rounds=options.rounds,
        stock=options.stock,
        stock_epochs=options.stock_epochs,
        training=options.training,
    )
    figures = _run(bench.run, plan)
    return _told(options, figures, report.show)


def _doors(options: argparse.Namespace) -> int:
    """Many families at both doors at once."""
    doors, report = measuring("doors.run"), measuring("doors.report")
    warm = min(doors.WARM, options.minutes / 4)
    figures = _run(doors.run, doors.Plan(_data(options), options.doors, options.rate, options.minutes, warm))
    return _told(options, figures, report.show)


def _seen(options: argparse.Namespace) -> int:
    """What a browser shows, and when."""
    seen = measuring("doors.seen")
    figures = asyncio.run(seen.run(_data(options), options.seen, Console(stderr=True).print))
    return _told(options, figures, seen.show)


def _run(measure: Any, plan: Any) -> dict[str, Any]:
    try:
        return asyncio.run(measure(plan, Console(stderr=True).print))
    except asyncio.CancelledError as error:
        raise KeyboardInterrupt from error


def _told(options: argparse.Namespace, figures: dict[str, Any], show: Callable[[dict[str, Any], Console], None]) -> int:
    if options.out is not None:
        options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if options.json:
        print(json.dumps(figures))
    else:
        show(figures, Console())
    return 0


def _data(options: argparse.Namespace) -> Path:
    return options.data_dir.absolute() if options.data_dir else settings.data_dir()


def _search(options: argparse.Namespace) -> int:
    """The same of the directory's search alone: needs neither Rasa nor a gateway."""
    speed = measuring("search.speed")
    plan = speed.Plan(options.search, options.locations, options.postgres)
    figures = speed.measure(plan, Console(stderr=True).print)
    return _told(options, speed.as_json(plan, figures), lambda _document, console: speed.show(figures, console))


def _families(text: str) -> tuple[int, ...]:
    return tuple(_positive(number) for number in text.split(","))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
