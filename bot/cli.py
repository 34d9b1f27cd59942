"""`onedoor`: one entry, a module for each command in bot/commands."""

import argparse
import importlib
import os
import sys

from bot.errors import OneDoorError

COMMANDS = (
    "up",
    "train",
    "tune",
    "parse",
    "chat",
    "resources",
    "programs",
    "content",
    "eval",
    "bench",
    "label",
    "staff",
    "family",
    "interop",
    "instruments",
    "audit",
)
REFUSED = 1


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused or found faults, 2 bad usage."""
    # A message is too small to share between threads; more of them cost a third more of the processor for nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given).parse_args(given)
    try:
        return int(options.run(options))
    except OneDoorError as error:
        print(f"onedoor: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return 130


def _parser(given: list[str]) -> argparse.ArgumentParser:
    """Only the asked command is imported: the others cost time that nobody needs."""
    parser = argparse.ArgumentParser(prog="onedoor", description="OneDoor: one door, one family, one plan.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in given[:1] if given and given[0] in COMMANDS else COMMANDS:
        importlib.import_module(f"bot.commands.{name}").add_parser(commands)
    return parser
