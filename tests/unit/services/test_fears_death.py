"""Who asks whether somebody will die fears for a body: it is no wish to die."""

import pytest

from services import safety

SOUNDS = {"crisis_self_harm": 0.95}


@pytest.mark.parametrize(
    "text",
    ["se va a morir mi nene?", "mi nena se me va a morir?", "is my son going to die", "tengo miedo que se me muera"],
)
def test_it_is_heard_as_medical(text: str) -> None:
    reading = safety.read(text, SOUNDS, language="es")
    assert "crisis_medical" in (reading.crisis, reading.doubt)
    assert "crisis_self_harm" not in (reading.crisis, reading.doubt)


@pytest.mark.parametrize(
    "text",
    [
        "she says she wants to die, is she going to die",
        "dice que se quiere morir",
        "tengo miedo que me muera si sigo así",
    ],
)
def test_a_wish_to_die_stays_one(text: str) -> None:
    assert "crisis_self_harm" in (safety.read(text, SOUNDS, language="es").crisis, safety.read(text, SOUNDS).doubt)
