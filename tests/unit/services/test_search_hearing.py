"""What a family means without naming it is heard by how others tell of it."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from services.directory import hearing, weights
from services.directory.asking import wish_of
from services.directory.fakes import FixedDirectory
from services.directory.hearing import asked, meant
from services.directory.likeness import said_in_english, wished
from services.directory.question import Question
from services.directory.things import vocabulary
from services.library.documents import documents
from services.library.root import CONTENT
from understanding.sentences import passages

NOON = datetime(2026, 11, 24, 12)


def test_what_is_read_beside_a_text_does_not_change_its_vector() -> None:
    alone, beside = passages(["Free diapers"]), passages(["Free diapers", "Counseling for teens, on weekday evenings"])
    assert np.array_equal(alone[0], beside[0])


def first(text: str, need: str | None = None) -> str:
    heard = meant(text, need, ())
    return max(heard, key=lambda key: heard[key])


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("the bank is going to take our home", "foreclosure"),
        ("el banco nos va a quitar la casita", "foreclosure"),
        ("my girl throws up everything she eats", "eating_disorder"),
        ("mi marido apuesta todo lo que gana", "gambling"),
    ],
)
def test_a_thing_is_heard_that_nobody_names(text: str, thing: str) -> None:
    assert first(text) == thing


def test_what_is_named_in_passing_is_meant_less() -> None:
    named = ("legal_aid", "food_delivery")  # as "mother in law" names one, and "bring me food" the other
    much = meant("my mother in law cant cook somebody should bring her food", None, named)
    assert much["legal_aid"] < much["food_delivery"]
    assert much["legal_aid"] >= weights.NAMED


def test_words_that_sound_like_nothing_mean_hardly_anything() -> None:
    assert max(meant("xyzzy", None, ()).values(), default=0.0) < 0.2
    assert not wish_of(Question(None, NOON), FixedDirectory()).meant


def test_what_is_heard_becomes_part_of_the_wish() -> None:
    wish = wish_of(Question(None, NOON, text="my girl throws up everything she eats"), FixedDirectory())
    assert 0 < wish.sure <= 1
    assert all(0 < much <= 2 for much in wish.meant.values())  # 2: named, and heard as well
    assert {key for key, _ in wish.things} == set(wish.meant)


def test_the_kept_vectors_are_those_of_the_vocabulary() -> None:
    told = {text for some in vocabulary().told.values() for text in some}
    kept = set(np.load(hearing.TOLD)["texts"].tolist())
    assert kept == {hearing._digest(text) for text in told}, "run python -m services.directory.hearing"


def sentences() -> Iterator[tuple[str, str]]:
    for page in documents(CONTENT / "telling"):
        for thing, entry in page["things"].items():
            yield from ((thing, text) for language in ("en", "es") for text in entry[language])


def test_every_thing_is_told_of_and_nothing_else() -> None:
    assert {thing for thing, _ in sentences()} == set(vocabulary().things)


def test_what_is_learned_is_of_all_the_ways_of_telling_that_are_there() -> None:
    told = [*((thing, text) for thing, some in vocabulary().told.items() for text in some), *sentences()]
    with np.load(hearing.HEARD) as heard:
        learned = str(heard["texts_sha256"])
    assert learned == sha256(json.dumps(told).encode()).hexdigest(), "run python -m assistant.tuning.things"


def test_a_thing_that_was_never_learned_is_not_heard_that_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with np.load(hearing.HEARD) as heard:
        kept = heard["things"] != "foreclosure"
        some = {name: heard[name][kept] for name in ("things", "weights", "bias")}
    np.savez(tmp_path / "heard.npz", **some)
    said, at = asked("the bank is going to take our home"), list(vocabulary().things).index("foreclosure")
    knows = hearing._learned(said)[at]
    monkeypatch.setattr(hearing, "HEARD", tmp_path / "heard.npz")
    hearing._weights.cache_clear()
    assert hearing._learned(said)[at] == 0 < knows
    hearing._weights.cache_clear()


def test_what_is_said_in_spanish_is_drawn_to_the_english_names_of_what_it_means() -> None:
    text, named = "el banco nos quita la casita", wished(", ".join(vocabulary().said["foreclosure"][:4]))
    drawn = said_in_english(text, {"foreclosure": 1.0})
    assert drawn @ named > wished(text) @ named
    assert np.linalg.norm(drawn) == pytest.approx(1.0)


def test_where_nothing_is_meant_the_words_stand_alone() -> None:
    assert np.array_equal(said_in_english("hola", {}), wished("hola"))
