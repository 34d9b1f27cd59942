"""Group what services say by how it sounds: `python -m assistant.tuning.groups --said said.json`, a few minutes.

Run after each tuning of the search's encoder: its vectors are grouped. What the services say is written by
`python -m benchmarks.search.said`.
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans

from assistant.tuning import judged
from understanding.sentences import SEARCH, passages

GROUPS = 256  # of some 6,000 services; from 64 to 256 the search finds about as much


def main() -> None:
    """Write groups.npy."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--said", type=Path, required=True, help="what services say, by benchmarks.search.said")
    said = sorted({record.said for record in judged.records(parser.parse_args().said).values()})
    np.save(SEARCH / "groups.npy", middles(passages(said), GROUPS).astype(np.float16))


def middles(vectors: np.ndarray, groups: int) -> np.ndarray:
    """Return (groups, 384): unit vectors in the middle of those that lie together."""
    found = KMeans(groups, n_init=1, random_state=0).fit(vectors).cluster_centers_
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


if __name__ == "__main__":
    main()
