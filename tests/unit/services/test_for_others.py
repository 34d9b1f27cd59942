"""A place that is for others refused; a no that says which is meant did not; a car that broke before a visit."""

import pytest

from services.casework.became_of import fault_in
from services.casework.not_meant import not_meant
from services.casework.phrases import folded
from services.casework.wishes import wish_told


@pytest.mark.parametrize(
    "text",
    [
        "i called and they said its for kids with disabilities",
        "they told me thats only for special ed kids",
        "that number is for disabled children",
        "they said it is for seniors",
        "llame y me dijeron que eso es para niños con discapacidad",
        "me dijeron q es pa nenes con autismo",
        "ahi solo atienden a niños especiales",
        "dicen que eso es para envejecientes",
    ],
)
def test_a_place_that_is_for_others_refused(text: str) -> None:
    assert fault_in(folded(text)) == "not_for_us"


@pytest.mark.parametrize(
    "text",
    [
        "they said its for kids with autism and mine has it",
        "me dijeron que es para niños con autismo y el mio tiene",
        "they said its for people who work",
        "i called and they have food for kids",
        "is it for kids under 3",
    ],
)
def test_a_place_that_is_for_families_like_this_one_did_not_refuse(text: str) -> None:
    assert fault_in(folded(text)) is None


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("no mija el enlace ese", False),
        ("no honey the liaison person", False),
        ("no i mean the school one", False),
        ("no me refiero al papel", False),
        ("no yo pregunte por el unemployment no los cupones", False),
        ("no i asked about food", False),
        ("no maam im talking about the lights", False),
        ("no mija el referido ese de la escuela", False),
        ("no mija, la cita esa no la quiero", True),
        ("no la trabajadora esa no", True),
        ("no amor la ayuda esa no la quiero", True),
        ("no el papel ese tampoco", True),
        ("no el lugar ese me queda lejos", True),
        ("no, the pantry one is too far", True),
        ("no that wic place refused me", True),
        ("no i asked already they said no", True),
        ("no i asked my husband", True),
        ("no, i asked around and decided not to", True),
        ("no, i mean im fine without it", True),
        ("no i mean no", True),
        ("no i mean the thing is i dont need it", True),
        ("no im asking for nothing", True),
        ("no me refiero a nada, gracias", True),
        ("no hablo de eso con nadie", True),
        ("no, el dia ese no puedo", True),
        ("no that time is no good", True),
        ("no gracias", True),
        ("no quiero", True),
    ],
)
def test_a_no_that_goes_on_to_say_which_is_meant_is_no_refusal(text: str, *, refuses: bool) -> None:
    assert ("deny" not in not_meant(text, {"deny": 0.9})) is refuses


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("my son has an appointment thursday and my car broke down", False),
        ("my car broke down and he has an appointment, i need to fix my car", True),
        ("my car broke down", True),
    ],
)
def test_a_car_that_broke_before_a_visit_asks_for_a_ride(text: str, *, repair: bool) -> None:
    wish = wish_told(text)
    assert (wish is not None and wish.id == "car_repair") is repair
