"""`onedoor tune`: tune the encoder further on the examples. Rare: `onedoor train` learns new examples without it."""

import argparse
from pathlib import Path
from typing import Any

from bot import settings
from bot.setup.paths import Paths
from bot.setup.rasa import ensure_environment, tune


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("tune", help="tune the encoder in understanding/tuned/; half an hour, for developers")
    parser.add_argument("--anew", action="store_true", help="begin with the encoder as it came, not where it is now")
    parser.add_argument("--seed", type=int, default=0, help="another one where it says that nothing was learned")
    parser.add_argument("--new", nargs="*", default=[], metavar="NAME", help="files to take whole, the others in part")
    parser.add_argument("--epochs", type=int, default=3, help="times that the new ones are read")
    parser.add_argument("--known", type=float, default=0.45, help="share of the other files in each reading")
    parser.add_argument("--share", type=float, default=1.0, help="of the layers as tuned, the rest of those before")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Tune; its lines tell how far it is."""
    paths = Paths(options.data_dir.absolute() if options.data_dir else settings.data_dir())
    ensure_environment(paths.data / "setup.log")
    named = ("seed", "epochs", "known", "share")
    asked = [part for name in named for part in (f"--{name}", str(getattr(options, name)))]
    tune(*asked, "--new", *options.new, *(["--anew"] if options.anew else []))
    return 0
