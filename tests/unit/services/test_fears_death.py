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
    reading = safety.read(text, SOUNDS, language="es")
    assert "crisis_self_harm" in (reading.crisis, reading.doubt)


@pytest.mark.parametrize(
    "text",
    ["no aguanto mas", "ya no puedo mas con esta situacion", "i cant take it anymore", "estoy harta de sus golpes"],
)
def test_who_is_worn_out_by_violence_and_says_no_more_tells_of_no_wish(text: str) -> None:
    assert safety.another.only_sounds_of_dying(text)


@pytest.mark.parametrize(
    "text",
    [
        "no aguanto mas, ya no quiero seguir",
        "ya no puedo mas con esta vida",
        "i cant take it anymore i just want to sleep",
    ],
)
def test_more_than_that_is_left_to_be_heard_as_a_wish(text: str) -> None:
    assert not safety.another.only_sounds_of_dying(text)
    told = safety.hour.hint(text, ["crisis_violence"], (), "en")
    assert told is None or told.name != "hour.worn_out_by_it"


@pytest.mark.parametrize(
    "text",
    [
        "we keep a gun in the closet and my son is 5",
        "my husband he put a lock on the shotgun",
        "tengo un arma en la casa con licencia y un nene de 4, como la guardo",
    ],
)
def test_a_gun_that_nobody_threatens_with_rings_by_no_network(text: str) -> None:
    assert safety.read(text, {"crisis_violence": 0.97}, language="en").crisis is None


def test_a_gun_of_who_is_feared_rings() -> None:
    said = "my husband keeps a gun in the house and im scared of him"
    assert safety.read(said, {"crisis_violence": 0.97}, language="en").crisis == "crisis_violence"
