"""What is read out of a message: what is denied, bare facts, labels."""

from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.bare_fact import is_bare_fact, is_bare_program
from assistant.decision import Thresholds, decide
from assistant.facts.finder import FactFinder
from assistant.learning.noise import spoil
from assistant.learning.reader import learn
from understanding import clauses
from understanding.reader import BEYOND_DOUBT, Reader

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


def test_a_denial_in_a_long_message_takes_nothing_from_its_end() -> None:
    told = [
        "we need diapers",
        "wipes",
        "the car died",
        "rent is late",
        "my job cut me",
        "mom is sick",
        "he choked me last night",
    ]
    said = clauses.spoken_for("I don't need food, " + ", ".join(told))
    assert said == ", ".join(told)
    assert clauses.split(said) == told[: clauses.MOST]


def test_each_need_stands_in_a_clause_of_its_own() -> None:
    assert clauses.split("they cut the lights and my son is 2.5 years old, y también falta leche") == [
        "they cut the lights",
        "my son is 2.5 years old",
        "falta leche",
    ]


def test_a_full_stop_inside_a_number_cuts_nothing() -> None:
    assert clauses.spoken_for("not food, just a ride, he is 2.5 years old") == "just a ride, he is 2.5 years old"


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
    ("text", "bare"),
    [
        ("SNAP", True),
        ("wic?", True),
        ("el wic", True),
        ("Care 4 Kids", True),
        ("wic 06106", False),
        ("snap got cut", False),
    ],
)
def test_a_programs_name_alone_asks_about_the_program(finder: FactFinder, text: str, bare: bool) -> None:
    assert is_bare_program(text, [vars(fact) for fact in finder.find(text, TODAY)]) is bare


@pytest.mark.parametrize(
    ("first", "borne", "names"),
    [
        ([0.0, 0.9, 0.0, 0.0, 0.1], [0.0, 0.9, 0.0, 0.0, 0.1], ["food_need"]),
        ([0.0, 0.5, 0.0, 0.0, 0.4], [0.0, 0.9, 0.0, 0.0, 0.8], ["food_need", "transportation_need"]),
        ([0.0, 0.4, 0.0, 0.0, 0.5], [0.0, 0.9, 0.0, 0.0, 0.8], ["transportation_need", "food_need"]),
        ([0.0, 0.6, 0.3, 0.0, 0.1], [0.0, 0.6, 0.9, 0.0, 0.0], ["food_need"]),
        ([0.0, 0.0, 0.9, 0.1, 0.0], [0.0, 0.0, 0.9, 0.1, 0.0], ["greet"]),
        ([0.0, 0.5, 0.0, 0.45, 0.0], [0.0, 0.5, 0.0, 0.5, 0.0], ["food_need", "talk_to_person"]),
        ([0.6, 0.3, 0.0, 0.0, 0.1], [0.95, 0.8, 0.0, 0.0, 0.1], ["crisis_violence", "food_need"]),
        ([0.98, 0.01, 0.0, 0.0, 0.0], [0.9, 0.6, 0.0, 0.0, 0.1], ["crisis_violence", "food_need"]),
        ([0.6, 0.3, 0.0, 0.0, 0.1], [0.1, 0.8, 0.0, 0.0, 0.1], ["food_need"]),
        ([0.05, 0.05, 0.05, 0.05, 0.05], [0.1, 0.1, 0.1, 0.1, 0.1], []),
    ],
)
def test_what_is_acted_on(first: list[float], borne: list[float], names: list[str]) -> None:
    limits = Thresholds(first=0.1, beside=0.45, crisis=0.5)
    assert [label.name for label in decide(LABELS, np.array([first, borne]), limits)] == names


TAUGHT = {
    "food_need": ["no food left", "the kids are hungry", "no hay comida", "la nevera vacía"],
    "transportation_need": ["need a ride", "the car broke", "necesito un aventón", "se dañó el carro"],
    "greet": ["hello there", "good morning", "hola", "buenos días"],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    texts = [(text, [label]) for label, found in TAUGHT.items() for text in found] * 8
    texts += [("no food left and the car broke", ["food_need", "transportation_need"])] * 8
    return learn([text for text, _ in texts], [labels for _, labels in texts])


def test_a_reader_knows_what_it_was_taught(reader: Reader) -> None:
    for label, texts in TAUGHT.items():
        assert {reader.labels[int(reader.chances(text)[0].argmax())] for text in texts} == {label}


def test_a_second_need_of_a_message_is_borne_too(reader: Reader) -> None:
    borne = dict(zip(reader.labels, reader.chances("no food left and the car broke")[1], strict=True))
    assert min(borne["food_need"], borne["transportation_need"]) > borne["greet"]


@pytest.mark.parametrize("text", ["?? ... !!", "...", "¿¡", ""])
def test_signs_alone_say_nothing(reader: Reader, text: str) -> None:
    assert reader.chances(text).max() == pytest.approx(1 / len(reader.labels))


def test_what_one_clause_tells_beyond_doubt_is_borne(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    food = reader.labels.index("food_need")
    monkeypatch.setattr("understanding.reader.SAID", 0.1)  # sixty messages teach little
    monkeypatch.setattr("understanding.reader.SPELLED", 0.1)
    monkeypatch.setattr("understanding.reader._borne", lambda *_: np.zeros(len(reader.labels)))
    assert reader.chances("the car broke, and no food left")[1, food] == BEYOND_DOUBT


def test_a_stored_reader_reads_as_the_taught_one(reader: Reader, tmp_path: Path) -> None:
    reader.save(tmp_path / "reader.npz")
    stored = Reader.load(tmp_path / "reader.npz")
    assert stored.labels == reader.labels
    for text in ("the car broke", "¿comida?", ""):
        assert np.allclose(stored.chances(text), reader.chances(text), atol=1e-5)


def test_spoiling_keeps_a_message_readable() -> None:
    chance = Random(1)
    spoiled = [spoil("¿Dónde consigo pañales para mi bebé?", chance) for _ in range(200)]
    assert len(set(spoiled)) > 50
    assert all(25 <= len(text) <= 40 for text in spoiled)
