"""Who asks whether somebody will die fears for a body; who would follow, or hints at more, has a wish."""

import pytest

from services import safety

WISH = {"crisis_self_harm": 0.98, "crisis_medical": 0.17}


@pytest.mark.parametrize(
    "text",
    [
        "se va a morir mi nena? se cayó de la cama y se dio en la cabeza",
        "is he going to die he fell down the stairs and hit his head on the floor please",
        "is my baby going to die",
    ],
)
def test_a_fear_for_a_body_is_of_the_body(text: str) -> None:
    read = safety.read(text, WISH)
    assert "crisis_medical" in (read.crisis, read.doubt)


@pytest.mark.parametrize(
    "text",
    [
        "if she dies i will follow her i have it all planned, my mom is all i have",
        "i dont see any point anymore what if he dies, i go too, i will go right after him tonight",
        "y si se muere yo me voy detras de el, sin el no hay nada",
        "would she die without me, they all would if im gone",
        "tengo miedo que se muera de tristeza mi hija ya regalo sus cosas y no sale del cuarto",
        "scared shes dying inside, she gave her things away and stopped eating",
        "what if he dies tonight he went out on the roof and is standing there crying",
    ],
)
def test_a_wish_to_follow_or_a_hint_at_the_own_hand_rings_as_that(text: str) -> None:
    assert safety.read(text, WISH).crisis == "crisis_self_harm"
