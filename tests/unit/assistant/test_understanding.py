"""What is read out of a message: clauses, bare facts, labels."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant import clauses
from assistant.bare_fact import is_bare_fact
from assistant.decision import Thresholds, decide
from assistant.facts.finder import FactFinder
from assistant.label_model import LabelModel, fit

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 24)
LABELS = ("crisis_violence", "food_need", "greet", "talk_to_person", "transportation_need")


@pytest.fixture(scope="session")
def finder() -> FactFinder:
    return FactFinder.load(ROOT / "content/places/connecticut.yml", ROOT / "content/programs")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("not food, just a ride", "just a ride"),
        ("no es comida, es que necesito un aventón", "es que necesito un aventón"),
        ("I don't need food, we need diapers", "we need diapers"),
        ("not enough food, and no car", "not enough food, and no car"),
        ("no food, no car", "no food, no car"),
        ("no tengo comida", "no tengo comida"),
    ],
)
def test_what_is_not_needed_is_left_out_and_what_is_lacking_is_not(text: str, kept: str) -> None:
    assert clauses.spoken_for(text) == kept


def test_each_need_stands_in_a_clause_of_its_own() -> None:
    assert clauses.split("they cut the lights and my son is 2.5 years old, y también falta leche") == [
        "they cut the lights",
        "my son is 2.5 years old",
        "falta leche",
    ]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("06106", True),
        ("20 months", True),
        ("vivo en Waterbury", True),
        ("husky a", True),
        ("wic", False),
        ("no insurance", False),
        ("food in Waterbury", False),
        ("my 2 year old bites", False),
        ("hello", False),
    ],
)
def test_a_bare_fact_answers_a_question(finder: FactFinder, text: str, bare: bool) -> None:
    assert is_bare_fact(text, [vars(fact) for fact in finder.find(text, TODAY)]) is bare


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([[0.0, 0.9, 0.0, 0.0, 0.1]], ["food_need"]),
        ([[0.0, 0.5, 0.0, 0.0, 0.4]], ["food_need", "transportation_need"]),
        ([[0.0, 0.6, 0.3, 0.0, 0.1], [0.0, 0.1, 0.9, 0.0, 0.0]], ["food_need"]),
        ([[0.0, 0.0, 0.9, 0.1, 0.0]], ["greet"]),
        ([[0.0, 0.5, 0.0, 0.45, 0.0]], ["food_need", "talk_to_person"]),
        ([[0.1, 0.8, 0.0, 0.0, 0.1], [0.7, 0.1, 0.1, 0.1, 0.0]], ["crisis_violence", "food_need"]),
        ([[0.18, 0.18, 0.18, 0.18, 0.18]], []),
    ],
)
def test_what_is_acted_on(rows: list[list[float]], names: list[str]) -> None:
    assert [label.name for label in decide(LABELS, np.array(rows), Thresholds())] == names


def test_a_stored_model_answers_as_the_trained_one(tmp_path: Path) -> None:
    texts = ["no food", "hungry kids", "need a ride", "no car"] * 5
    vectors = np.eye(4, 512, dtype=np.float32).repeat(5, axis=0).reshape(5, 4, 512).reshape(20, 512)
    model = fit(texts, ["food_need", "food_need", "transportation_need", "transportation_need"] * 5, vectors)
    model.save(tmp_path)
    stored = LabelModel.load(tmp_path)
    assert np.allclose(stored.probabilities(texts, vectors), model.probabilities(texts, vectors), atol=1e-5)
    assert stored.labels == ("food_need", "transportation_need")
