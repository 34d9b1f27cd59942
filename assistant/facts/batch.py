"""Facts of many messages, each as of its own day: `python -m assistant.facts.batch`, JSON in, JSON out.

In: `[{"text": "she turned 2 in march", "day": "2026-11-24"}]`. Out, in the same order: `[{"child_age_months": 32.0}]`.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from assistant.facts.finder import FactFinder

CONTENT = Path(__file__).parents[2] / "content"


def main() -> None:
    """Read standard input, write standard output."""
    finder = FactFinder.load(CONTENT / "places" / "connecticut.yml", CONTENT / "programs")
    json.dump([_found(finder, message) for message in json.load(sys.stdin)], sys.stdout)


def _found(finder: FactFinder, message: dict[str, Any]) -> dict[str, Any]:
    facts = finder.find(message["text"], date.fromisoformat(message["day"]))
    return {fact.entity: fact.value for fact in facts}


if __name__ == "__main__":
    main()
