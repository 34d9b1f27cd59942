"""What a message means, by the tuned encoder: one output per label on what it sees. Learned by assistant/learning."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from understanding import encoder


@dataclass(frozen=True)
class Network:
    """`out` is (features, labels), `bias` (labels,)."""

    out: np.ndarray
    bias: np.ndarray

    def logits(self, texts: Sequence[str]) -> np.ndarray:
        """Return each label's score for each text, (texts, labels); the texts are read together."""
        return np.asarray(encoder.seen(texts) @ self.out + self.bias)
