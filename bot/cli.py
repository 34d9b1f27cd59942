"""`onedoor`: one entry, a module for each command in bot/commands."""

import argparse
import importlib
import sys

from bot.errors import OneDoorError

COMMANDS = ("up", "train", "parse", "chat", "resources", "programs", "content", "bench", "staff")
REFUSED = 1


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused or found faults, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="onedoor", description="OneDoor: one door, one family, one plan.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        importlib.import_module(f"bot.commands.{name}").add_parser(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except OneDoorError as error:
        print(f"onedoor: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return 130
