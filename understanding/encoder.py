"""Runs an encoder (assistant/tuning), above all the one that was tuned on families' messages."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from understanding.base import SIZE, base
from understanding.tokens import pieces

SLOWER = ["SkipLayerNormFusion"]  # its step takes three times as long as both of which it is made
TUNED = Path(__file__).parent / "tuned" / "encoder.onnx"


def seen(texts: Sequence[str]) -> np.ndarray:
    """Return (texts, features): the sentence, and what looks at single words."""
    return run(TUNED, texts)


def run(path: Path, texts: Sequence[str]) -> np.ndarray:
    """Return (texts, features): what the encoder in a file sees in each of the texts, at least one."""
    rows = [pieces(text) for text in texts]
    longest = max(map(len, rows))
    words = np.zeros((len(rows), longest, SIZE), np.float32)
    present = np.zeros((len(rows), longest), np.float32)
    for i, row in enumerate(rows):
        words[i, : len(row)], present[i, : len(row)] = base().vectors(row), 1.0
    return np.asarray(_session(path).run(None, {"words": words, "present": present})[0])


@cache
def _session(path: Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a message is short; other families wait as well
    options.enable_mem_pattern = False  # it keeps a plan of memory for every length that a text may have
    options.enable_cpu_mem_arena = path == TUNED  # which reads all day; what reads now and then gives memory back
    return InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER)
