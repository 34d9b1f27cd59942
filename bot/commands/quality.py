"""`onedoor resources eval`: how good the search's answers to judged questions are."""

import argparse
import json
from pathlib import Path

from rich.console import Console

from bot.commands.repository import measuring
from resources_db.database import Database

DONE, BAD_USAGE = 0, 2


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """The command's parser, knowing what to do."""
    parser = commands.add_parser("eval", help="nDCG@3 and 'first is right' of the search on judged questions")
    parser.add_argument("--baltimore", type=Path, metavar="PATH", help="the Baltimore feed (Ohana CSV), to ask it too")
    parser.add_argument("--misses", action="store_true", help="show the questions whose answers fall short")
    parser.set_defaults(act=run)
    return parser


def run(args: argparse.Namespace, _: Database) -> int:
    """Import into a directory of its own, ask, print."""
    if args.baltimore and not args.baltimore.exists():
        Console(stderr=True).print(f"onedoor: {args.baltimore} does not exist")
        return BAD_USAGE
    quality = measuring("search.quality")
    scores, misses = quality.evaluate(args.baltimore)
    if args.json:
        print(json.dumps(quality.as_json(scores, misses), ensure_ascii=False))
        return DONE
    console = Console()
    quality.show(scores, console)
    for miss in misses if args.misses else ():
        console.print(f"{miss.ndcg:.2f} {miss.text}", *(f"  {grade} {name}" for name, grade in miss.answers), sep="\n")
    return DONE
