"""Serve turns on one loopback port: `python -m assistant.serve --port N --model PATH`, run in the repository."""

import argparse
import os
import sys
from pathlib import Path

from assistant import parent, patches


def main() -> None:
    """Load the model, then listen; one clear line and exit code 1 when that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m assistant.serve", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--model", type=Path, required=True, help="a model file, or a directory (its newest is taken)")
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--parent", type=int, help="the process that started this one; when it ends, so does this")
    options = parser.parse_args()
    if (model := _newest(options.model)) is None:
        sys.exit(f"assistant: no model at {options.model}; run `onedoor train` first")
    if not os.environ.get("ONEDOOR_ACTION_URL"):
        sys.exit("assistant: ONEDOOR_ACTION_URL is not set; it says where the gateway answers actions")
    if options.parent:
        parent.live_no_longer_than(options.parent)
    _listen(model, options.endpoints, options.port)


def _newest(path: Path) -> Path | None:
    if path.is_file():
        return path
    return max(path.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime, default=None)


def _listen(model: Path, endpoints: str, port: int) -> None:
    # One sentence is too little work to share: more threads cost a third more of the processor for nothing.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    patches.prepare()
    patches.serve_lightly()
    from assistant.server import run  # Rasa is imported only after the patches, and only when there is a model

    run(model, endpoints, port)


if __name__ == "__main__":
    main()
