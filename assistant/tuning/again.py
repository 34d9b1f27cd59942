"""Where tuning goes on: the layers as they are shipped, with what each label looked like to them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Optional

import numpy as np

from assistant.tuning import graph
from assistant.tuning.arrays import start

ENCODER, HEAD = "encoder.onnx", "head.npz"


def keep(arrays: Mapping[str, np.ndarray], labels: Sequence[str], folder: Path) -> None:
    """Write the layers as a graph, and the labels' outputs beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    graph.write(arrays, folder / ENCODER)
    outputs = {name: arrays[name].astype(np.float16) for name in ("out", "out_b")}
    np.savez(folder / HEAD, labels=json.dumps(list(labels)), **outputs)


def found(labels: Sequence[str], folder: Path, seed: int) -> Optional[dict[str, np.ndarray]]:
    """Return what `keep` wrote, None where there is none. A label that it does not know starts anew."""
    if not (folder / HEAD).is_file():
        return None
    arrays = start(len(labels), seed) | graph.read(folder / ENCODER)
    with np.load(folder / HEAD, allow_pickle=False) as head:
        known = {label: number for number, label in enumerate(json.loads(str(head["labels"])))}
        for column, label in enumerate(labels):
            if label in known:
                arrays["out"][:, column] = head["out"][:, known[label]]
                arrays["out_b"][column] = head["out_b"][known[label]]
    return arrays


def mixed(before: Mapping[str, np.ndarray], after: Mapping[str, np.ndarray], share: float) -> dict[str, np.ndarray]:
    """Return `share` of the layers after a tuning, the rest of those before: they lie near and err less together."""
    return {name: (1.0 - share) * before[name] + share * array for name, array in after.items()}
