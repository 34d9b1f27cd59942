"""A place that is for others refused; a no that says which is meant did not; a car that broke before a visit."""

import pytest

from services.casework.became_of import fault_in
from services.casework.for_such import is_for_them
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
    "text", ["they said its for people who work", "i called and they have food for kids", "is it for kids under 3"]
)
def test_a_place_that_is_for_families_like_this_one_did_not_refuse(text: str) -> None:
    assert fault_in(folded(text)) is None


WIC = ["program:wic"]


@pytest.mark.parametrize(
    "text",
    [
        "they said its for kids with autism and mine has it",
        "they said its for kids with autism, he has autism",
        "my son is autistic, i called and they said its for kids with autism",
        "wic told me its for kids with special needs, mine has down syndrome",
        "they said its for kids with delays, my daughter is real delayed. my son is delayed too",
        "they told me its for kids with delays so how do i apply",
        "they said its for veterans, my husband served",
        "they said its for seniors. my mom is a senior",
        "me dijeron que es para niños con autismo y el mio tiene",
        "me dijeron que es para niños con discapacidad, mi hijo tiene",
        "dicen que es para nenes con retraso, la nena tambien tiene retraso. como la inscribo",
    ],
)
def test_who_has_what_a_place_is_for_was_not_refused(text: str) -> None:
    assert is_for_them(text, (), WIC)


@pytest.mark.parametrize(
    "text",
    [
        "i called that number and they said its for kids with disabilities. mine is healthy thank god",
        "they said its for kids with autism but mine is fine",
        "they said its for kids with disabilities, she has no disability",
        "they said no, its for kids with autism and he has autism",
        "my son needs a coat and they said its for seniors",
        "me dijeron que eso es para niños con discapacidad. el mio esta sano gracias a Dios",
        "dicen que es para envejecientes, mi hijo no tiene nada de eso",
    ],
)
def test_who_has_none_of_it_was_refused(text: str) -> None:
    assert not is_for_them(text, (), WIC)


def test_a_need_that_was_told_is_enough_where_it_is_not_for_those_only() -> None:
    needs = ["developmental_concern"]
    assert is_for_them("they said its for kids with delays", needs, WIC)
    assert not is_for_them("they said its only for kids with autism", needs, WIC)
    assert not is_for_them("they said its for seniors", needs, WIC)
    assert not is_for_them("they said its for kids with delays", ["food_need"], WIC)


def test_birth_to_three_refuses_nobody_by_telling_whom_it_is_for() -> None:
    assert is_for_them("birth to three said its for kids with delays", (), ["program:birth_to_three"])


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
