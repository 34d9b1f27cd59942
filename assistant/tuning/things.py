"""Learn which thing a family means: `python -m assistant.tuning.things`, run in the repository; some minutes.

Logistic regression on the search's encoder, from all the ways of telling of content/things and content/telling. The
search (services/directory/hearing.py) reads heard.npz, which is shipped: no training is needed to search.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from understanding.sentences import questions

THINGS, TELLING = Path("content/things"), Path("content/telling")
HEARD = Path("services/directory/heard.npz")
LOOSENESS = 30.0  # the inverse of the penalty on weights: 10 is as good, 100 loses one in a hundred
CALLED = 4  # names of a thing in one language, the first: what it is called most (as services/directory/things.py)


def main() -> None:
    """Write the weights."""
    from sklearn.linear_model import LogisticRegression  # only training needs scikit-learn

    ways = list(told())
    model = LogisticRegression(C=LOOSENESS, max_iter=500)
    model.fit(questions([text for _, text in ways]), [thing for thing, _ in ways])
    np.savez(
        HEARD,
        things=model.classes_.astype(str),
        weights=model.coef_.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
        texts_sha256=hashlib.sha256(json.dumps(ways).encode()).hexdigest(),  # a test asks whether it is of these still
    )


def told() -> Iterator[tuple[str, str]]:
    """(thing, a way of telling of it): its names, how it is asked for, and whole sentences."""
    for page in sorted(THINGS.glob("*.yml")):
        for thing, entry in of_page(page).items():
            asks = entry.get("asks", {})
            for language in ("en", "es"):
                yield from ((thing, str(each)) for each in (*entry[language][:CALLED], *asks.get(language, ())))
    for page in sorted(TELLING.glob("*.yml")):
        for thing, entry in of_page(page).items():
            yield from ((thing, each) for language in ("en", "es") for each in entry[language])


def of_page(page: Path) -> dict[str, Any]:
    """The things of a page, by name."""
    found: dict[str, Any] = yaml.safe_load(page.read_text(encoding="utf-8"))["things"]
    return found


if __name__ == "__main__":
    main()
