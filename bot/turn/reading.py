"""What a first turn makes of a message: safety and our own words first, then what Rasa read."""

from collections.abc import Mapping
from typing import Any

from services import safety
from services.casework.commands import command
from services.casework.needs import all_needs
from services.language import choose, guess

ENTITIES = ("child_age_months", "zip", "town", "program", "insurance")
KEYWORDS = {"stop": "stop_messages", "help": "help_capabilities"}


def read(text: str, meaning: dict[str, Any], scores: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Language, labels, entities and crisis of a message; `meaning` is Rasa's answer for it, `scores` the network's."""
    language = choose(guess(text), "en", chosen=False, first=True)
    reading = safety.read(text, scores, language=language)
    fixed = reading.crisis or command(text) or KEYWORDS.get(reading.keyword or "")
    labels = list(meaning.get("labels") or [])
    if fixed:  # beside a danger, what the family needs stands too
        beside = [label for label in labels if reading.crisis and label["name"] in all_needs()]
        labels = [{"name": fixed, "confidence": 1.0}, *beside]
    crisis = next((label["name"] for label in labels if str(label["name"]).startswith("crisis_")), None)
    found = meaning.get("entities") or {}
    return {
        "language": language,
        "labels": labels,
        "entities": {name: found.get(name) for name in ENTITIES},
        "crisis": crisis,
        # The danger about which a live conversation would ask whether the family is safe.
        "doubt": None if crisis else reading.doubt,
    }
