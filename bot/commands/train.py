"""`onedoor train`: train the model when its inputs have changed."""

import argparse
import json
from pathlib import Path
from typing import Any

from bot import settings
from bot.commands.site import site_casebook
from bot.setup.learned import refresh
from bot.setup.paths import Paths
from bot.setup.rasa import ensure_environment, ensure_model


def add_parser(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("train", help="train the model when its inputs have changed")
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.add_argument("--learn", action="store_true", help="take in what was labelled by staff and approved")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Train, or say that the model is current."""
    paths = Paths(options.data_dir.absolute() if options.data_dir else settings.data_dir())
    log = paths.data / "setup.log"
    ensure_environment(log)
    learned = _learn(options, paths) if options.learn else None
    trained = ensure_model(paths, log)
    if learned is not None and not options.json:
        print(f"Approved examples taken in: {learned}.")
    if options.json:
        known = {"model": str(trained.model), "trained": trained.seconds is not None, "seconds": trained.seconds}
        known |= {} if learned is None else {"learned": learned}
        print(json.dumps(known))
    elif trained.seconds is None:
        print("The model is current; nothing to train.")
    else:
        print(f"Trained in {trained.seconds:.0f} s.")
    return 0


def _learn(options: argparse.Namespace, paths: Paths) -> int:
    with site_casebook(options.data_dir) as casebook:
        return refresh(casebook, paths.learned)
