"""Which thing is meant is learned from its names and from sentences that do not name it."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant.tuning import things
from understanding.sentences import questions

NAMED = {
    "ride": {"en": ["a ride", "medical ride"], "es": ["transporte"], "asks": {"en": ["get me there"], "es": []}},
    "food": {"en": ["groceries"], "es": ["comida"]},
    "rent": {"en": ["rent help"], "es": ["la renta"]},
}
TOLD = {
    "ride": {"en": ["the bus does not go to the clinic"], "es": ["no tengo cómo llegar al doctor"]},
    "food": {"en": ["the fridge has been empty since friday"], "es": ["no queda nada en la nevera"]},
    "rent": {"en": ["the landlord wants us out by monday"], "es": ["el casero nos quiere sacar"]},
}


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, np.ndarray]:
    for name, held in (("THINGS", NAMED), ("TELLING", TOLD)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "some.yml").write_text(yaml.safe_dump({"things": held}), encoding="utf-8")
        monkeypatch.setattr(things, name, folder)
    monkeypatch.setattr(things, "HEARD", tmp_path / "heard.npz")
    things.main()
    with np.load(tmp_path / "heard.npz") as file:
        return dict(file)


def test_what_is_told_in_other_words_is_heard(heard: dict[str, np.ndarray]) -> None:
    said = ["we have no car to get to her appointment", "nos echan del apartamento", "there is nothing left to eat"]
    scores = questions(said) @ heard["weights"].astype(np.float32).T + heard["bias"]
    assert heard["things"][scores.argmax(1)].tolist() == ["ride", "rent", "food"]


def test_names_asks_and_sentences_are_all_learned_from(heard: dict[str, np.ndarray]) -> None:
    told = {text for _, text in things.told()}
    assert {"a ride", "get me there", "transporte", "the bus does not go to the clinic"} <= told
    assert len(told) == 8 + 6
    assert sorted(heard["things"].tolist()) == ["food", "rent", "ride"]
