"""Tune the search's encoder: `python -m assistant.tuning.search --said said.json`, run in the repository.

An epoch takes a quarter of an hour on two cores. It begins with the encoder as it came, or goes on from what it was. It
learns from graded questions (content/judging) which services answer them, and from ways of telling (content/telling)
which thing is meant. What the services say is written by `python -m benchmarks.search.said`. Records of the feeds of
tests/cases/search are among them; its questions are not.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from random import Random

import numpy as np

from assistant.learning.noise import spoil
from assistant.tuning import graph, judged, lessons
from assistant.tuning.arrays import is_new, start
from assistant.tuning.learn import slope
from assistant.tuning.towers import Towers
from understanding.sentences import ENCODER, SEARCH, middles

EPOCHS, RATE, BATCH, WARM_UP = 1, 1.5e-4, 5, 0.08
TOLD = 24  # ways of telling in each step
SPOILED = 0.3  # share of the questions that are spoiled
SAID_EVERY = 20  # steps


def main() -> None:
    """Write the encoder."""
    options = _options()
    before = graph.read(SEARCH / ENCODER) if options.on else {}
    towers = learned(judged.records(options.said), start(0) | before, options.seed, options.epochs)
    SEARCH.mkdir(exist_ok=True)
    graph.write({name: array for name, array in towers.arrays().items() if not is_new(name)}, SEARCH / ENCODER)


def learned(known: Mapping[str, judged.Record], begin: Mapping[str, np.ndarray], seed: int, epochs: int) -> Towers:
    """Return the encoder after its lessons, from where it begins."""
    chance, typos = np.random.default_rng(seed), Random(seed)
    asked, told, names = judged.asked(known), judged.told(), judged.names()
    spoiled = {text: spoil(text, typos) for each in asked for text in each.texts}
    towers = Towers(begin, middles(), RATE)
    towers.begin(map(lessons.as_asked, (*spoiled, *spoiled.values(), *(each.text for each in told))))
    towers.begin(map(lessons.as_said, (*names.values(), *(known[key].said for each in asked for key in each.records))))
    order = [batch for _ in range(epochs) for batch in lessons.batches(asked, BATCH, chance)]
    losses: list[float] = []
    for step, batch in enumerate(order):
        texts = [[spoiled[text] if chance.random() < SPOILED else text for text in asked[i].texts] for i in batch]
        ways = [told[int(i)] for i in chance.choice(len(told), TOLD, replace=False)]
        lesson = lessons.of_records([asked[i] for i in batch], texts, known, chance)
        both = (lesson, lessons.of_things(ways, names))
        losses.append(towers.learn(both, RATE * slope(step / len(order), WARM_UP)))
        if len(losses) % SAID_EVERY == 0:
            print(f"step {len(losses)} of {len(order)}, loss {np.mean(losses[-SAID_EVERY:]):.2f}", flush=True)
    return towers


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--said", type=Path, required=True, help="what services say, by benchmarks.search.said")
    parser.add_argument("--on", action="store_true", help="go on from the encoder that is there")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
