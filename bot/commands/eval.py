"""`onedoor eval`: how well messages are understood, on cases that training never saw."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markdown import Markdown

from bot import logs, settings
from bot.commands.repository import measuring
from bot.setup.all import set_up
from bot.setup.paths import ROOT, Paths

REFERENCE = ROOT / "docs" / "reference"


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("eval", help="measure understanding; write docs/reference/understanding.md")
    parser.add_argument("--cases", type=Path, nargs="+", default=(), metavar="DIR", help="messages with their labels")
    parser.add_argument(
        "--stock", action="store_true", help="measure Rasa's default pipeline too; its training is long"
    )
    parser.add_argument("--stock-epochs", type=int, default=None, metavar="N", help="train it less than it would")
    parser.add_argument(
        "--stock-share", type=float, default=None, metavar="S", help="teach both sides that share of the voices only"
    )
    parser.add_argument("--curve", action="store_true", help="train on parts of the voices too: the learning curve")
    parser.add_argument("--out", type=Path, default=REFERENCE, metavar="DIR", help="where page and plots go")
    parser.add_argument("--json", action="store_true", help="print all figures as one JSON document")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure, write, print."""
    logs.set_up("ERROR")
    measure, publish = measuring("understanding.run"), measuring("understanding.publish")
    paths = Paths(options.data_dir.absolute() if options.data_dir else settings.data_dir())
    set_up(paths, None)
    cases = tuple(folder.absolute() for folder in options.cases)
    plan = measure.Plan(paths, cases, options.stock, options.stock_epochs, options.stock_share, options.curve)
    figures = asyncio.run(measure.run(plan, Console(stderr=True).print))
    page = publish.publish(figures, options.out)
    if options.json:
        print(json.dumps(figures))
    else:
        Console().print(Markdown(page))
    return 0
