"""Write the encoder as it came, for the search: `python -m assistant.tuning.plain`, run in the repository; a minute.

Beside it, the middles: what the vectors of families' needs have in common, and those of services. Which messages and
services are taken matters little (docs/decisions/2026-11-28-one-encoder-for-the-search.md).
"""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml

from assistant.learning import examples
from assistant.tuning import graph
from assistant.tuning.arrays import is_new, start
from understanding.sentences import PASSAGE, PLAIN, QUESTION, raw

_MESSAGES = 2000
_READ = 380  # characters, as services/directory/likeness.py reads them


def main() -> None:
    """Write encoder.onnx and middles.npy."""
    PLAIN.mkdir(exist_ok=True)
    graph.write({name: array for name, array in start(0).items() if not is_new(name)}, PLAIN / "encoder.onnx")
    texts, labels = examples.read(["data"])
    needs = [text for text, borne in zip(texts, labels, strict=True) if any("need" in label for label in borne)]
    asked = random.Random(0).sample(needs, min(_MESSAGES, len(needs)))
    middles = [raw(asked, QUESTION).mean(0), raw(list(_services()), PASSAGE).mean(0)]
    np.save(PLAIN / "middles.npy", np.stack(middles).astype(np.float32))


def _services() -> Iterator[str]:
    """What the services of the starter directory say."""
    for page in sorted(Path("content/directory").glob("*.yml")):
        for service in yaml.safe_load(page.read_text(encoding="utf-8"))["services"]:
            summary = service["x_onedoor"]["summary"]["en"]
            yield f"{service['name']}. {summary} {service.get('description') or ''}"[:_READ]


if __name__ == "__main__":
    main()
