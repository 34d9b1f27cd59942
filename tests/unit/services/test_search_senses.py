"""Words that mean something else than they mostly do: searched with as they are meant, and else left alone."""

import pytest

from services.directory.naming import brought_by_another_sense, names_for
from services.directory.senses import in_its_sense
from services.directory.things import vocabulary


def _named(text: str, language: str) -> set[str]:
    return {key for key, _ in vocabulary().asked(in_its_sense(text), language).things}


@pytest.mark.parametrize(
    ("text", "language", "not_named"),
    [
        ("no dice más que mamá y agua", "es", "water_bill"),
        ("mi nene le tiene miedo al agua", "es", "water_bill"),
        ("voy a dar a luz en enero", "es", "electricity"),
        ("le molesta la luz y se tapa los oídos", "es", "electricity"),
        ("se me acabaron los pañales de la guagua", "es", "bus"),
        ("necesito un coche para la bebe", "es", "gas_car"),
        ("mi carro no tiene seguro", "es", "health_insurance"),
        ("he only says car and water", "en", "water_bill"),
        ("lights bother him he covers his ears", "en", "electricity"),
        ("the baby has gas and cries all night", "en", "electricity"),
        ("he spins and lines up his cars", "en", "gas_car"),
        ("she wont sleep in her bed", "en", "beds"),
        ("my shot at a job was lost", "en", "vaccines"),
        ("no tengo chavos pa la renta", "es", "cash"),
        ("who watches him, i got work tmrw", "en", "job"),
        ("quien lo cuida, trabajo hasta las 11", "es", "job"),
        ("que papeles necesito para matricularlo", "es", "immigration"),
        ("no tengo papeles de el nene", "es", "immigration"),
        ("snap lost the papers i sent", "en", "immigration"),
        ("heat rash on my baby", "en", "heating"),
    ],
)
def test_a_word_in_another_sense_names_nothing(text: str, language: str, not_named: str) -> None:
    assert not_named not in _named(text, language)


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("me cortaron el agua", "es", "water_bill"),
        ("me cortaron la luz", "es", "electricity"),
        ("la guagua no pasa los domingos", "es", "bus"),
        ("se me dañó el coche", "es", "gas_car"),
        ("no tengo seguro que pague el doctor", "es", "health_insurance"),
        ("they shut the water off", "en", "water_bill"),
        ("he needs a bed", "en", "beds"),
        ("busco trabajo de dia", "es", "job"),
        ("no tenemos papeles", "es", "immigration"),
        ("he needs his shots", "en", "vaccines"),
    ],
)
def test_and_in_its_own_sense_it_still_does(text: str, language: str, named: str) -> None:
    assert named in _named(text, language)
    assert in_its_sense(text) == text


def test_no_car_seat_is_a_want_of_a_seat_and_of_no_car() -> None:
    assert "car_seat" in _named("hospital says no car seat no going home", "en")
    assert "transportation" not in _named("we have no car seat", "en")


def test_several_needs_in_one_breath_each_hear_the_right_sense() -> None:
    assert names_for("utilities_need", "mi nene no dice mas que mama y agua y no tengo comida", "es") is None


@pytest.mark.parametrize(
    ("need", "text", "language", "brought"),
    [
        ("utilities_need", "no dice mas que mama y agua", "es", True),
        ("utilities_need", "no dice mas que mama y me cortaron el agua", "es", False),
        ("transportation_need", "mi guagua tiene fiebre", "es", True),
        ("developmental_concern", "no dice mas que mama y agua", "es", False),
        ("utilities_need", "me cortaron la luz", "es", False),
    ],
)
def test_a_need_that_only_another_sense_brought_is_known(need: str, text: str, language: str, brought: bool) -> None:
    assert brought_by_another_sense(need, text, language) is brought
