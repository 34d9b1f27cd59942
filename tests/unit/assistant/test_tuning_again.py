"""Tuning goes on where it stopped, and says so when it learns nothing."""

from pathlib import Path

import numpy as np
import pytest

from assistant.learning.targets import targets
from assistant.tuning import again, learn
from assistant.tuning.arrays import start
from assistant.tuning.mean import EVERY, RunningMean


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tuned")
    again.keep(start(2, seed=4), ["food_need", "greet"], folder)
    return folder


def test_it_begins_with_the_layers_that_were_kept(folder: Path) -> None:
    kept, found = start(2, seed=4), again.found(["food_need", "greet"], folder, seed=5)
    assert found is not None
    assert found.keys() == kept.keys()
    for name in set(kept) - {"pos", "type"}:
        near = np.abs(kept[name]).max() / 40  # seven bits
        assert np.allclose(found[name], kept[name], atol=near), name
    assert np.allclose(found["pos"] + found["type"], kept["pos"] + kept["type"], atol=1e-6)


def test_a_new_label_starts_anew_and_the_others_keep_what_they_learned(folder: Path) -> None:
    kept, found = start(2, seed=4), again.found(["food_need", "affirm", "greet"], folder, seed=5)
    assert found is not None
    assert np.allclose(found["out"][:, [0, 2]], kept["out"], atol=1e-3)
    assert np.array_equal(found["out"][:, 1], start(3, seed=5)["out"][:, 1])


def test_a_share_of_the_layers_before_is_kept() -> None:
    before, after = {"w": np.zeros(2)}, {"w": np.ones(2)}
    assert again.mixed(before, after, 0.75)["w"].tolist() == [0.75, 0.75]


def test_nothing_kept_is_nothing_to_go_on_from(tmp_path: Path) -> None:
    assert again.found(["greet"], tmp_path, seed=0) is None


def test_each_epoch_takes_what_is_new_and_a_share_of_what_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    lessons: list[int] = []

    class Counts:
        def __init__(self, *_: object) -> None: ...

        def step(self, rows: list[np.ndarray], *_: object) -> float:
            lessons.append(len(rows))
            return 0.0

        def arrays(self) -> dict[str, np.ndarray]:
            return {}

    monkeypatch.setattr(learn, "_Training", Counts)
    known, new = [f"no food {i}" for i in range(400)], [f"hi {i}" for i in range(100)]
    told = targets([["food_need"]] * 400 + [["greet"]] * 100)
    learn.tune([*known, *new], told, print, learn.Settings(epochs=1, batch=16), start(2), new=new)
    assert 240 < sum(lessons) < 320  # 180 of 400, and 100


def test_it_stops_where_it_learns_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def __init__(self, *_: object) -> None: ...

        def step(self, *_: object) -> float:
            return learn.LOST + 1

        def arrays(self) -> dict[str, np.ndarray]:
            return {}

    monkeypatch.setattr(learn, "_Training", Lost)
    monkeypatch.setattr(learn, "SAID_EVERY", 1)
    texts = ["hi", "no food"] * 4
    told = targets([["greet"], ["food_need"]] * 4)
    said: list[str] = []
    with pytest.raises(learn.DidNotLearn):
        learn.tune(texts, told, said.append, learn.Settings(epochs=10, batch=4), start(2))
    assert 9 < len(said) < 15  # of 30 steps


def test_what_is_kept_is_the_mean_of_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wobbles:
        def __init__(self, *_: object) -> None:
            self.steps = 0

        def step(self, *_: object) -> float:
            self.steps += 1
            return 0.0

        def arrays(self) -> dict[str, np.ndarray]:
            return {"w": np.array([1.0 if self.steps // EVERY % 2 else -1.0])}

    monkeypatch.setattr(learn, "_Training", Wobbles)
    told = targets([["greet"], ["food_need"]] * 500)
    kept = learn.tune(["hi", "no food"] * 500, told, print, learn.Settings(epochs=4, batch=10), start(2))
    assert abs(kept["w"][0]) < 0.9


def test_a_mean_does_not_change_what_it_was_given() -> None:
    given, mean = np.ones(2, np.float32), RunningMean()
    mean.take({"w": given})
    mean.take({"w": np.zeros(2, np.float32)})
    assert given.tolist() == [1.0, 1.0]
    assert mean.arrays["w"].tolist() == pytest.approx([0.95, 0.95])
