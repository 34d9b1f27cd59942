"""Who writes, where it is not a parent; most messages say nothing of it."""

from datetime import datetime

import pytest

from services.casework.help import Family, offers
from services.casework.needs import all_needs
from services.casework.writers import Writer, speaks_to_parents, writer

NOON = datetime(2026, 11, 23, 12)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("im 15 and pregnant", Writer("young", 15)),
        ("I'm only 14", Writer("young", 14)),
        ("tengo 16 y no quiero ir a la escuela", Writer("young", 16)),
        ("hola, tengo 17 años y mis papás no saben", Writer("young", 17)),
        ("im in 10th grade and i cant do this anymore", Writer("young")),
        ("soy menor de edad", Writer("young")),
        ("hola soy una muchacha de 14 y estoy embarazada", Writer("young", 14)),
        ("im a 16 year old girl", Writer("young", 16)),
        ("soy estudiante de la high school y estoy embarazada", Writer("young")),
        ("tengo 15 y mi hermanito no habla", Writer("kin")),
        ("soy la abuela y estoy criando a mi nieto de 6", Writer("kin")),
        ("foster mom here, got a 2 yr old", Writer("kin")),
        ("soy la hermana, mi mama no habla ingles", Writer("kin")),
        ("my grandson won't eat", Writer("kin")),
        ("im a teacher, one of my students comes to school hungry", Writer("helper")),
        ("mi vecina tiene un bebe y no tiene leche", Writer("helper")),
        ("im 58 live alone no kids", Writer("alone")),
        ("vivo sola, no tengo hijos", Writer("alone")),
    ],
)
def test_who_writes_is_heard(text: str, found: Writer) -> None:
    assert writer(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "im 15 weeks pregnant",
        "im 10 minutes away",
        "i am 12 dollars short on rent",
        "tengo 15 años trabajando aquí",
        "tengo 12 meses sin pagar la luz",
        "tengo 14 y 16, dos varones",
        "im a nurse and my son is 3, who takes him at 5 am",
        "its just me and my kids",
        "no kids menu there",
        "soy menor de 21 hermanos",
        "my son is 15 and wont go to school",
        "mi hija tiene 16 y esta embarazada",
    ],
)
def test_what_only_sounds_like_it_is_a_parents(text: str) -> None:
    assert writer(text) is None


def test_help_for_one_is_for_the_child_in_question_and_help_for_the_home_for_any() -> None:
    family = Family(child_age_months=36.0, ages=(36.0, 7.0))
    assert family.ages_for(all_needs()["developmental_concern"]) == (36.0,)
    assert family.ages_for(all_needs()["household_goods_need"]) == (7.0, 36.0)


def test_a_young_persons_age_is_no_childs_and_counts_only_for_their_own_needs() -> None:
    young = Family(own_age_months=180.0)
    assert young.ages_for(all_needs()["behavioral_health"]) == (180.0,)
    assert young.ages_for(all_needs()["food_need"]) == ()
    parent = Family(own_age_months=204.0, own_school=True, child_age_months=5.0, ages=(5.0,))
    assert parent.ages_for(all_needs()["education_need"]) == (204.0,)
    assert parent.ages_for(all_needs()["developmental_concern"]) == (5.0,)


def test_where_no_child_is_wic_does_not_come_first() -> None:
    def names(family: Family) -> list[str]:
        return [each.name for each in offers("food_need", family, "en", NOON, lambda _: [], 4)]

    assert names(Family())[0] == "WIC"
    assert names(Family(own_age_months=252.0, alone=True))[0] != "WIC"
    assert names(Family(ages=(108.0, 132.0)))[0] != "WIC"
    assert names(Family(ages=(108.0, 20.0)))[0] == "WIC"


def test_what_is_said_to_parents_is_known() -> None:
    assert speaks_to_parents("Free for parents.")
    assert speaks_to_parents("Pida el referido al médico de su niño.")
    assert not speaks_to_parents("A counselor comes to you.")
