"""A gun that somebody keeps, or wants to keep, safe is no danger that a network alone may ring for."""

import pytest

from services import safety

SURE = {"crisis_violence": 0.98, "inform": 0.02}


@pytest.mark.parametrize(
    "text",
    [
        "i keep a gun in the closet, how do i keep it safe from my kids",
        "my brother keeps a handgun in the closet, my kids are 4 and 8. hes a good guy",
        "is there a free gun lock program",
        "donde consigo un candado gratis para la escopeta",
    ],
)
def test_who_asks_how_to_keep_it_safe_rings_no_alarm(text: str) -> None:
    assert safety.read(text, SURE).crisis is None


@pytest.mark.parametrize(
    "text",
    [
        "he keeps a gun in the closet and he threatens me",
        "where can i lock the gun, my son wants to die",
        "my husband keeps a gun in the closet and points it at me",
    ],
)
def test_where_somebody_is_threatened_or_wants_to_die_it_rings(text: str) -> None:
    assert safety.read(text, SURE).crisis is not None


@pytest.mark.parametrize(
    "text",
    [
        "my son asked me where we keep the gun, hes been giving his stuff away",
        "i keep the gun in the drawer for when its time",
        "i keep the gun in the nightstand and look at it every night",
        "how do i lock up the gun so i dont use it on me",
        "my teen knows the code to the gun safe and he has been so down",
        "can i hide the gun from my boyfriend",
        "the gun is locked but he has the key",
        "quiero guardar la pistola lejos de mi, no confio en mi misma",
        "mi hijo pregunta donde guardo la pistola con llave",
    ],
)
def test_a_gun_that_somebody_may_reach_for_is_none_that_is_kept_safe(text: str) -> None:
    sure = {"crisis_self_harm": 0.98, "crisis_violence": 0.98}
    assert safety.read(text, sure).crisis is not None
    assert not safety.is_ordinary(text)
