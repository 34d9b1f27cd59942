"""`onedoor resources`: read a directory of help, and see what a family would be offered."""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot import settings
from bot.commands import feeds, quality
from bot.setup.directory import FEED, STARTER
from resources_db.database import Database, directory_url, open_database
from resources_db.errors import DirectoryError
from resources_db.importers.importing import Wishes, import_feed
from resources_db.needs import NEEDS
from resources_db.queries import Directory, revision
from services.directory import indexing
from services.directory.elsewhere import anywhere
from services.directory.hours import LOCAL
from services.directory.places import Place
from services.directory.question import Found, Question
from services.directory.search import search

DONE, REFUSED, BAD_USAGE = 0, 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `resources` and what it does to the command line."""
    parser = subparsers.add_parser("resources", help="the public directory of help: import, export, search, stats")
    commands = parser.add_subparsers(dest="resources_command", required=True)
    for command in feeds.add_parsers(commands):
        _add_common(command)
    _add_common(quality.add_parser(commands))
    _add_search(commands.add_parser("search", help="what a family would be offered, best first"))


def run(args: argparse.Namespace) -> int:
    """Does one sub-command: 0 done, 1 refused or found faults, 2 bad usage."""
    try:
        folder = args.data_dir.absolute() if args.data_dir else settings.data_dir()
        with closing(open_database(directory_url(folder, settings.database_url()))) as database:
            return _search(args, database) if args.resources_command == "search" else int(args.act(args, database))
    except DirectoryError as error:
        print(f"onedoor: {error}", file=sys.stderr)
        return REFUSED


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--need", choices=NEEDS, metavar="LABEL", help="one of: " + ", ".join(NEEDS))
    parser.add_argument("--text", metavar="T", help="the family's own words")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--zip", metavar="Z", help="of Connecticut, or of the state whose feed was imported")
    where.add_argument("--town", metavar="T", help="a town or village of Connecticut")
    parser.add_argument("--age-months", type=_age, metavar="N", help="the child's age")
    parser.add_argument("--language", metavar="L", help="en, es or another language's code or name")
    parser.add_argument("--open-at", type=datetime.fromisoformat, metavar="ISO", help="what is open then goes first")
    parser.add_argument("--no-money", action="store_true", help="what is free goes before what costs")
    parser.add_argument("--limit", type=_limit, default=5, metavar="N")
    _add_common(parser)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--data-dir", type=Path, default=None, help="where the databases are (default: var)")
    parser.set_defaults(run=run)


def _search(args: argparse.Namespace, database: Database) -> int:
    if not args.need and not args.text:
        print("onedoor: say --need LABEL or --text WORDS", file=sys.stderr)
        return BAD_USAGE
    words = args.zip or args.town
    place = anywhere(words) if words else None
    if words and place is None:
        print(f"onedoor: {words!r} is no place in Connecticut that we know, nor a ZIP code", file=sys.stderr)
        return REFUSED
    with database.reading() as connection:
        untouched = revision(connection) == 0
    if untouched and any(STARTER.glob("*.yml")):  # a first look, before `up` and before any import
        import_feed(database, STARTER, date.today(), Wishes(feed=FEED))
    results = search(Directory(database, indexing.refresh), _question(args, place))
    print(_results_json(place, results) if args.json else "\n\n".join(map(_result_lines, results)))
    return DONE


def _question(args: argparse.Namespace, place: Place | None) -> Question:
    return Question(
        need=args.need,
        now=args.open_at or datetime.now(LOCAL),
        place=place,
        age_months=args.age_months,
        language=args.language,
        limit=args.limit,
        text=args.text,
        open_first=args.open_at is not None,
        no_money=args.no_money,
    )


def _results_json(place: Place | None, results: list[Found]) -> str:
    document: dict[str, Any] = {"place": asdict(place) if place else None, "results": [asdict(r) for r in results]}
    return json.dumps(document, indent=2, ensure_ascii=False, default=str)


def _result_lines(found: Found) -> str:
    away = "statewide" if found.reach == "statewide" else "local" if found.miles is None else f"{found.miles:.1f} miles"
    checked = f"verified {found.verified_on}" if found.verified_on else "not verified"
    lines = [
        f"{found.name} ({found.organization})",
        found.summary,
        " · ".join(filter(None, (found.phone, found.sms and f"text {found.sms}", found.address, found.url))),
        f"{away} · hours: {found.hours_state} · {checked} · {', '.join(found.why)}",
    ]
    return "\n  ".join(filter(None, lines))


def _age(words: str) -> float:
    months = float(words)
    if months < 0:
        raise ValueError(words)
    return months


def _limit(words: str) -> int:
    limit = int(words)
    if limit < 1:
        raise ValueError(words)
    return limit
